#pragma once

#include "core/model/journal.h"
#include "core/scenario/cast.h"

#include <QWidget>

#include <memory>

namespace interleave {

namespace Ui {
class Inspector;
}

/// Shows one event in five tabs: explained, as HTTP, as SQL, the versions at its time, and how it is written
/// in another stack. Stateless except for the chosen tab and that stack.
class Inspector final : public QWidget
{
    Q_OBJECT

public:
    explicit Inspector(QWidget* parent = nullptr);
    ~Inspector() override;

    /// \a seq 0 for no event; \a moment is how many events have happened, for the history. \a words are the
    /// scenario's own on this step, or empty. The journal must stay valid until the next call; null for none.
    void show(const Journal* journal, qint64 seq, qint64 moment, const QString& words = {});
    using QWidget::show;
    /// Takes effect at the next show().
    void setCast(const Cast& cast);
    /// The server's port, used in commands to copy.
    void setPort(quint16 port);
    /// The stack that the user chose before; nothing happens for an unknown \a id.
    void setStack(const QString& id);

signals:
    /// The user chose another stack.
    void stackChosen(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const std::unique_ptr<Ui::Inspector> m_ui;
};

} // namespace interleave
