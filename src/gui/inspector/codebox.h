#pragma once

#include "gui/theme/theme.h"

#include <QTextEdit>

namespace interleave {

/// A text in the mono face, in a rounded box as high as the text; the parts that decide stand out. Text can
/// be selected and copied. Of a text that nobody reads to its end the beginning is shown, for all of it would
/// be laid out in one go.
class CodeBox final : public QTextEdit
{
    Q_OBJECT

public:
    /// Characters: more than the headers of a message and an ordinary body.
    static constexpr qsizetype LongestText = 20'000;

    explicit CodeBox(QWidget* parent = nullptr);

    /// Each of \a deciding is bold, and in the colour of \a role, wherever it occurs. An empty text hides the
    /// box.
    void setCode(const QString& code, const QStringList& deciding = {}, Role role = Role::Text);
    [[nodiscard]] QString code() const { return m_code; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void render();
    void fitHeight();

    QString m_code;
    QStringList m_deciding;
    Role m_role = Role::Text;
    /// The document is what setCode() said; not before it is seen, for that takes long.
    bool m_drawn = false;
    /// Of the text at the present width.
    int m_height = 0;
};

/// Where the \a parts stand in \a text, in order and without overlaps.
struct TextRange final
{
    qsizetype start = 0;
    qsizetype length = 0;

    bool operator==(const TextRange&) const = default;
};
[[nodiscard]] QList<TextRange> rangesOf(const QString& text, const QStringList& parts);

} // namespace interleave
