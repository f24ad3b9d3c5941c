#pragma once

#include "core/scenario/prediction.h"

#include <QPointer>
#include <QWidget>

class QAction;

namespace interleave {

class ElidedLabel;

/// The question before a step, and three answers to it: by mouse, or by 1, 2 and 3.
class AskBar final : public QWidget
{
    Q_OBJECT

public:
    explicit AskBar(QWidget* parent = nullptr);

    void setQuestion(const QString& question);
    /// Whoever wants to go on is shown where to answer: the first answer has the focus, until the bar goes.
    void beg();
    /// What takes the keyboard, from left to right.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

signals:
    void answered(interleave::Guess guess);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    ElidedLabel* m_question;
    QPointer<QWidget> m_before;
    QList<QWidget*> m_buttons;
    QList<QAction*> m_keys;
};

} // namespace interleave
