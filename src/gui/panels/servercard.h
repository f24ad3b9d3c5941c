#pragma once

#include "gui/widgets/card.h"

#include "core/model/snapshot.h"
#include "core/scenario/cast.h"

#include <memory>
#include <vector>

class QPushButton;

namespace interleave {

namespace Ui {
class ServerCard;
}
class CompactServer;

/// The current record: its value in large figures, its newest versions, and the rule for saves.
class ServerCard final : public Card
{
    Q_OBJECT

public:
    explicit ServerCard(QWidget* parent = nullptr);
    ~ServerCard() override;

    /// Shows a tab for each if there are several. Takes effect at the next render().
    void setRecords(const QStringList& ids) { m_records = ids; }
    /// Takes effect at the next render().
    void setCast(const Cast& cast) { m_cast = cast; }
    /// Shows the record \a id in \a snapshot, under the rule \a locking.
    void render(const Snapshot& snapshot, const QString& id, Locking locking);

    /// For the rule Lease: the server's clock, in milliseconds since the epoch, and whether it runs by
    /// itself. Takes effect at the next render().
    void setClock(qint64 now, bool running);

    /// Prevents changing the rule while a moment of the past is shown. Takes effect at the next render().
    void setPast(bool past) { m_past = past; }

    /// Whether the records compare fencing tokens. Takes effect at the next render().
    void setFencing(bool fencing) { m_fencing = fencing; }

    /// Whether the event that is looked at lost an update although the rule was on. Takes effect at the next
    /// render().
    void setSlipped(bool slipped) { m_slipped = slipped; }

    /// With animation a new value fades in.
    void setAnimated(bool animated);

    /// Uses two lines instead of a card, for little height. The caller must then place the lease's line
    /// elsewhere.
    void setCompact(bool compact);
    [[nodiscard]] QWidget& leaseLine() const;
    /// As high as the clients' cards with so many lines of fields.
    void setLines(int lines);

    /// Adapts to the present width and fonts.
    void fit();

    /// The same as a click on the switch.
    void switchLocking();

    /// The focusable widgets, from top to bottom.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

signals:
    /// The switch was used.
    void lockingChosen(interleave::Locking locking);
    /// A record's tab was chosen.
    void recordChosen(const QString& id);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildRules();
    void renderRule(Locking locking);
    void renderLease(const LeaseState& lease, Locking locking);
    void renderStatus();

    std::unique_ptr<Ui::ServerCard> m_ui;
    struct RuleButton
    {
        Locking rule;
        QPushButton* button;
    };
    std::vector<RuleButton> m_rules;
    CompactServer* m_compact;
    /// The rule that the switch turns on.
    Locking m_rule = Locking::Version;
    QStringList m_records;
    Cast m_cast;
    Locking m_shown = Locking::Off;
    qint64 m_now = 0;
    bool m_running = false;
    bool m_past = false;
    bool m_fencing = true;
    bool m_slipped = false;
};

} // namespace interleave
