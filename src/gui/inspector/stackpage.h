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
/// what its client is told. It reads the stacks and lays out its texts when it is seen: with every message that
/// is chosen, and at the start, that takes longer than all the other tabs.
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
    /// Does nothing for an unknown \a id; before the page is seen the first time, the first stack is shown then.
    void setStack(const QString& id);

signals:
    /// The user chose another one.
    void stackChosen(const QString& id);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void fillChoices();
    void choose(const QString& id);
    void render();
    /// Draws what is known, when it is seen.
    void refresh();

    const std::unique_ptr<Ui::StackPage> m_ui;
    QString m_stack;
    bool m_isFilled = false;
    bool m_isDrawn = false;
    bool m_isEvent = false;
    StackQuestion m_question = StackQuestion::None;
    CodeValues m_values;
};

} // namespace interleave
