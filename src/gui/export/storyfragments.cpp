#include "gui/export/storyfragments.h"

#include <QHash>

#include <algorithm>
#include <cstddef>

namespace interleave {

namespace {

/// What is found in both is worth more than what was also shown one step before, so that nothing is shown
/// by another copy of it.
constexpr int Found = 4;
constexpr int Followed = 1;

/// Compares markup by numbers.
class Merger final
{
public:
    void add(int step, const QStringList& fragments)
    {
        std::vector<int> next;
        next.reserve(static_cast<std::size_t>(fragments.size()));
        for (const QString& fragment : fragments)
            next.push_back(numberOf(fragment));
        merge(step, fragments, next);
    }

    [[nodiscard]] std::vector<StoryFragment> take() { return std::move(m_fragments); }

private:
    static constexpr int None = -1;
    static constexpr int Several = -2;

    /// Places in what was merged until now, and in the step that is added.
    struct Pair final
    {
        std::size_t before = 0;
        std::size_t now = 0;
    };
    struct Step final
    {
        int number;
        const QStringList& fragments;
        const std::vector<int>& sequence;
    };
    struct Merged final
    {
        std::vector<StoryFragment> fragments = {};
        std::vector<int> sequence = {};
    };

    int numberOf(const QString& fragment)
    {
        const int next = static_cast<int>(m_numbers.size());
        const int number = m_numbers.value(fragment, next);
        if (number == next)
            m_numbers.insert(fragment, next);
        return number;
    }

    [[nodiscard]] int worth(std::size_t known, int step) const
    {
        const std::vector<StepRange>& shown = m_fragments[known].shown;
        return shown.back().last == step - 1 ? Found + Followed : Found;
    }

    static void show(StoryFragment& fragment, int step)
    {
        if (!fragment.shown.empty() && fragment.shown.back().last == step - 1)
            fragment.shown.back().last = step;
        else
            fragment.shown.push_back({step, step});
    }

    /// What is there once before and once now, as far as it is in the same order: pairs of both places, the
    /// last of which is behind the ends. Most fragments are, and between them little is left to compare.
    [[nodiscard]] std::vector<Pair> anchors(const std::vector<int>& next) const
    {
        const auto placesOf = [this](const std::vector<int>& sequence) {
            std::vector<int> places(static_cast<std::size_t>(m_numbers.size()), None);
            for (std::size_t i = 0; i < sequence.size(); ++i) {
                int& place = places[static_cast<std::size_t>(sequence[i])];
                place = place == None ? static_cast<int>(i) : Several;
            }
            return places;
        };
        const std::vector<int> before = placesOf(m_sequence);
        const std::vector<int> now = placesOf(next);
        // The longest increasing subsequence of the places now, in the order of those before.
        std::vector<Pair> once;
        std::vector<std::size_t> ends;
        std::vector<std::size_t> previous;
        for (std::size_t i = 0; i < m_sequence.size(); ++i) {
            const auto number = static_cast<std::size_t>(m_sequence[i]);
            if (before[number] < 0 || now[number] < 0)
                continue;
            const auto j = static_cast<std::size_t>(now[number]);
            const auto end = std::ranges::lower_bound(
                ends, j, std::ranges::less(), [&once](std::size_t at) { return once[at].now; });
            // The first of a chain follows itself.
            previous.push_back(end == ends.begin() ? once.size() : *std::prev(end));
            if (end == ends.end())
                ends.push_back(once.size());
            else
                *end = once.size();
            once.push_back({i, j});
        }
        std::vector<Pair> chosen{{m_sequence.size(), next.size()}};
        for (std::size_t at = ends.empty() ? 0 : ends.back(); !ends.empty();) {
            chosen.push_back(once[at]);
            if (previous[at] == at)
                break;
            at = previous[at];
        }
        std::ranges::reverse(chosen);
        return chosen;
    }

    void merge(int step, const QStringList& fragments, const std::vector<int>& next)
    {
        Merged merged;
        Pair from;
        for (const Pair& anchor : anchors(next)) {
            mergeBetween(from, anchor, {step, fragments, next}, merged);
            if (anchor.before == m_sequence.size())
                break;
            share(anchor, {step, fragments, next}, merged);
            from = {anchor.before + 1, anchor.now + 1};
        }
        m_fragments = std::move(merged.fragments);
        m_sequence = std::move(merged.sequence);
    }

    void share(const Pair& at, const Step& step, Merged& merged)
    {
        merged.fragments.push_back(std::move(m_fragments[at.before]));
        show(merged.fragments.back(), step.number);
        merged.sequence.push_back(step.sequence[at.now]);
    }

    void keep(std::size_t before, Merged& merged)
    {
        merged.fragments.push_back(std::move(m_fragments[before]));
        merged.sequence.push_back(m_sequence[before]);
    }

    static void add(std::size_t now, const Step& step, Merged& merged)
    {
        merged.fragments.push_back(
            {step.fragments.at(static_cast<qsizetype>(now)), {{step.number, step.number}}});
        merged.sequence.push_back(step.sequence[now]);
    }

    /// The longest common subsequence decides what is shared.
    void mergeBetween(const Pair& from, const Pair& to, const Step& step, Merged& merged)
    {
        const std::size_t width = to.now - from.now + 1;
        std::vector<int> best((to.before - from.before + 1) * width, 0);
        const auto at = [&](std::size_t i, std::size_t j) -> int& {
            return best[(i - from.before) * width + j - from.now];
        };
        const auto isSame = [&](std::size_t i, std::size_t j) {
            return m_sequence[i] == step.sequence[j];
        };
        for (std::size_t i = to.before; i-- > from.before;) {
            for (std::size_t j = to.now; j-- > from.now;) {
                at(i, j) = std::max(at(i + 1, j), at(i, j + 1));
                if (isSame(i, j))
                    at(i, j) = std::max(at(i, j), at(i + 1, j + 1) + worth(i, step.number));
            }
        }
        std::size_t i = from.before;
        std::size_t j = from.now;
        while (i < to.before || j < to.now) {
            const bool isBoth = i < to.before && j < to.now;
            if (isBoth && isSame(i, j) && at(i, j) == at(i + 1, j + 1) + worth(i, step.number))
                share({i++, j++}, step, merged);
            else if (j == to.now || (isBoth && at(i, j) == at(i + 1, j)))
                keep(i++, merged);
            else
                add(j++, step, merged);
        }
    }

    QHash<QString, int> m_numbers;
    std::vector<int> m_sequence;
    std::vector<StoryFragment> m_fragments;
};

} // namespace

bool StoryFragment::isShownAt(int step) const
{
    return std::ranges::any_of(
        shown, [step](const StepRange& range) { return range.first <= step && step <= range.last; });
}

QString StoryFragment::rangesText() const
{
    QStringList ranges;
    for (const StepRange& range : shown)
        ranges.append(QStringLiteral("%1-%2").arg(QString::number(range.first), QString::number(range.last)));
    return ranges.join(QLatin1Char(' '));
}

std::vector<StoryFragment> mergedFragments(const std::vector<QStringList>& steps)
{
    Merger merger;
    int step = 0;
    for (const QStringList& fragments : steps)
        merger.add(step++, fragments);
    return merger.take();
}

} // namespace interleave
