#pragma once

#include "core/words/explanation.h"

#include <QScrollArea>

#include <memory>

namespace interleave {

namespace Ui {
class ExplainPage;
}

/// An event in plain words, with what was sent, run and answered.
class ExplainPage final : public QScrollArea
{
    Q_OBJECT

public:
    explicit ExplainPage(QWidget* parent = nullptr);
    ~ExplainPage() override;

    /// \a before is the state before the event; \a words are the scenario's explanation of it, or empty; \a step
    /// is the one after which the rest of the page is shown.
    void show(const Event& event, const Snapshot& before, const QString& words, qint64 step);
    using QScrollArea::show;
    void clear();

protected:
    void changeEvent(QEvent* event) override;

private:
    void render();
    void renderSections();

    const std::unique_ptr<Ui::ExplainPage> m_ui;
    /// The explanation shown, kept for drawing it again when the theme changes.
    Explanation m_explanation;
    QString m_client;
    QString m_words;
    /// Which step it is; empty for none.
    QString m_step;
    /// The cards show a later one.
    bool m_isPast = false;
};

} // namespace interleave
