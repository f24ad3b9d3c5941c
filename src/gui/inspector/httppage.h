#pragma once

#include "core/model/event.h"

#include <QScrollArea>

#include <memory>

namespace interleave {

namespace Ui {
class HttpPage;
}

/// The exact request and response of an event, for reading and for copying.
class HttpPage final : public QScrollArea
{
    Q_OBJECT

public:
    explicit HttpPage(QWidget* parent = nullptr);
    ~HttpPage() override;

    /// Null for none.
    void show(const Event* event);
    using QScrollArea::show;
    void setPort(quint16 port);

private:
    void copyTexts();
    void copyAsCurl();

    const std::unique_ptr<Ui::HttpPage> m_ui;
    Event m_event;
    quint16 m_port = 8412;
};

} // namespace interleave
