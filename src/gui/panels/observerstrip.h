#pragma once

#include "core/words/explanation.h"

#include <QWidget>

namespace interleave {

/// Under a client's card: what only we see of that client. Dashed and with an eye, since the client does not.
/// Where it is narrow, a word beside a piece of the client's lifeline.
class ObserverStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit ObserverStrip(QWidget* parent = nullptr);

    void setObservation(const ObserverText& observation);
    [[nodiscard]] const QString& text() const { return m_observation.sentence; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QString fittingText(int room) const;
    void paintBriefly(QPainter& painter);

    ObserverText m_observation;
};

} // namespace interleave
