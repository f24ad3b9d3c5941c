#pragma once

#include "core/explanation.h"

#include <QWidget>

namespace interleave {

/// An explanation folded to one line: its title in its tone, and as much of its story as there is room for.
class CaptionLine final : public QWidget
{
    Q_OBJECT

public:
    explicit CaptionLine(QWidget* parent = nullptr);

    /// \a story may be rich text.
    void setCaption(const QString& title, const QString& story, Tone tone);
    [[nodiscard]] const QString& title() const { return m_title; }
    [[nodiscard]] const QString& story() const { return m_story; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_title;
    QString m_story;
    Tone m_tone = Tone::Neutral;
};

} // namespace interleave
