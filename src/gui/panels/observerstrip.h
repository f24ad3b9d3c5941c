#pragma once

#include "core/words/explanation.h"

#include <QWidget>

namespace interleave {

/// Under a client's card: what only the observer sees of that client. Drawn dashed and with an eye, because
/// the client does not see it. If it is narrow, one word beside a piece of the client's lifeline.
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
    [[nodiscard]] QString fittingText(int width) const;
    void paintBriefly(QPainter& painter);

    ObserverText m_observation;
};

} // namespace interleave
