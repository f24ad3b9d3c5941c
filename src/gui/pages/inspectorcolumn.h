#pragma once

#include <QObject>

#include <optional>

class QPushButton;

namespace interleave {

class CaptionLine;
class SidePanel;

/// The column at the right of a page that explains what is chosen: beside the story where both fit, else in its
/// place when it is opened. Before an audience it stays closed until it is opened, and a caption at the bottom
/// says the most important.
class InspectorColumn final : public QObject
{
    Q_OBJECT

public:
    struct Parts final
    {
        QWidget* story;
        SidePanel* side;
        CaptionLine* caption;
        /// Open the one in the place of the other.
        QPushButton* toInspector;
        QPushButton* toStory;
    };

    /// \a page owns it.
    InspectorColumn(const Parts& parts, QWidget& page);
    /// Makes a button for Parts, not yet in a layout.
    [[nodiscard]] static QPushButton* makeSwitch(const char* name, const QString& text, QWidget& page);

    /// False where there is nothing to explain yet, which leaves out the way to the inspector.
    void setUsed(bool used) { m_isUsed = used; }
    void setPresenting(bool presenting);
    [[nodiscard]] bool isPresenting() const { return m_presenting; }
    /// As the user asked; by default it is shown if it fits.
    void show(bool shown);
    void toggle();
    /// Whether the caption takes space below the story.
    [[nodiscard]] bool hasCaption() const;
    void arrange();

signals:
    /// The user opened or closed it; the page calls arrange().
    void changed();

private:
    [[nodiscard]] bool isWide() const;
    [[nodiscard]] bool isAsked() const;

    Parts m_parts;
    QWidget& m_page;
    bool m_isUsed = true;
    bool m_presenting = false;
    std::optional<bool> m_asked;
    std::optional<bool> m_askedBefore;
};

} // namespace interleave
