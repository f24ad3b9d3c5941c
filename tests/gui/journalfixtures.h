#pragma once

#include "core/model/journal.h"

#include <QApplication>
#include <QLabel>
#include <QTest>

#include "gui/theme/fonts.h"
#include "gui/theme/style.h"

namespace interleave::uitest {

/// Journals made without a server, to test how they are shown; tests on the stage show what really happens.

inline QString id()
{
    return QStringLiteral("item");
}

inline Fields lamp(qint64 stock)
{
    return {{QStringLiteral("stock"), stock}, {QStringLiteral("name"), QStringLiteral("Desk lamp")}};
}

inline Journal journal(Locking locking = Locking::Off)
{
    return Journal(JournalHeader{locking, 0, 0, {Record{id(), lamp(10), 1, 0}}});
}

inline void read(Journal& journal, const QString& client)
{
    const Record* record = journal.latest().record(id());
    Event event;
    event.client = client;
    event.record = id();
    event.status = 200;
    event.locking = journal.latest().locking();
    event.version = record->version;
    event.before = record->fields;
    event.after = record->fields;
    event.tag = QByteArray("\"") + QByteArray::number(record->version) + '"';
    journal.append(event);
}

inline void edit(Journal& journal, const QString& client, const QString& field, const Value& value)
{
    Event event;
    event.client = client;
    event.record = id();
    event.action = Action::Edit;
    event.locking = journal.latest().locking();
    event.after = {{field, value}};
    journal.append(event);
}

inline void editStock(Journal& journal, const QString& client, qint64 stock)
{
    edit(journal, client, QStringLiteral("stock"), stock);
}

/// With the result that the server would give.
inline void save(Journal& journal, const QString& client)
{
    const Snapshot& now = journal.latest();
    const Record* record = now.record(id());
    Event event;
    event.client = client;
    event.record = id();
    event.action = Action::Write;
    event.locking = now.locking();
    event.base = now.baseOf(client, id());
    event.before = record->fields;
    event.after = now.client(client).copyOf(id()).shown();
    const bool refused = now.locking() == Locking::Version && event.base != record->version;
    event.verdict = refused ? Verdict::Stale : Verdict::Saved;
    event.status = refused ? 412 : 200;
    event.version = refused ? record->version : record->version + 1;
    event.tag = QByteArray("\"") + QByteArray::number(*event.version) + '"';
    journal.append(event);
}

inline QString A()
{
    return QStringLiteral("A");
}

inline QString B()
{
    return QStringLiteral("B");
}

/// The lesson: both read, A saves 7, B saves 8.
inline Journal lesson(Locking locking)
{
    Journal story = journal(locking);
    read(story, A());
    read(story, B());
    editStock(story, A(), 7);
    save(story, A());
    editStock(story, B(), 8);
    save(story, B());
    return story;
}

/// Applies the program's style in the light theme.
inline void applyStyle()
{
    loadBundledFonts();
    applyTheme(*qobject_cast<QApplication*>(QCoreApplication::instance()), Theme::light());
}

inline QString text(const QWidget& widget, const char* label)
{
    const auto* found = widget.findChild<QLabel*>(QLatin1String(label));
    return found == nullptr ? QStringLiteral("(no %1)").arg(QLatin1String(label)) : found->text();
}

} // namespace interleave::uitest
