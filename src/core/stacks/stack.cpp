#include "core/stacks/stack.h"

#include "core/scenario/scenarioreading.h"
#include "core/stacks/codetemplate.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <QDate>

#include <array>

namespace interleave {

namespace {

constexpr std::array AllKinds{
    StackCodeKind::Setup,
    StackCodeKind::Read,
    StackCodeKind::Guarded,
    StackCodeKind::Blind,
    StackCodeKind::Again,
    StackCodeKind::Change,
    StackCodeKind::Lock};

/// A request that uses every placeholder.
CodeValues trialValues()
{
    const Fields fields{{QStringLiteral("stock"), qint64{7}}};
    return {QStringLiteral("item"), fields, fields, fields, 1};
}

/// Reads a stack; keeps the first problem.
class StackReader final
{
public:
    explicit StackReader(const Json& tree)
        : m_root(tree, QString())
    {
    }

    Result<Stack, QString> read()
    {
        m_root.allowOnly(
            {"id",
             "title",
             "language",
             "code",
             "raises",
             "conflict",
             "status",
             "told",
             "pitfall",
             "protection",
             "sources",
             "readOn"});
        m_stack.id = nonEmptyText(m_root, "id");
        m_stack.title = nonEmptyText(m_root, "title");
        m_stack.raises = nonEmptyText(m_root, "raises");
        m_stack.conflict = nonEmptyText(m_root, "conflict");
        m_stack.status = nonEmptyText(m_root, "status");
        m_stack.told = nonEmptyText(m_root, "told");
        m_stack.pitfall = nonEmptyText(m_root, "pitfall");
        m_stack.protection = nonEmptyText(m_root, "protection");
        readSources();
        readCodes();
        if (!m_root.problem().isEmpty())
            return Text::tr("%1.", "a clause as a sentence").arg(m_root.problem());
        return m_stack;
    }

private:
    [[nodiscard]] QStringList lines(const TreeReader& reader, const char* name) const
    {
        QStringList result;
        for (const Value& value : reader.values(name)) {
            if (const auto* text = std::get_if<QString>(&value))
                result.append(*text);
            else
                reader.fail(Text::tr("“%1” has to be a list of texts").arg(placeOf(reader, name)));
        }
        return result;
    }

    void readSources()
    {
        m_stack.sources = lines(m_root, "sources");
        m_stack.readOn = nonEmptyText(m_root, "readOn");
        if (m_stack.sources.isEmpty())
            m_root.fail(Text::tr("“%1” is empty").arg(placeOf(m_root, "sources")));
        if (!QDate::fromString(m_stack.readOn, Qt::ISODate).isValid())
            m_root.fail(Text::tr("“%1” is “%2”, and has to be a day, as in 2026-11-30")
                            .arg(placeOf(m_root, "readOn"), m_stack.readOn));
    }

    [[nodiscard]] CodeLanguage languageNamed(const TreeReader& reader, const QString& name) const
    {
        const auto language = codeLanguageFromName(name);
        if (!language)
            reader.fail(Text::tr("“%1” is “%2”, and has to be one of %3")
                            .arg(placeOf(reader, "language"), name, listed(codeLanguageNames())));
        return language.value_or(CodeLanguage::Sql);
    }

    void readCodes()
    {
        const CodeLanguage usual = languageNamed(m_root, m_root.text("language"));
        TreeReader codes = m_root.object("code");
        QList<const char*> names;
        QList<QByteArray> kept;
        for (const StackCodeKind kind : AllKinds)
            kept.append(toName(kind).toLatin1());
        for (const QByteArray& name : std::as_const(kept))
            names.append(name.constData());
        codes.allowOnly(names);
        for (const StackCodeKind kind : AllKinds) {
            const QByteArray name = toName(kind).toLatin1();
            if (codes.has(name.constData()))
                readCode(codes, kind, name, usual);
        }
        if (!m_stack.codes.contains(StackCodeKind::Guarded))
            codes.fail(Text::tr("“%1” is missing").arg(placeOf(codes, "guarded")));
        m_root.absorb(codes);
    }

    /// A list of lines, or an object of these and another language.
    void readCode(const TreeReader& codes, StackCodeKind kind, const QByteArray& name, CodeLanguage usual)
    {
        StackCode code{usual, {}};
        if (codes.isObject(name.constData())) {
            TreeReader own = codes.object(name.constData());
            own.allowOnly({"language", "lines"});
            code.language = languageNamed(own, own.text("language"));
            code.text = lines(own, "lines").join(QLatin1Char('\n'));
            codes.absorb(own);
        } else {
            code.text = lines(codes, name.constData()).join(QLatin1Char('\n'));
        }
        const QString problem = filledTemplate(code.text, code.language, trialValues()).problem;
        if (!problem.isEmpty())
            codes.fail(Text::tr("in “%1” %2", "a place, and a clause")
                           .arg(placeOf(codes, name.constData()), problem));
        m_stack.codes.insert(kind, code);
    }

    TreeReader m_root;
    Stack m_stack;
};

} // namespace

QString toName(StackCodeKind kind)
{
    switch (kind) {
    case StackCodeKind::Setup:
        return QStringLiteral("setup");
    case StackCodeKind::Read:
        return QStringLiteral("read");
    case StackCodeKind::Guarded:
        return QStringLiteral("guarded");
    case StackCodeKind::Blind:
        return QStringLiteral("blind");
    case StackCodeKind::Again:
        return QStringLiteral("again");
    case StackCodeKind::Change:
        return QStringLiteral("change");
    case StackCodeKind::Lock:
        return QStringLiteral("lock");
    }
    Q_UNREACHABLE();
}

Result<Stack, QString> stackFromJson(const QByteArray& text)
{
    const auto tree = parseTree(text);
    if (!tree)
        return tree.error().message;
    if (!tree->is_object())
        return Text::tr("A stack has to be a JSON object.");
    return StackReader(*tree).read();
}

} // namespace interleave
