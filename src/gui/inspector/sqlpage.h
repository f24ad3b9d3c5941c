#pragma once

#include "core/model/event.h"
#include "gui/theme/theme.h"

#include <QScrollArea>

#include <memory>

namespace interleave {

namespace Ui {
class SqlPage;
}

/// The exact statements of an event, with their values and the rows that they changed.
class SqlPage final : public QScrollArea
{
    Q_OBJECT

public:
    explicit SqlPage(QWidget* parent = nullptr);
    ~SqlPage() override;

    /// Null for none.
    void show(const Event* event);
    /// Statements and results as one text; each of \a deciding stands out in the colour of \a role. \a empty
    /// is said where there are none.
    void
    show(const QStringList& lines, const QStringList& deciding, Role role, const QString& empty);
    using QScrollArea::show;

private:
    const std::unique_ptr<Ui::SqlPage> m_ui;
};

} // namespace interleave
