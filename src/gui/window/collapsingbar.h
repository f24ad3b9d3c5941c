#pragma once

#include <QList>
#include <QObject>

#include <functional>

class QWidget;

namespace interleave {

/// Makes the content of a bar shorter, step by step, until it has room: first what is missed least. A bar
/// that gets wider gets its words back.
class CollapsingBar final : public QObject
{
    Q_OBJECT

public:
    /// Makes something shorter, or usual again.
    using Step = std::function<void(bool shorter)>;

    /// \a bar has a layout, and owns this.
    CollapsingBar(QWidget& bar, QList<Step> steps);

    /// After the content has changed.
    void fit();
    /// How many steps are taken.
    [[nodiscard]] int taken() const { return m_taken; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool fits() const;

    QWidget& m_bar;
    QList<Step> m_steps;
    int m_taken = 0;
    bool m_fitting = false;
};

} // namespace interleave
