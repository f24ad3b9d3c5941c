#pragma once

#include "gui/theme/theme.h"

#include <QWidget>

namespace interleave {

/// One line in a size of its own, as large as fits its width.
class BigText final : public QWidget
{
    Q_OBJECT

public:
    /// \a style gives the face and the weight, \a size the height of the type in px at 100 %.
    BigText(TextStyle style, int size, QWidget* parent);

    void setText(const QString& text);
    [[nodiscard]] const QString& text() const { return m_text; }
    void setSize(int size);
    void setRole(Role role);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QFont font(int size) const;

    TextStyle m_style;
    int m_size;
    Role m_role = Role::Text;
    QString m_text;
};

} // namespace interleave
