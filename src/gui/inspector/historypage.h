#pragma once

#include "gui/inspector/versionsmodel.h"

#include <QWidget>

#include <memory>

namespace interleave {

namespace Ui {
class HistoryPage;
}

/// All versions of a record up to a moment, and the difference between two of them.
class HistoryPage final : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPage(QWidget* parent = nullptr);
    ~HistoryPage() override;

    /// Takes effect at the next show().
    void setCast(const Cast& cast) { m_model->setCast(cast); }
    /// Selects \a version and its base. The journal must stay valid until the next call; null for none.
    void show(const Journal* journal, const QString& record, qint64 moment, qint64 version);
    using QWidget::show;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void choose(qint64 version);
    void compareChosen();
    void fitColumns();

    const std::unique_ptr<Ui::HistoryPage> m_ui;
    VersionsModel* m_model;
};

} // namespace interleave
