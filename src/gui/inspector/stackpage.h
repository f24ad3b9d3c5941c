#pragma once

#include "core/model/event.h"
#include "core/model/snapshot.h"
#include "core/stacks/stackanswer.h"

#include <QScrollArea>

#include <memory>

namespace interleave {

namespace Ui {
class StackPage;
}

/// How the message of an event is written in the stack that the user chose, what a conflict raises there, and
/// what its client is told.
class StackPage final : public QScrollArea
{
    Q_OBJECT

public:
    explicit StackPage(QWidget* parent = nullptr);
    ~StackPage() override;

    /// \a before is the state before the event.
    void show(const Event& event, const Snapshot& before);
    using QScrollArea::show;
    void clear();
    /// Does nothing for an unknown \a id.
    void setStack(const QString& id);

signals:
    /// The user chose another one.
    void stackChosen(const QString& id);

private:
    void choose(const QString& id);
    void render();

    const std::unique_ptr<Ui::StackPage> m_ui;
    QString m_stack;
    bool m_isEvent = false;
    StackQuestion m_question = StackQuestion::None;
    CodeValues m_values;
};

} // namespace interleave
