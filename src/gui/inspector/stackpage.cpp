#include "gui/inspector/stackpage.h"

#include "ui_stackpage.h"

#include "gui/theme/plaintext.h"
#include "gui/widgets/focusring.h"

#include <QScrollBar>

#include <array>

namespace interleave {

StackPage::StackPage(QWidget* parent)
    : QScrollArea(parent)
    , m_ui(std::make_unique<Ui::StackPage>())
{
    m_ui->setupUi(this);
    setAccessibleName(tr("In your stack"));
    viewport()->setAutoFillBackground(false);
    new FocusRing(*this);
    m_ui->contents->setAutoFillBackground(false);
    m_ui->stackChoice->setSubject(tr("Stack"));
    m_ui->stackChoice->setMenuScrolls();
}

StackPage::~StackPage() = default;

void StackPage::fillChoices()
{
    m_isFilled = true;
    for (const Stack& stack : builtinStacks())
        m_ui->stackChoice->addChoice(literal(stack.title), stack.id);
    m_ui->stackChoice->choose(m_stack);
    m_stack = m_ui->stackChoice->value().toString();
    connect(m_ui->stackChoice, &ChoiceButton::chosen, this, [this](const QVariant& value) {
        choose(value.toString());
    });
}

void StackPage::setStack(const QString& id)
{
    if (m_isFilled)
        m_ui->stackChoice->choose(id);
    else
        m_stack = id;
}

void StackPage::choose(const QString& id)
{
    if (m_stack == id)
        return;
    m_stack = id;
    refresh();
    emit stackChosen(id);
}

void StackPage::show(const Event& event, const Snapshot& before)
{
    m_isEvent = true;
    m_question = questionOf(event);
    m_values = m_question == StackQuestion::None ? CodeValues() : codeValuesOf(event, before);
    refresh();
    verticalScrollBar()->setValue(0);
}

void StackPage::clear()
{
    m_isEvent = false;
    m_question = StackQuestion::None;
    m_values = {};
    refresh();
}

void StackPage::refresh()
{
    m_isDrawn = false;
    if (isVisible())
        render();
}

void StackPage::showEvent(QShowEvent* event)
{
    if (!m_isDrawn)
        render();
    QScrollArea::showEvent(event);
}

void StackPage::render()
{
    m_isDrawn = true;
    if (!m_isFilled)
        fillChoices();
    const Stack* stack = findStack(m_stack);
    if (stack == nullptr)
        return;
    const StackAnswer answer = stackAnswer(*stack, m_question, m_values);
    m_ui->emptyLabel->setText(m_isEvent ? answer.empty : tr("No message is chosen."));
    m_ui->emptyLabel->setVisible(answer.sections.isEmpty());
    const std::array sections{m_ui->firstCode, m_ui->secondCode, m_ui->thirdCode};
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const StackSection section = answer.sections.value(static_cast<qsizetype>(i));
        sections.at(i)->setCode(section.heading, section.words, section.code);
    }
    m_ui->conflictLabel->setText(stack->conflict);
    m_ui->toldLabel->setText(stack->told);
    m_ui->pitfallLabel->setText(stack->pitfall);
    m_ui->sourceLabel->setText(
        stack->sources.join(QLatin1Char('\n')) + QLatin1Char('\n') +
        tr("Read on %1", "a day").arg(stack->readOn));
}

} // namespace interleave
