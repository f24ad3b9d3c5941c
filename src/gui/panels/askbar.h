#pragma once

#include "core/scenario/prediction.h"

#include <QPointer>
#include <QWidget>

class QAction;

namespace interleave {

class ElidedLabel;

/// The question before a step and three answers, by mouse or by the keys 1, 2 and 3.
class AskBar final : public QWidget
{
    Q_OBJECT

public:
    explicit AskBar(QWidget* parent = nullptr);

    void setQuestion(const QString& question);
    /// Shows the user where to answer: moves the focus to the first answer until the bar disappears.
    void beg();
    /// The focusable widgets, from left to right.
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
