#pragma once

#include "gui/widgets/card.h"

#include "core/snapshot.h"

#include <memory>

namespace interleave {

namespace Ui {
class ServerCard;
}

/// The record as it stands: its value in large figures, its newest versions, and the rule for saves.
class ServerCard final : public Card
{
    Q_OBJECT

public:
    explicit ServerCard(QWidget* parent = nullptr);
    ~ServerCard() override;

    /// Shows the record \a id in \a snapshot, under the rule \a locking.
    void render(const Snapshot& snapshot, const QString& id, Locking locking);

    /// While a moment of the past is shown the rule cannot be changed. Holds from the next render() on.
    void setPast(bool past) { m_past = past; }

    /// With motion a new value fades in.
    void setAnimated(bool animated);

    /// What takes the keyboard, from top to bottom.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

signals:
    /// The switch was used.
    void lockingChosen(interleave::Locking locking);

private:
    void renderRule(Locking locking);

    std::unique_ptr<Ui::ServerCard> m_ui;
    /// What the switch turns on.
    Locking m_rule = Locking::Version;
    bool m_past = false;
};

} // namespace interleave
