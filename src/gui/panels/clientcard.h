#pragma once

#include "gui/panels/compactclient.h"
#include "gui/widgets/card.h"

#include "core/model/snapshot.h"
#include "core/scenario/cast.h"
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

/// What one client knows: its fields, its buttons, and its last answer. render() updates everything from a
/// snapshot; the card's only own state is typed text.
class ClientCard final : public Card
{
    Q_OBJECT

public:
    /// \a stage receives the commands and must outlive the card.
    explicit ClientCard(Stage& stage, QWidget* parent = nullptr);
    ~ClientCard() override;

    void setClient(const CastMember& member);
    [[nodiscard]] const QString& client() const { return m_member.name; }

    /// Sets the record to show and work on, out of \a ids; the default is the stage's first. Takes effect at
    /// the next render().
    void setRecord(const QStringList& ids, const QString& record);
    void render(const Snapshot& snapshot);
    /// While a request is under way, everything stays visible but takes no input.
    void setInert(bool inert);
    /// Disables everything while a moment of the past is shown. Takes effect at the next render().
    void setPast(bool past);

    /// Uses two lines instead of a card, for little height. A merge is then shown on \a ground, below the
    /// card.
    void setCompact(bool compact, QWidget& ground);

    /// How many lines its fields need then, and how many it has, so that the cards are equally high.
    [[nodiscard]] int neededLines() const { return m_compact.neededLines(); }
    void setLines(int lines) { m_compact.setLines(lines); }
    /// The texts that its fields will show, by field.
    void setExpected(const QMap<QString, QStringList>& texts) { m_compact.setExpected(texts); }

    /// Adapts to the present width and fonts.
    void fit();

    /// The focusable widgets, from top to bottom.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

    void read();
    /// Hands on the typed text and saves if all of it can be sent.
    void save();
    /// Asks the server to add the amount to the headline field.
    void addAmount();

signals:
    /// The typed text has changed, and with it the result of render().
    void inputChanged();
    void linesChanged();
    /// A record was chosen in the card's header.
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
    CastMember m_member;
    /// Empty for the stage's first.
    QString m_record;
    QString m_counter;
    /// Created when first needed.
    MergePane* m_mergePane = nullptr;
    /// Likewise; owned by the widget that it lies on.
    MergeSheet* m_mergeSheet = nullptr;
    /// A merge is being decided or saved.
    bool m_merging = false;
    /// The journal's length when the merge was sent; nothing while it is being decided.
    std::optional<qint64> m_mergeSent;
    bool m_inert = false;
    bool m_past = false;
    CompactClient m_compact{*this, *m_ui};
};

} // namespace interleave
