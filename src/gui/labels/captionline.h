#pragma once

#include "core/words/explanation.h"

#include <QTextLayout>
#include <QWidget>

namespace interleave {

/// A short form of an explanation, at most two lines: its title in its severity's colour, and as many whole
/// sentences of its story as fit. The height is the same for one line and two, so that nothing below jumps.
class CaptionLine final : public QWidget
{
    Q_OBJECT

public:
    explicit CaptionLine(QWidget* parent = nullptr);

    /// \a story may be rich text.
    void setCaption(const QString& title, const QString& story, Severity severity);
    /// The part of the story that fits; it is only painted.
    [[nodiscard]] QString shownStory() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refit();
    void fit();
    int lay(const QString& words);

    QString m_title;
    QString m_story;
    Severity m_severity = Severity::Neutral;
    bool m_isFitted = false;
    /// The story's lines; the first is behind the title.
    QTextLayout m_lines;
};

} // namespace interleave
