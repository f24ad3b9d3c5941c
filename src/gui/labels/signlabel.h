#pragma once

#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QWidget>

namespace interleave {

/// A small icon beside a text that says the same.
class SignLabel final : public QWidget
{
    Q_OBJECT

public:
    SignLabel(Icon sign, Role role, QWidget* parent);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Icon m_sign;
    Role m_role;
};

} // namespace interleave
