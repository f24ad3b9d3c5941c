#include "core/values/entitytag.h"

namespace interleave {

namespace {

bool isTagCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x21 || (byte >= 0x23 && byte != 0x7f);
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

} // namespace

QByteArray EntityTag::toHeader() const
{
    return (weak ? "W/\"" : "\"") + opaque + '"';
}

EntityTag tagForVersion(qint64 version, const QByteArray& suffix)
{
    return {QByteArray::number(version) + suffix, false};
}

std::optional<qint64> versionOfTag(const EntityTag& tag, const QByteArray& suffix)
{
    if (tag.weak || !tag.opaque.endsWith(suffix))
        return std::nullopt;
    bool ok = false;
    const qint64 version = tag.opaque.left(tag.opaque.size() - suffix.size()).toLongLong(&ok);
    // "07" and "+7" read as 7 but are different tags: strong comparison is character by character.
    if (!ok || tagForVersion(version, suffix) != tag)
        return std::nullopt;
    return version;
}

std::optional<TagCondition> parseTagCondition(const QByteArray& value)
{
    const QByteArray text = value.trimmed();
    TagCondition result;
    if (text == "*") {
        result.any = true;
        return result;
    }
    qsizetype i = 0;
    bool separated = true;
    while (i < text.size()) {
        if (isBlank(text[i])) {
            ++i;
        } else if (text[i] == ',') {
            separated = true;
            ++i;
        } else {
            EntityTag tag;
            if (text.mid(i, 2) == "W/") {
                tag.weak = true;
                i += 2;
            }
            if (!separated || i >= text.size() || text[i] != '"')
                return std::nullopt;
            const qsizetype start = ++i;
            while (i < text.size() && isTagCharacter(text[i]))
                ++i;
            if (i >= text.size() || text[i] != '"')
                return std::nullopt;
            tag.opaque = text.mid(start, i - start);
            result.tags.push_back(tag);
            separated = false;
            ++i;
        }
    }
    if (result.tags.empty())
        return std::nullopt;
    return result;
}

} // namespace interleave
