#pragma once

#include <QtGlobal>

#include <list>
#include <map>

namespace interleave {

/// A cache with a limit in bytes: when it is exceeded, the least recently used entries are dropped. The most
/// recently used entry always stays, whatever its size; a pointer to it is valid until the next put().
template<typename Key, typename T>
class BoundedCache final
{
public:
    explicit BoundedCache(qint64 mostBytes)
        : m_most(mostBytes)
    {
    }

    /// Null when there is none.
    [[nodiscard]] T* find(const Key& key)
    {
        const auto found = m_entries.find(key);
        if (found == m_entries.end())
            return nullptr;
        m_byUse.splice(m_byUse.begin(), m_byUse, found->second.place);
        return &found->second.thing;
    }

    /// Replaces an entry with the same key.
    T& put(const Key& key, T thing, qint64 bytes)
    {
        erase(key);
        m_byUse.push_front(key);
        Entry& entry = m_entries.emplace(key, Entry{std::move(thing), 0, m_byUse.begin()}).first->second;
        grow(entry, bytes);
        return entry.thing;
    }

    /// Sets the size of an entry, which must be the one used last.
    void resize(const Key& key, qint64 bytes)
    {
        const auto found = m_entries.find(key);
        if (found != m_entries.end())
            grow(found->second, bytes);
    }

    void erase(const Key& key)
    {
        const auto found = m_entries.find(key);
        if (found == m_entries.end())
            return;
        m_bytes -= found->second.bytes;
        m_byUse.erase(found->second.place);
        m_entries.erase(found);
    }

    void clear()
    {
        m_entries.clear();
        m_byUse.clear();
        m_bytes = 0;
    }

    [[nodiscard]] qint64 bytes() const { return m_bytes; }
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }

private:
    struct Entry
    {
        T thing;
        qint64 bytes;
        typename std::list<Key>::iterator place;
    };

    void grow(Entry& entry, qint64 bytes)
    {
        m_bytes += bytes - entry.bytes;
        entry.bytes = bytes;
        while (m_bytes > m_most && m_entries.size() > 1)
            erase(Key(m_byUse.back()));
    }

    qint64 m_most;
    qint64 m_bytes = 0;
    std::map<Key, Entry> m_entries;
    /// The most recently used one first.
    std::list<Key> m_byUse;
};

} // namespace interleave
