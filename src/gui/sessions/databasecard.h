#pragma once

#include "core/scenario/cast.h"
#include "core/transactionwords/sessiontext.h"
#include "gui/widgets/card.h"

#include <memory>
#include <vector>

class QPushButton;

namespace interleave {

class Chip;
namespace Ui {
class DatabaseCard;
}

/// The database: which engine, what is committed, what is written and not committed, and the isolation level of
/// the sessions.
class DatabaseCard final : public Card
{
    Q_OBJECT

public:
    explicit DatabaseCard(QWidget* parent = nullptr);
    ~DatabaseCard() override;

    /// The engines that the lesson is for, by name, and the one that it is run on.
    void setEngines(const QStringList& engines, const QString& engine, const QString& version);
    /// The level of all sessions; empty where they have several.
    void setLevels(const QString& engine, const QStringList& levels, const QString& level);
    /// The members of \a cast are the sessions. \a isWrong: no order explains what came of the run.
    void render(const DatabaseText& text, const Cast& cast, bool isWrong);
    void setInert(bool inert);
    void setAnimated(bool animated);
    /// Two lines instead of a card, for little height.
    void setCompact(bool compact);

    /// The focusable widgets, from top to bottom.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

signals:
    void engineChosen(const QString& engine);
    void levelChosen(const QString& level);
    void allLevelsAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct LevelButton final
    {
        QString level;
        QPushButton* button;
    };

    void buildLevels(const QStringList& levels);
    void renderLevel();
    void fit();

    std::unique_ptr<Ui::DatabaseCard> m_ui;
    std::vector<LevelButton> m_levels;
    std::vector<Chip*> m_chips;
    QStringList m_engines;
    QString m_level;
    bool m_isWrong = false;
    bool m_inert = false;
    bool m_compact = false;
};

} // namespace interleave
