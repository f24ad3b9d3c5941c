#pragma once

#include <QVariantAnimation>
#include <QWidget>

class QPainter;

namespace interleave {

/// A value in large figures with its summary on the same base line. A long value gets smaller figures, then
/// "…".
class ValueDisplay final : public QWidget
{
    Q_OBJECT

public:
    explicit ValueDisplay(QWidget* parent = nullptr);

    void setValue(const QString& value, const QString& summary);
    /// With animation a new value fades in over the old one.
    void setAnimated(bool animated) { m_animated = animated; }
    [[nodiscard]] const QString& value() const { return m_value; }
    [[nodiscard]] const QString& summary() const { return m_summary; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QFont fittingFont(const QString& value, int width) const;
    void paintValue(QPainter& painter, const QString& value, const QString& summary);

    QString m_value;
    QString m_summary;
    /// The old value, while it fades.
    QString m_oldValue;
    QString m_oldSummary;
    QVariantAnimation* m_fade;
    bool m_animated = false;
};

} // namespace interleave
