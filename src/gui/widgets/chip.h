#pragma once

#include "gui/theme/theme.h"

#include <QWidget>

namespace interleave {

/// A short text on a pill of its role's fill; a lost one is red, crossed and struck through.
class Chip final : public QWidget
{
    Q_OBJECT

public:
    explicit Chip(QWidget* parent = nullptr);

    void setContent(const QString& text, Role role, bool lost = false);
    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] bool isLost() const { return m_lost; }
    /// The text style: Code is larger than Chip, for a version without others beside it.
    void setFace(TextStyle face);
    /// Uses less space around the text.
    void setTight(bool tight);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int padding() const;
    [[nodiscard]] int signWidth() const;

    QString m_text;
    Role m_role = Role::Server;
    bool m_lost = false;
    bool m_tight = false;
    TextStyle m_face = TextStyle::Chip;
};

} // namespace interleave
