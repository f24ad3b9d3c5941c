#pragma once

#include "gui/panels/compactclient.h"
#include "gui/widgets/card.h"

#include "core/model/snapshot.h"
#include "gui/outcome/resultslot.h"

#include <memory>

namespace interleave {

namespace Ui {
class ClientCard;
}

class FieldRow;
class MergePane;
class MergeSheet;
class Stage;

/// What one client knows: its fields, its buttons, the last answer it was told. All of it is read anew from a
/// snapshot by render(); only text that is being typed is the card's own.
class ClientCard final : public Card
{
    Q_OBJECT

public:
    /// \a stage takes the commands and must outlive the card.
    explicit ClientCard(Stage& stage, QWidget* parent = nullptr);
    ~ClientCard() override;

    void setClient(const QString& client);
    [[nodiscard]] const QString& client() const { return m_client; }

    /// The record that is shown and worked on, out of \a ids; the first of the stage until then. Holds from
    /// the next render() on.
    void setRecord(const QStringList& ids, const QString& record);
    void render(const Snapshot& snapshot);
    /// While a request is on its way: what is there stays, but takes no input.
    void setInert(bool inert);
    /// While a moment of the past is shown: nobody can do anything in it. Holds from the next render() on.
    void setPast(bool past);

    /// Two lines instead of a card, for where there is little room. A merge then lies on \a ground, under the
    /// card.
    void setCompact(bool compact, QWidget& ground);

    /// To the present width and fonts.
    void fit();

    /// What takes the keyboard, from top to bottom.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

    void read();
    /// Hands on what is typed and, if all of it can be sent, saves.
    void save();
    /// Has the server add the amount to the field that the record is summed up by.
    void addAmount();

signals:
    /// What is typed has changed, and with it what render() shows.
    void inputChanged();
    /// Out of the chooser in the card's head.
    void recordChosen(const QString& record);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void renderAnswer(const Snapshot& snapshot);
    [[nodiscard]] QString refusalOf(const ClientState& client) const;
    void nameAdd();
    void solve(ConflictAction conflictAction);
    void beginMerge();
    void saveMerged();
    void endMerge();
    void renderMerge(const ClientState& client, const Copy& copy);
    void showMerge(bool shown);
    void seatMerge();
    void addRow(FieldRow* row);
    void nameRow(FieldRow& row);
    void leaveRows();
    [[nodiscard]] const FieldRow* rowWithProblem() const;
    [[nodiscard]] QString record() const;
    [[nodiscard]] AnswerText answerOf(const ClientState& client) const;
    [[nodiscard]] QList<ConflictAction> conflictActionsOf(const Snapshot& snapshot) const;
    [[nodiscard]] QString hintFor(const Field& field, const Snapshot& snapshot) const;

    std::unique_ptr<Ui::ClientCard> m_ui;
    Stage& m_stage;
    QString m_client;
    /// Empty for the stage's first.
    QString m_record;
    QString m_counter;
    /// Made when it is first needed.
    MergePane* m_mergePane = nullptr;
    /// Likewise; owned by the ground it lies on.
    MergeSheet* m_mergeSheet = nullptr;
    /// A merge is being decided, or is on its way.
    bool m_merging = false;
    /// How long the journal was when it was sent; nothing while it is being decided.
    std::optional<qint64> m_mergeSent;
    bool m_inert = false;
    bool m_past = false;
    CompactClient m_compact{*this, *m_ui};
};

} // namespace interleave
