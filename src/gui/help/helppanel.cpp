#include "gui/help/helppanel.h"

#include "cli/syntax/manualpage.h"
#include "gui/help/helptext.h"
#include "gui/theme/style.h"
#include "gui/widgets/focusring.h"

#include <QAction>
#include <QButtonGroup>
#include <QDir>
#include <QFile>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QShowEvent>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace interleave {

namespace {

struct TopicFile final
{
    const char* name;
    const char* title;
};

/// In the order of HelpPanel::Topic.
constexpr TopicFile Topics[] = {
    {"keys", QT_TRANSLATE_NOOP("interleave::HelpPanel", "Keys")},
    {"lesson", QT_TRANSLATE_NOOP("interleave::HelpPanel", "The lesson")},
    {"transactions", QT_TRANSLATE_NOOP("interleave::HelpPanel", "Transactions")},
    {"room", QT_TRANSLATE_NOOP("interleave::HelpPanel", "The room")},
    {"workshop", QT_TRANSLATE_NOOP("interleave::HelpPanel", "A workshop in ten minutes")},
    {"scenarios", QT_TRANSLATE_NOOP("interleave::HelpPanel", "Write a scenario")},
    {"curl", QT_TRANSLATE_NOOP("interleave::HelpPanel", "Join with curl")},
    {"stacks", QT_TRANSLATE_NOOP("interleave::HelpPanel", "In your stack")},
    {"about", QT_TRANSLATE_NOOP("interleave::HelpPanel", "About Interleave")}};

QString content(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The headings of the notices are one level below that of the text.
QString withNotices(QString text)
{
    text.replace(QLatin1String("%1"), programVersion());
    const QDir notices(QStringLiteral(":/licences"));
    for (const QString& name : notices.entryList(QDir::Files, QDir::Name))
        text += QLatin1String("\n#") + content(notices.filePath(name));
    return text;
}

} // namespace

HelpPanel::HelpPanel(QWidget& page)
    : QWidget(page.parentWidget())
    , m_page(page)
    , m_text(new QTextBrowser(this))
    , m_topics(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("helpPanel"));
    setAccessibleName(tr("Help"));
    hide();
    m_page.installEventFilter(this);

    auto* close = new QAction(this);
    close->setShortcut(Qt::Key_Escape);
    close->setAutoRepeat(false);
    close->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(close);
    connect(close, &QAction::triggered, this, &QWidget::hide);

    m_text->setObjectName(QStringLiteral("helpText"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setTabChangesFocus(true);
    m_text->setOpenLinks(false);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setMaximumWidth(820);
    m_text->viewport()->setAutoFillBackground(false);
    new FocusRing(*m_text);

    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(20, 16, 20, 0);
    columns->setSpacing(12);
    auto* topics = new QVBoxLayout;
    topics->setSpacing(4);
    addTopics(*topics);
    columns->addLayout(topics);
    columns->addWidget(m_text, 1);
    columns->addStretch();
}

void HelpPanel::addTopics(QVBoxLayout& column)
{
    m_topics->setExclusive(true);
    for (int i = 0; i < TopicCount; ++i) {
        auto* button = new QPushButton(tr(Topics[i].title), this);
        button->setObjectName(QLatin1String(Topics[i].name) + QStringLiteral("Topic"));
        button->setCheckable(true);
        setButtonKind(button, ButtonKind::Flat);
        button->setProperty("listed", true);
        m_topics->addButton(button, i);
        column.addWidget(button);
    }
    connect(m_topics, &QButtonGroup::idClicked, this, [this](int id) { open(static_cast<Topic>(id)); });
    column.addSpacing(12);
    auto* close = new QPushButton(tr("Close help"), this);
    close->setObjectName(QStringLiteral("closeHelpButton"));
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    column.addWidget(close);
    column.addStretch();
}

QString HelpPanel::text(Topic topic)
{
    const QString written = content(QStringLiteral(":/help/%1.md").arg(QLatin1String(Topics[topic].name)));
    return topic == About ? withNotices(written) : written;
}

void HelpPanel::open(Topic topic)
{
    m_topic = topic;
    if (!isVisible())
        m_focusBefore = window()->focusWidget();
    m_topics->button(topic)->setChecked(true);
    cover();
    show();
    raise();
    render();
    m_text->verticalScrollBar()->setValue(0);
    if (!isAncestorOf(window()->focusWidget()))
        m_text->setFocus(Qt::OtherFocusReason);
}

void HelpPanel::render()
{
    const int read = m_text->verticalScrollBar()->value();
    setHelpText(*m_text->document(), text(m_topic), themeOf(this));
    m_text->setAccessibleName(m_topics->button(m_topic)->text());
    m_text->moveCursor(QTextCursor::Start);
    m_text->verticalScrollBar()->setValue(read);
}

void HelpPanel::cover()
{
    setGeometry(m_page.geometry());
}

bool HelpPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_page && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        cover();
    return QWidget::eventFilter(watched, event);
}

void HelpPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && isVisible())
        render();
}

void HelpPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (event->spontaneous())
        return;
    // The covered page must not get keys or focus.
    m_page.setEnabled(false);
    emit opened();
}

void HelpPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (event->spontaneous())
        return;
    m_page.setEnabled(true);
    if (m_focusBefore != nullptr)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    emit closed();
}

void HelpPanel::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), themeOf(this).window());
}

} // namespace interleave
