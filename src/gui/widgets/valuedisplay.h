#pragma once

#include <QWidget>

namespace interleave {

/// A value in large figures and what it is, on one base line. A long value gets smaller figures, then "…".
class ValueDisplay final : public QWidget
{
    Q_OBJECT

public:
    explicit ValueDisplay(QWidget* parent = nullptr);

    void setValue(const QString& value, const QString& summary);
    [[nodiscard]] const QString& value() const { return m_value; }
    [[nodiscard]] const QString& summary() const { return m_summary; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QFont fittingFont(int room) const;

    QString m_value;
    QString m_summary;
};

} // namespace interleave
