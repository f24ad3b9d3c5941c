#pragma once

#include "core/explanation.h"

#include <QWidget>

class QLabel;

namespace interleave {

class WrapLabel;

/// Where a client's card shows its last answer; always there and always of one height, so that nothing jumps.
class ResultSlot final : public QWidget
{
    Q_OBJECT

public:
    explicit ResultSlot(QWidget* parent = nullptr);

    void showAnswer(const AnswerText& answer);
    /// What was typed cannot be sent; \a problem says why.
    void showProblem(const QString& problem);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void display(Tone tone, const QString& status, const QString& sentence, const QString& origin);

    Tone m_tone = Tone::Neutral;
    QLabel* m_status;
    QLabel* m_origin;
    WrapLabel* m_sentence;
};

} // namespace interleave
