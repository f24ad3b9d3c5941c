#include "gui/panels/joinpopup.h"

#include "core/values/excerpt.h"
#include "gui/theme/style.h"
#include "gui/theme/stylepainter.h"
#include "gui/widgets/iconbutton.h"
#include "stage/stage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QUrl>
#include <QVBoxLayout>

namespace interleave {

namespace {

/// Quoted for a POSIX shell.
QString quoted(QString text)
{
    return QLatin1Char('\'') + text.replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\'');
}

} // namespace

JoinPopup::JoinPopup(const Stage& stage, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_stage(stage)
    , m_note(new QLabel(this))
{
    setObjectName(QStringLiteral("joinPopup"));
    setAccessibleName(tr("Join with curl"));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(20, 16, 20, 16);
    rows->setSpacing(8);
    auto* title = new QLabel(tr("Join with curl"), this);
    setTextStyle(title, TextStyle::CardTitle);
    rows->addWidget(title);
    m_note->setTextFormat(Qt::PlainText);
    setTextRole(m_note, Role::Quiet);
    rows->addWidget(m_note);
    addCommand(tr("Read the record as “ann”"));
    addCommand(tr("Save without looking"));
    addCommand(tr("Save only if it is still that version"));
}

void JoinPopup::addCommand(const QString& caption)
{
    auto* rows = qobject_cast<QVBoxLayout*>(layout());
    auto* name = new QLabel(caption, this);
    setTextStyle(name, TextStyle::Label);
    setTextRole(name, Role::Quiet);
    rows->addSpacing(4);
    rows->addWidget(name);

    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* command = new QLabel(this);
    command->setTextFormat(Qt::PlainText);
    command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTextStyle(command, TextStyle::Chip);
    auto* copy = new IconButton(this);
    copy->setSign(Icon::Copy);
    copy->setAccessibleName(tr("Copy: %1").arg(caption));
    copy->setToolTip(tr("Copy"));
    connect(copy, &QPushButton::clicked, this, [this, at = m_commands.size()] {
        QGuiApplication::clipboard()->setText(commands().value(at));
    });
    row->addWidget(command, 1);
    row->addWidget(copy, 0, Qt::AlignTop);
    rows->addLayout(row);
    m_commands.append(command);
}

QString JoinPopup::body() const
{
    const Record* record = m_stage.journal().latest().record(m_stage.recordId());
    return record == nullptr ? QStringLiteral("{}") : QString::fromUtf8(record->fields.toJson());
}

QStringList JoinPopup::commands() const
{
    return commandsWith(quoted(body()));
}

QStringList JoinPopup::shownCommands() const
{
    return commandsWith(quoted(excerpt(body())));
}

QStringList JoinPopup::commandsWith(const QString& body) const
{
    const QString id = m_stage.recordId();
    const QString url =
        QStringLiteral("http://127.0.0.1:%1/records/%2")
            .arg(QString::number(m_stage.port()), QString::fromLatin1(QUrl::toPercentEncoding(id)));
    const QString save =
        QStringLiteral("curl -A ann -X PUT -H 'Content-Type: application/json'%1 \\\n  -d %2 \\\n  %3");
    // Read the tag from an answer first, so that the command can be pasted any number of times.
    const QString tag = QStringLiteral("tag=$(curl -s -o /dev/null -w '%header{etag}' -A ann \\\n  ") + url +
                        QLatin1String(")\n");
    const QString match = QStringLiteral(" \\\n  -H \"If-Match: $tag\"");
    return {
        QStringLiteral("curl -i -A ann %1").arg(url),
        save.arg(QString(), body, url),
        tag + save.arg(match, body, url)};
}

void JoinPopup::showUnder(const QWidget* button)
{
    QStringList notes{tr("Another terminal of this machine is a client like A and B.")};
    if (!m_stage.portNote().isEmpty())
        notes.append(m_stage.portNote());
    if (m_stage.otherRequests() > 0)
        notes.append(tr("Requests that were no action so far: %1").arg(m_stage.otherRequests()));
    m_note->setText(notes.join(QLatin1Char('\n')));
    const QStringList texts = shownCommands();
    for (qsizetype i = 0; i < m_commands.size(); ++i)
        m_commands.at(i)->setText(texts.at(i));
    ensurePolished();
    adjustSize();
    const QPoint corner = button->mapToGlobal(QPoint(button->width(), button->height()));
    move(corner.x() - width(), corner.y() + themeOf(this).px(4));
    show();
}

void JoinPopup::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    StylePainter(painter, themeOf(this)).panel(rect());
}

} // namespace interleave
