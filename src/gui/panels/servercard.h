#pragma once

#include "gui/widgets/card.h"

#include "core/model/snapshot.h"

#include <memory>

namespace interleave {

namespace Ui {
class ServerCard;
}
class CompactServer;

/// The record as it stands: its value in large figures, its newest versions, and the rule for saves.
class ServerCard final : public Card
{
    Q_OBJECT

public:
    explicit ServerCard(QWidget* parent = nullptr);
    ~ServerCard() override;

    /// With more than one there is a tab for each. Holds from the next render() on.
    void setRecords(const QStringList& ids) { m_records = ids; }
    /// Shows the record \a id in \a snapshot, under the rule \a locking.
    void render(const Snapshot& snapshot, const QString& id, Locking locking);

    /// Under the rule Lease: the server's clock, in milliseconds since the epoch, and whether it goes on.
    /// Holds from the next render() on.
    void setClock(qint64 now, bool running);

    /// While a moment of the past is shown the rule cannot be changed. Holds from the next render() on.
    void setPast(bool past) { m_past = past; }

    /// Whether the records compare fencing tokens. Holds from the next render() on.
    void setFencing(bool fencing) { m_fencing = fencing; }

    /// With motion a new value fades in.
    void setAnimated(bool animated);

    /// Two lines instead of a card, for where there is little room. The lease's line is then to be placed
    /// elsewhere.
    void setCompact(bool compact);
    [[nodiscard]] QWidget& leaseLine() const;

    /// To the present width and fonts.
    void fit();

    /// As a click on the switch does.
    void switchLocking();

    /// What takes the keyboard, from top to bottom.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

signals:
    /// The switch was used.
    void lockingChosen(interleave::Locking locking);
    /// A record's tab was chosen.
    void recordChosen(const QString& id);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void renderRule(Locking locking);
    void renderLease(const LeaseState& lease, Locking locking);
    void renderStatus();

    std::unique_ptr<Ui::ServerCard> m_ui;
    CompactServer* m_compact;
    /// What the switch turns on.
    Locking m_rule = Locking::Version;
    QStringList m_records;
    Locking m_shown = Locking::Off;
    qint64 m_now = 0;
    bool m_running = false;
    bool m_past = false;
    bool m_fencing = true;
};

} // namespace interleave
