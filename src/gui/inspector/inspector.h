#pragma once

#include "core/model/journal.h"

#include <QWidget>

#include <memory>

namespace interleave {

namespace Ui {
class Inspector;
}

/// What is known of one event: explained, as HTTP, as SQL, and the versions of its moment. Shows what it is
/// given and keeps nothing of its own but the chosen tab.
class Inspector final : public QWidget
{
    Q_OBJECT

public:
    enum Tab { ExplainTab, HttpTab, SqlTab, HistoryTab };

    explicit Inspector(QWidget* parent = nullptr);
    ~Inspector() override;

    /// \a seq 0 for no event; \a moment is how many events have happened, for the history. \a words are the
    /// scenario's own on this step, or empty. The journal must live until the next call; null for none.
    void show(const Journal* journal, qint64 seq, qint64 moment, const QString& words = {});
    using QWidget::show;
    /// The server's port, for commands to copy.
    void setPort(quint16 port);
    void setTab(Tab tab);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const std::unique_ptr<Ui::Inspector> m_ui;
};

} // namespace interleave
