#pragma once

#include <QList>
#include <QObject>

#include <functional>

class QWidget;

namespace interleave {

/// Shortens the content of a bar step by step until it fits, the least important first. When the bar gets
/// wider, the content comes back.
class CollapsingBar final : public QObject
{
    Q_OBJECT

public:
    /// Shortens something, or restores it.
    using Step = std::function<void(bool shorter)>;

    /// \a bar must have a layout; it owns this.
    CollapsingBar(QWidget& bar, QList<Step> steps);

    /// Call it after the content has changed.
    void fit();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool fits() const;

    QWidget& m_bar;
    QList<Step> m_steps;
    /// How many steps are shortened now.
    int m_taken = 0;
    bool m_fitting = false;
};

} // namespace interleave
