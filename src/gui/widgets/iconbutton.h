#pragma once

#include "gui/theme/icons.h"

#include <QPushButton>

namespace interleave {

/// A push button with an icon before its text, or only an icon. Without text it needs an accessible name.
class IconButton final : public QPushButton
{
    Q_OBJECT

public:
    explicit IconButton(QWidget* parent = nullptr);

    void setSign(Icon sign);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int signSize() const;

    Icon m_sign = Icon::More;
};

} // namespace interleave
