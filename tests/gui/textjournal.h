#pragma once

#include "core/journalbuilder.h"

#include <QRegularExpression>
#include <QStringList>

#include <memory>

namespace interleave::testing {

/// Builds a journal from a short text, with an event or two per phrase:
/// `A reads; A types 9; A saves 7; A saves; A sends 7 if 2; curl puts 7 if 1; curl puts 7; rule version; A
/// unheard; on desk`
/// `saves` types first, `sends` is a panel's request exactly as written, `puts` an outside client's. `on`
/// sets the record for what follows. Leases:
/// `A acquires; B waits; B granted; B refused; B locked; B deadlocked; A releases; A expires; A writes 7`
/// `granted` and `refused` end a wait, and `writes` is a save with the fencing token that A believes to hold.
class TextJournal final
{
public:
    explicit TextJournal(
        const QString& text,
        Locking locking = Locking::Off,
        const QList<Record>& records = {standardRecord()})
        : m_builder(std::make_unique<JournalBuilder>(locking, records))
        , m_record(records.first().id)
    {
        add(text);
    }

    void add(const QString& text)
    {
        for (const QString& phrase : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
            const QStringList words = phrase.simplified().split(QLatin1Char(' '));
            if (!apply(words))
                qFatal("No phrase of a text journal: %s", qPrintable(phrase));
        }
    }

    [[nodiscard]] const Journal& journal() const { return m_builder->journal(); }

private:
    static QByteArray condition(const QStringList& words)
    {
        return words.value(3) == QLatin1String("if") ? "If-Match: \"" + words.value(4).toUtf8() + '"'
                                                     : QByteArray();
    }

    bool apply(const QStringList& words)
    {
        const QString who = words.value(0);
        const QString what = words.value(1);
        const bool named = words.value(2) == QLatin1String("name");
        const Fields typed = words.size() < 3 ? Fields()
                             : named          ? testing::named(words.mid(3).join(QLatin1Char(' ')))
                                              : stock(words.value(2).toLongLong());
        if (what == QLatin1String("reads"))
            m_builder->read(who, who.size() > 1);
        else if (what == QLatin1String("types"))
            m_builder->edit(who, typed);
        else if (what == QLatin1String("saves"))
            m_builder->save(who, typed);
        else if (what == QLatin1String("sends"))
            m_builder->panelPut(who, whole(typed), condition(words));
        else if (what == QLatin1String("puts"))
            m_builder->put(who, whole(typed), condition(words));
        else if (what == QLatin1String("unheard"))
            m_builder->answerLost(who);
        else if (who == QLatin1String("on"))
            m_builder->on(m_record = what);
        else if (addLease(who, what, typed))
            return true;
        else if (who == QLatin1String("rule"))
            m_builder->rule(lockingFromName(what).value());
        else
            return false;
        return true;
    }

    static Event of(const QString& who, Action action, Verdict verdict, int status)
    {
        Event event;
        event.client = who;
        event.action = action;
        event.verdict = verdict;
        event.status = status;
        return event;
    }

    /// Handles phrases about leases and saves under them.
    bool addLease(const QString& who, const QString& what, const Fields& typed)
    {
        const Snapshot& now = m_builder->now();
        const LeaseState state = now.lease(m_record);
        Event event;
        if (what == QLatin1String("acquires") || what == QLatin1String("granted")) {
            event = of(who, Action::Acquire, Verdict::Granted, 201);
            event.lease = Lease{who, state.lastToken + 1, JournalBuilder::Start + 60'000};
            event.waited = what == QLatin1String("granted");
        } else if (what == QLatin1String("waits")) {
            event = of(who, Action::Wait, Verdict::Waiting, 0);
            event.lease = state.held;
            event.maxWait = 60;
        } else if (what == QLatin1String("refused") || what == QLatin1String("locked")) {
            event = of(who, Action::Acquire, Verdict::Locked, 423);
            event.lease = state.held;
            event.waited = what == QLatin1String("refused");
        } else if (what == QLatin1String("deadlocked")) {
            event = of(who, Action::Acquire, Verdict::Deadlock, 409);
        } else if (what == QLatin1String("releases")) {
            event = of(who, Action::Release, Verdict::Done, 204);
            event.lease = state.held;
        } else if (what == QLatin1String("expires")) {
            event = of(who, Action::Release, Verdict::Expired, 0);
            event.lease = state.held;
        } else if (what == QLatin1String("writes")) {
            m_builder->edit(who, typed);
            const Record& present = *m_builder->now().record(m_record);
            const auto believed = m_builder->now().client(who).leaseOf(m_record);
            const bool fenced = !believed || !state.held || state.held->token != believed->token;
            event = of(who, Action::Write, fenced ? Verdict::Fenced : Verdict::Saved, fenced ? 412 : 200);
            event.token = believed ? std::optional(believed->token) : std::nullopt;
            event.before = present.fields;
            event.after = m_builder->now().client(who).copyOf(m_record).shown();
            event.version = fenced ? present.version : present.version + 1;
        } else {
            return false;
        }
        m_builder->custom(event);
        return true;
    }

    [[nodiscard]] static Fields whole(const Fields& typed) { return standardRecord().fields.with(typed); }

    std::unique_ptr<JournalBuilder> m_builder;
    QString m_record;
};

} // namespace interleave::testing
