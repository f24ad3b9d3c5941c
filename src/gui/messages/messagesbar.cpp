#include "gui/messages/messagesbar.h"

#include "gui/messages/messagesfilter.h"
#include "gui/messages/messagesmodel.h"
#include "gui/messages/messagesview.h"
#include "gui/theme/style.h"
#include "gui/widgets/choicebutton.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>

#include <algorithm>

namespace interleave {

namespace {

/// How many clients or records are offered, and how many messages are looked at for them at a time.
constexpr int MostChoices = 40;
constexpr int MostLooked = 2000;
/// At 100 %.
constexpr int NarrowestText = 150;

} // namespace

MessagesBar::MessagesBar(MessagesView& view, QAbstractItemModel& source)
    : QWidget(view.parentWidget())
    , m_view(view)
    , m_source(source)
    , m_filter(new MessagesFilter(source, this))
    , m_text(new QLineEdit(this))
    , m_client(new ChoiceButton(this))
    , m_record(new ChoiceButton(this))
    , m_refused(new QPushButton(tr("Refused"), this))
    , m_lost(new QPushButton(tr("Lost"), this))
    , m_count(new QLabel(this))
    , m_all(new QPushButton(tr("Show all"), this))
    , m_rows(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    build();
    addKeys();
    connect(m_text, &QLineEdit::textChanged, this, &MessagesBar::ask);
    for (QPushButton* button : {m_refused, m_lost})
        connect(button, &QPushButton::toggled, this, &MessagesBar::ask);
    for (ChoiceButton* choice : {m_client, m_record})
        connect(choice, &ChoiceButton::chosen, this, &MessagesBar::ask);
    connect(m_all, &QPushButton::clicked, this, [this] {
        clear();
        m_text->setFocus();
    });
    connect(m_filter, &MessagesFilter::progressed, this, [this] {
        // The chosen one may be found late.
        if (!m_view.currentIndex().isValid())
            m_view.chooseAgain();
        render();
    });
    connect(&source, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_offered = 0; });
    m_more.setSingleShot(true);
    m_more.setInterval(0);
    connect(&m_more, &QTimer::timeout, this, &MessagesBar::offer);
    offer();
    render();
}

void MessagesBar::build()
{
    setObjectName(QStringLiteral("messagesBar"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_text->setObjectName(QStringLiteral("findField"));
    m_text->setPlaceholderText(tr("Find in the messages"));
    m_text->setAccessibleName(tr("Find in the messages"));
    // With the first text, because its sign loads all of Qt's readers of images.
    connect(m_text, &QLineEdit::textChanged, m_text, [this](const QString& text) {
        if (!text.isEmpty())
            m_text->setClearButtonEnabled(true);
    });
    m_text->installEventFilter(this);
    m_client->setObjectName(QStringLiteral("findClientChoice"));
    m_record->setObjectName(QStringLiteral("findRecordChoice"));
    m_client->setSubject(m_source.headerData(MessagesModel::ClientColumn, Qt::Horizontal).toString());
    m_record->setSubject(tr("Record"));
    m_refused->setObjectName(QStringLiteral("findRefusedButton"));
    m_refused->setAccessibleDescription(tr("Shows only messages that were refused"));
    m_lost->setObjectName(QStringLiteral("findLostButton"));
    m_lost->setAccessibleDescription(tr("Shows only messages that lost an update"));
    for (QPushButton* button : {m_refused, m_lost}) {
        button->setCheckable(true);
        connect(button, &QPushButton::toggled, this, [button](bool on) {
            setButtonKind(button, on ? ButtonKind::Primary : ButtonKind::Outline);
        });
    }
    m_count->setObjectName(QStringLiteral("foundLabel"));
    setTextStyle(m_count, TextStyle::Label);
    setTextRole(m_count, Role::Quiet);
    m_all->setObjectName(QStringLiteral("showAllButton"));
    setButtonKind(m_all, ButtonKind::Link);
    auto* first = new QHBoxLayout;
    first->addWidget(m_text, 1);
    first->addWidget(m_count);
    first->addWidget(m_all);
    auto* second = new QHBoxLayout;
    for (QWidget* part : std::initializer_list<QWidget*>{m_client, m_record, m_refused, m_lost})
        second->addWidget(part);
    second->addStretch(1);
    m_rows->addLayout(first, 1);
    m_rows->addLayout(second);
    setUnscaled(first, {}, 8);
    setUnscaled(second, {}, 8);
    setUnscaled(m_rows, {0, 0, 0, 8}, 8);
    if (auto* around = qobject_cast<QBoxLayout*>(m_view.parentWidget()->layout()); around != nullptr)
        around->insertWidget(around->indexOf(&m_view), this);
}

void MessagesBar::addKeys()
{
    const auto add = [this](const QKeySequence& keys, int by) {
        auto* key = new QShortcut(keys, m_view.parentWidget());
        key->setContext(Qt::WidgetWithChildrenShortcut);
        connect(key, &QShortcut::activated, this, [this, by] { move(by); });
    };
    add(Qt::Key_F3, 1);
    add(Qt::SHIFT | Qt::Key_F3, -1);
}

void MessagesBar::find()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void MessagesBar::clear()
{
    m_text->clear();
    m_refused->setChecked(false);
    m_lost->setChecked(false);
    m_client->choose(QString());
    m_record->choose(QString());
    ask();
}

QList<QWidget*> MessagesBar::focusOrder() const
{
    return {m_text, m_all, m_client, m_record, m_refused, m_lost};
}

void MessagesBar::ask()
{
    m_filter->setQuery(
        {m_text->text().simplified(),
         m_client->value().toString(),
         m_record->value().toString(),
         m_refused->isChecked(),
         m_lost->isChecked()});
    m_view.chooseAgain();
    render();
}

/// To the next message that was found, and after the last one to the first.
void MessagesBar::move(int by)
{
    const int count = m_filter->rowCount();
    if (count == 0)
        return;
    const QModelIndex now = m_view.currentIndex();
    const int from = now.isValid() ? now.row() : by > 0 ? -1 : 0;
    m_view.setCurrentIndex(m_filter->index((from + by + count) % count, MessagesModel::ClientColumn));
}

void MessagesBar::render()
{
    offer();
    const bool asks = m_filter->isAsking();
    const QString found = QString::number(m_filter->rowCount());
    const QString all = QString::number(m_source.rowCount());
    QString count;
    if (asks)
        count = m_filter->isSearching()
                    ? tr("%1 of %2 …", "messages found until now, and all").arg(found, all)
                    : tr("%1 of %2", "messages found, and all").arg(found, all);
    if (m_count->text() != count) {
        m_count->setText(count);
        m_count->setAccessibleName(asks ? tr("%1 messages found").arg(count) : QString());
    }
    m_count->setVisible(asks);
    m_all->setVisible(asks);
    m_view.setEmptyText(
        asks && !m_filter->isSearching() && m_filter->rowCount() == 0
            ? tr("No message is like that. “Show all” or the Escape key brings all of them back.")
            : QString());
}

/// The clients and the records of the first messages that name them.
void MessagesBar::offer()
{
    const QStringList clientsBefore = m_clients;
    const QStringList recordsBefore = m_records;
    if (m_offered == 0) {
        m_clients.clear();
        m_records.clear();
    }
    const int end = std::min(m_source.rowCount(), m_offered + MostLooked);
    // The rest when there is time.
    if (end < m_source.rowCount())
        m_more.start();
    for (; m_offered < end; ++m_offered) {
        const QModelIndex index = m_source.index(m_offered, MessagesModel::ClientColumn);
        const auto add = [](QStringList& names, const QString& name) {
            if (!name.isEmpty() && names.size() < MostChoices && !names.contains(name))
                names.append(name);
        };
        add(m_clients, index.data().toString());
        add(m_records, index.data(MessagesModel::RecordRole).toString());
    }
    // What was chosen stays, though a journal that begins anew does not name it yet.
    const auto fill = [](ChoiceButton& choice, const QString& all, QStringList names) {
        const QString before = choice.value().toString();
        if (!before.isEmpty() && !names.contains(before))
            names.append(before);
        const QSignalBlocker blocker(choice);
        choice.clearChoices();
        choice.addChoice(all, QString());
        for (const QString& name : names)
            choice.addChoice(name, name);
        choice.choose(before);
    };
    const QString client = m_source.headerData(MessagesModel::ClientColumn, Qt::Horizontal).toString();
    const bool isFirst = !m_client->value().isValid();
    if (isFirst || m_clients != clientsBefore)
        fill(*m_client, tr("%1: all", "Client or Session").arg(client), m_clients);
    if (isFirst || m_records != recordsBefore)
        fill(*m_record, tr("Record: all"), m_records);
    m_record->setVisible(m_records.size() > 1 || !m_record->value().toString().isEmpty());
    if (isFirst || m_clients != clientsBefore || m_records != recordsBefore)
        arrange();
}

/// In two rows where there is too little space for one.
void MessagesBar::arrange()
{
    int needed = themeOf(this).px(NarrowestText) + m_count->sizeHint().width() + m_all->sizeHint().width();
    for (const QWidget* part : std::initializer_list<const QWidget*>{m_client, m_record, m_refused, m_lost})
        needed += part->isHidden() ? 0 : part->sizeHint().width() + m_rows->spacing();
    const auto direction = needed > width() ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    if (m_rows->direction() != direction)
        m_rows->setDirection(direction);
}

bool MessagesBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_text || (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride))
        return QWidget::eventFilter(watched, event);
    const auto* pressed = static_cast<const QKeyEvent*>(event);
    const int key = pressed->key();
    const bool isOurs =
        key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down;
    if (!isOurs)
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::ShortcutOverride)
        return true;
    if (key == Qt::Key_Down) {
        m_view.setFocus();
    } else if (key != Qt::Key_Escape) {
        move(pressed->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
    } else if (m_filter->isAsking()) {
        clear();
    } else {
        m_view.setFocus();
    }
    return true;
}

void MessagesBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void MessagesBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
}

} // namespace interleave
