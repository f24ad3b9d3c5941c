#pragma once

#include "core/scenario/cast.h"

#include <QWidget>

class QPainter;

namespace interleave {

class Theme;

/// A client's letters in a circle of the client's colour.
class Badge final : public QWidget
{
    Q_OBJECT

public:
    explicit Badge(QWidget* parent = nullptr);

    void setMember(const CastMember& member);
    /// Whether the label stands beside the letters, for a card without a title. One that is too long is left
    /// out.
    void setLabelled(bool labelled);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    /// Empty where only the letters are shown.
    [[nodiscard]] QString labelledText() const;

    CastMember m_member;
    bool m_labelled = false;
};

/// The same where there is no widget for it.
void paintBadge(QPainter& painter, const QRectF& circle, const CastMember& member, const Theme& theme);

} // namespace interleave
