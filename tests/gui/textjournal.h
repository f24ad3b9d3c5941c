#pragma once

#include "core/journalbuilder.h"

#include <QRegularExpression>
#include <QStringList>

#include <memory>

namespace interleave::testing {

/// A journal from a short text, an event or two a phrase:
///   `A reads; A types 9; A saves 7; A saves; A sends 7 if 2; curl puts 7 if 1; curl puts 7; rule version; A
///   unheard`
/// `saves` types first, `sends` is a panel's request as it is written here, `puts` an outside client's.
class TextJournal final
{
public:
    explicit TextJournal(const QString& text, Locking locking = Locking::Off)
        : m_builder(std::make_unique<JournalBuilder>(locking))
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
            m_builder->unheard(who);
        else if (who == QLatin1String("rule"))
            m_builder->rule(lockingFromName(what).value());
        else
            return false;
        return true;
    }

    [[nodiscard]] static Fields whole(const Fields& typed) { return standardRecord().fields.with(typed); }

    std::unique_ptr<JournalBuilder> m_builder;
};

} // namespace interleave::testing
