#pragma once

#include "core/words/explanation.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;

namespace interleave {

class ElidedLabel;
class WrapLabel;

/// What a client can do about its last answer, in place.
enum class ConflictAction { Reload, Merge, Overwrite, FindOut, Release, GiveUp };

/// Where a client's card shows its last answer; always there and always of one height, so that nothing jumps.
class ResultSlot final : public QWidget
{
    Q_OBJECT

public:
    explicit ResultSlot(QWidget* parent = nullptr);

    /// \a detail is the server's own sentence on a refusal; it takes the place of ours.
    void showAnswer(const AnswerText& answer, const QString& detail = {});
    /// The answer is still to come: the slot has a dashed edge.
    void setWaiting(bool waiting);
    /// What was typed cannot be sent; \a problem says why.
    void showProblem(const QString& problem);
    /// The ways on from the answer that is shown; none for most answers.
    void offer(const QList<ConflictAction>& conflictActions, bool enabled);
    /// Where a menu of that remedy belongs.
    [[nodiscard]] QPushButton& button(ConflictAction conflictAction) const;
    /// On one line: a status, what of the sentence has room, and the remedies in a menu.
    void setCompact(bool compact);
    /// To the present width and fonts.
    void fit();
    /// Whose answers these are, for who hears the buttons' names alone.
    void setOwner(const QString& owner);
    /// The buttons that are shown, or may be.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

signals:
    void chosen(interleave::ConflictAction conflictAction);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildConflictActions();
    void arrange();
    void showParts();
    void fitStatus();
    void fitResolve();
    void nameResolve();
    /// One way on is offered by its own name, and no menu.
    [[nodiscard]] bool isAlone() const { return m_offered.size() == 1; }
    void display(Severity severity, const QString& status, const QString& sentence);

    Severity m_severity = Severity::Neutral;
    QString m_shortText;
    /// For where not even these have room.
    QString m_short;
    QHBoxLayout* m_first;
    bool m_waiting = false;
    QLabel* m_status;
    ElidedLabel* m_origin;
    WrapLabel* m_sentence;
    /// The sentence beside the status, where buttons take its place.
    ElidedLabel* m_brief;
    QWidget* m_conflictActions;
    QList<QPushButton*> m_buttons;
    /// Stands for them in the compact arrangement; made when it is first needed.
    QPushButton* m_resolve = nullptr;
    QMenu* m_menu = nullptr;
    QString m_owner;
    QList<ConflictAction> m_offered;
    bool m_compact = false;
    /// Labels are being shown and hidden.
    bool m_arranging = false;
};

} // namespace interleave
