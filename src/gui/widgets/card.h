#pragma once

#include <QWidget>

namespace interleave {

/// A rounded ground with a thin line around it.
class Card : public QWidget
{
    Q_OBJECT

public:
    explicit Card(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace interleave
