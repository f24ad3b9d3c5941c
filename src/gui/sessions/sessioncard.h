#pragma once

#include "core/scenario/cast.h"
#include "core/transactionwords/sessiontext.h"
#include "gui/widgets/card.h"

#include <memory>

class QMenu;
class QPushButton;

namespace interleave {

namespace Ui {
class SessionCard;
}

/// What one session knows: its isolation level, what it read and wrote, and its last answer; and what it can do
/// next, by buttons or by a statement of one's own. render() updates everything; the card's only own state is
/// the typed statement.
class SessionCard final : public Card
{
    Q_OBJECT

public:
    explicit SessionCard(QWidget* parent = nullptr);
    ~SessionCard() override;

    void setSession(const CastMember& member);
    [[nodiscard]] const QString& session() const { return m_member.name; }
    /// What the buttons Read and Write do; a step without SQL disables its button.
    void setPrograms(const TransactionStep& read, const TransactionStep& write);
    /// The levels to choose from, and that of this session.
    void setLevels(const QStringList& levels, const QString& level);
    /// \a state as the fold has it. \a isUnderWay: its statement takes long, and does not wait.
    void render(const SessionText& text, const SessionState& state, bool isUnderWay);
    /// Disables everything: a moment of the past is shown, or the lesson is run.
    void setInert(bool inert);
    /// Two lines instead of a card, for little height.
    void setCompact(bool compact);

    /// The focusable widgets, from top to bottom.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

signals:
    /// The session is to do this next; its name is set.
    void stepAsked(const interleave::TransactionStep& step);
    /// The statement that waits or takes long is to be cancelled.
    void cancelAsked();
    void levelChosen(const QString& level);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void ask(TransactionAction action);
    void askProgram(const TransactionStep& program);
    void askTyped();
    void renderButtons();
    void fit();
    [[nodiscard]] QList<QPushButton*> buttons() const;

    std::unique_ptr<Ui::SessionCard> m_ui;
    CastMember m_member;
    TransactionStep m_read;
    TransactionStep m_write;
    bool m_isInTransaction = false;
    /// A statement is not answered yet.
    bool m_isOccupied = false;
    /// Opens the buttons as a menu, in the compact form.
    QPushButton* m_actions;
    QStringList m_levels;
    bool m_inert = false;
    bool m_compact = false;
};

} // namespace interleave
