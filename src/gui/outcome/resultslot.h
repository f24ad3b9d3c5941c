#pragma once

#include "core/words/explanationconflict.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;

namespace interleave {

class ElidedLabel;
class WrapLabel;

/// The actions by which a client can respond to its last answer.
enum class ConflictAction { Reload, Merge, Overwrite, FindOut, Release, GiveUp };

/// Shows the last answer on a client's card. It is always visible and has a constant height, so that nothing
/// jumps.
class ResultSlot final : public QWidget
{
    Q_OBJECT

public:
    explicit ResultSlot(QWidget* parent = nullptr);

    /// \a detail is the server's own sentence about a refusal; it replaces ours.
    void showAnswer(const AnswerText& answer, const QString& detail = {});
    /// The answer has not arrived yet: draws a dashed border.
    void setWaiting(bool waiting);
    /// The typed text cannot be sent; \a problem says why.
    void showProblem(const QString& problem);
    /// The actions to offer for the shown answer; none for most answers.
    void offer(const QList<ConflictAction>& conflictActions, bool enabled);
    /// What the merge and the overwriting would come to; their buttons say it where it fits whole. Takes
    /// effect at the next offer().
    void setResults(const ConflictResults& results) { m_results = results; }
    /// The button of that action, below which its menu is shown.
    [[nodiscard]] QPushButton& button(ConflictAction conflictAction) const;
    /// Uses one line: a status, as much of the sentence as fits, and the actions in a menu.
    void setCompact(bool compact);
    /// Adapts to the present width and fonts.
    void fit();
    /// The client's name, for screen readers, which read out only the buttons.
    void setOwner(const QString& owner);
    /// The buttons that are or may become visible.
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
    void fitActions();
    void fitStatus();
    void fitResolve();
    void nameResolve();
    void nameActions(bool withResults);
    /// A single action is offered as a button with its own name instead of a menu.
    [[nodiscard]] bool isAlone() const { return m_offered.size() == 1; }
    void display(Severity severity, const QString& status, const QString& sentence);

    Severity m_severity = Severity::Neutral;
    /// With its phrase, "204 No Content"; the label has the number alone where that is all that fits.
    QString m_wholeStatus;
    QString m_shortText;
    /// For when neither of these fits.
    QString m_shortestText;
    QHBoxLayout* m_first;
    bool m_waiting = false;
    QLabel* m_status;
    ElidedLabel* m_origin;
    WrapLabel* m_sentence;
    /// The sentence beside the status, when buttons take its place.
    ElidedLabel* m_brief;
    QWidget* m_conflictActions;
    QList<QPushButton*> m_buttons;
    /// Opens the menu of actions in the compact form; created when first needed.
    QPushButton* m_resolve = nullptr;
    QMenu* m_menu = nullptr;
    QString m_owner;
    QList<ConflictAction> m_offered;
    ConflictResults m_results;
    bool m_compact = false;
    /// Labels are being shown and hidden.
    bool m_arranging = false;
};

} // namespace interleave
