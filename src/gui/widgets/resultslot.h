#pragma once

#include "core/explanation.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace interleave {

class ElidedLabel;
class WrapLabel;

/// What a client can do about its last answer, in place.
enum class Remedy { Reload, Merge, Overwrite, FindOut };

/// Where a client's card shows its last answer; always there and always of one height, so that nothing jumps.
class ResultSlot final : public QWidget
{
    Q_OBJECT

public:
    explicit ResultSlot(QWidget* parent = nullptr);

    /// \a detail is the server's own sentence on a refusal; it takes the place of ours.
    void showAnswer(const AnswerText& answer, const QString& detail = {});
    /// What was typed cannot be sent; \a problem says why.
    void showProblem(const QString& problem);
    /// The ways on from the answer that is shown; none for most answers.
    void offer(const QList<Remedy>& remedies, bool enabled);
    [[nodiscard]] QPushButton& button(Remedy remedy) const { return *m_buttons.at(static_cast<int>(remedy)); }

signals:
    void chosen(interleave::Remedy remedy);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildRemedies();
    void display(Tone tone, const QString& status, const QString& sentence);

    Tone m_tone = Tone::Neutral;
    QString m_fewer;
    QLabel* m_status;
    ElidedLabel* m_origin;
    WrapLabel* m_sentence;
    /// The sentence beside the status, where buttons take its place.
    ElidedLabel* m_brief;
    QWidget* m_remedies;
    QList<QPushButton*> m_buttons;
};

} // namespace interleave
