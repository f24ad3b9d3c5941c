#pragma once

#include "core/words/explanation.h"

#include <QTextLayout>
#include <QWidget>

namespace interleave {

/// An explanation folded to a caption of two lines at the most: its title in its tone, and as many sentences
/// of its story as have room, each of them whole. As high with one line as with two, so that nothing jumps.
class CaptionLine final : public QWidget
{
    Q_OBJECT

public:
    explicit CaptionLine(QWidget* parent = nullptr);

    /// \a story may be rich text.
    void setCaption(const QString& title, const QString& story, Severity severity);
    [[nodiscard]] const QString& title() const { return m_title; }
    [[nodiscard]] const QString& story() const { return m_story; }
    /// What of the story has room.
    [[nodiscard]] QString shownStory() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fit();
    int lay(const QString& words);

    QString m_title;
    QString m_story;
    Severity m_severity = Severity::Neutral;
    /// Of the story, its first line behind the title.
    QTextLayout m_lines;
};

} // namespace interleave
