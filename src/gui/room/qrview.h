#pragma once

#include "stage/room/qrcode.h"

#include <QWidget>

namespace interleave {

/// A QR code, dark on light in every theme, as large as fits in whole pixels a module.
class QrView final : public QWidget
{
    Q_OBJECT

public:
    explicit QrView(QWidget* parent = nullptr);

    /// Draws nothing for an empty one.
    void setText(const QString& text);
    /// The length of a module on the screen, in device pixels; 0 without a code.
    [[nodiscard]] int moduleLength() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QString m_text;
    QrCode m_code;
};

} // namespace interleave
