#pragma once

#include <QWidget>

namespace interleave {

/// A client's initial in a circle of the client's colour.
class Badge final : public QWidget
{
    Q_OBJECT

public:
    explicit Badge(QWidget* parent = nullptr);

    void setClient(const QString& client);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_client;
};

} // namespace interleave
