#include "core/stacks/stack.h"

#include <QFile>

#include <algorithm>
#include <vector>

namespace interleave {

namespace {

/// In the order of lists.
constexpr const char* Ids[]{
    "sql",
    "jakarta-persistence",
    "spring-data-rest",
    "ef-core",
    "rails",
    "django",
    "sqlalchemy",
    "doctrine",
    "prisma",
    "sequelize",
    "typeorm",
    "mongoose",
    "couchdb",
    "dynamodb",
    "cosmos-db",
    "firestore",
    "elasticsearch",
    "etcd",
    "redis",
    "s3",
    "kubernetes",
    "kubernetes-apply",
    "json-patch",
    "odata",
    "dataverse",
    "graph-planner",
    "fhir",
    "mediawiki"};

QList<Stack> read()
{
    QList<Stack> stacks;
    for (const char* id : Ids) {
        QFile file(QStringLiteral(":/stacks/%1.json").arg(QLatin1String(id)));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        auto stack = stackFromJson(file.readAll());
        Q_ASSERT(stack);
        if (stack)
            stacks.append(std::move(stack).value());
    }
    return stacks;
}

/// Without case and punctuation, which people guess.
QString folded(const QString& name)
{
    QString result;
    const QString normal = name.normalized(QString::NormalizationForm_KC);
    for (const QChar c : normal) {
        if (c.isLetterOrNumber())
            result += c.toLower();
    }
    return result;
}

/// How many letters have to be added, left out or replaced (Levenshtein 1966).
qsizetype distance(const QString& from, const QString& to)
{
    QList<qsizetype> row;
    for (qsizetype i = 0; i <= to.size(); ++i)
        row.append(i);
    for (const QChar c : from) {
        qsizetype diagonal = row.first()++;
        for (qsizetype j = 1; j < row.size(); ++j) {
            const qsizetype replaced = diagonal + (c == to.at(j - 1) ? 0 : 1);
            diagonal = row.at(j);
            row[j] = std::min({row.at(j) + 1, row.at(j - 1) + 1, replaced});
        }
    }
    return row.last();
}

/// The smaller the nearer; a name that is in the other, as "spring" is, is nearer than any misspelled one.
qsizetype distanceTo(const Stack& stack, const QString& name)
{
    const QString title = folded(stack.title);
    const QString id = folded(stack.id);
    if (title.contains(name) || id.contains(name))
        return 0;
    qsizetype least = std::min(distance(name, id), distance(name, title));
    for (const QString& word : stack.title.split(QLatin1Char(' ')) + stack.id.split(QLatin1Char('-')))
        least = std::min(least, distance(name, folded(word)));
    return 1 + least;
}

} // namespace

const QList<Stack>& builtinStacks()
{
    static const QList<Stack> stacks = read();
    return stacks;
}

const Stack* findStack(const QString& name)
{
    const QString wanted = folded(name);
    const auto found = std::ranges::find_if(builtinStacks(), [&wanted](const Stack& stack) {
        return folded(stack.id) == wanted || folded(stack.title) == wanted;
    });
    return found == builtinStacks().end() ? nullptr : &*found;
}

QStringList nearestStacks(const QString& name)
{
    constexpr qsizetype most = 3;
    // A longer one is no name at all, and comparing it would take long.
    constexpr qsizetype longest = 100;
    const QString wanted = folded(name.left(longest));
    struct Candidate final
    {
        qsizetype distance;
        QString id;
    };
    std::vector<Candidate> candidates;
    for (const Stack& stack : builtinStacks())
        candidates.push_back({distanceTo(stack, wanted), stack.id});
    std::ranges::stable_sort(candidates, {}, &Candidate::distance);
    QStringList ids;
    for (const Candidate& candidate : candidates) {
        // A third of its letters, and the two that are swapped in a short one.
        const bool isFar =
            wanted.size() < 2 ||
            candidate.distance > 1 + std::max<qsizetype>(wanted.size() > 4 ? 2 : 1, wanted.size() / 3);
        if (ids.size() < most && !isFar)
            ids.append(candidate.id);
    }
    return ids;
}

} // namespace interleave
