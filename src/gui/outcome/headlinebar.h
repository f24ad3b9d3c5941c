#pragma once

#include "core/scenario/headline.h"
#include "gui/theme/theme.h"

#include <QWidget>

namespace interleave {

class OutcomePill;

/// A lesson's headline: its story at the left, and what came of it on a pill at the right. Uses the longest
/// wording of the outcome beside which the story is whole, and a smaller type before it cuts the story. Of
/// one height, whatever it says.
class HeadlineBar final : public QWidget
{
    Q_OBJECT

public:
    explicit HeadlineBar(QWidget* parent = nullptr);

    void setHeadline(const Headline& headline);
    /// For an audience: larger type.
    void setLarge(bool large);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] int leftBeside(const QString& outcome);
    [[nodiscard]] QRect storyArea() const;
    void choose();
    void fit();

    Headline m_headline;
    OutcomePill* m_outcome;
    /// Of the story.
    TextStyle m_style = TextStyle::CardTitle;
    bool m_large = false;
};

} // namespace interleave
