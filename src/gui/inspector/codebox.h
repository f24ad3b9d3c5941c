#pragma once

#include "gui/theme/theme.h"

#include <QTextEdit>

namespace interleave {

/// A text in the mono face, in a rounded box as high as the text; the deciding parts stand out. The text can
/// be selected and copied. Of a very long text only the beginning is shown, because all of it would be laid
/// out at once.
class CodeBox final : public QTextEdit
{
    Q_OBJECT

public:
    /// In characters: more than the headers of a message and an ordinary body.
    static constexpr qsizetype LongestText = 20'000;

    explicit CodeBox(QWidget* parent = nullptr);

    /// Each of \a deciding is bold and in the colour of \a role wherever it occurs. An empty text hides the
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
    /// The document has the text from setCode(). It is filled only when visible, because that is slow.
    bool m_drawn = false;
    /// The height of the text at the present width.
    int m_height = 0;
};

/// The positions of the \a parts in \a text, in order and without overlaps.
struct TextRange final
{
    qsizetype start = 0;
    qsizetype length = 0;

    bool operator==(const TextRange&) const = default;
};
[[nodiscard]] QList<TextRange> rangesOf(const QString& text, const QStringList& parts);

} // namespace interleave
