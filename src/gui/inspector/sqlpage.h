#pragma once

#include "core/model/event.h"

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
    using QScrollArea::show;

private:
    const std::unique_ptr<Ui::SqlPage> m_ui;
};

} // namespace interleave
