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
    /// What the page shows of any kind of event.
    struct Content final
    {
        Explanation explanation;
        /// Who did it, and the heading of its statement.
        QString actor = {};
        QString ranHeading = {};
        /// The lesson's own words on it, and which step it is; both may be empty.
        QString words = {};
        QString step = {};
        /// The cards show a later step.
        bool isPast = false;
    };
    void show(const Content& content);
    using QScrollArea::show;
    void clear();

protected:
    void changeEvent(QEvent* event) override;

private:
    void render();
    void renderSections();

    const std::unique_ptr<Ui::ExplainPage> m_ui;
    /// Kept for drawing it again when the theme changes.
    Content m_content;
};

} // namespace interleave
