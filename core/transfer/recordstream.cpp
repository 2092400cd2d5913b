// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/recordstream.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::transfer {
namespace {

constexpr qint64 kChunk = 256LL * 1024;
constexpr size_t kLargestRecord = 64ULL * 1024 * 1024;
constexpr size_t kMostBefore = 1024ULL * 1024; ///< of lines before the array

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Depth and string state of one record being cut.
struct Scan
{
    int depth = 0;
    bool inString = false;
    bool escaped = false;

    /// True when `c` closes the record.
    bool closes(char c)
    {
        if (inString) {
            if (escaped)
                escaped = false;
            else if (c == '\\')
                escaped = true;
            else if (c == '"')
                inString = false;
            return false;
        }
        if (c == '"')
            inString = true;
        else if (c == '{' || c == '[')
            ++depth;
        else if (c == '}' || c == ']')
            return --depth == 0;
        return false;
    }
};

} // namespace

Result<void> RecordStream::open(const QString &path)
{
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::Io,
                    QCoreApplication::translate("Core", "The file %1 cannot be read: %2.")
                        .arg(path, m_file.errorString()));
    }
    return rewind();
}

Result<void> RecordStream::rewind()
{
    m_file.seek(0);
    m_buffer.clear();
    m_at = 0;
    m_ended = false;
    m_decoder.reset();
    const QByteArray head = m_file.peek(4);
    if (head.startsWith("\xFF\xFE") || head.startsWith("\xFE\xFF"))
        m_decoder.emplace(QStringDecoder::Utf16);
    else if (head.startsWith("\xEF\xBB\xBF"))
        m_file.seek(3);
    return toArray();
}

bool RecordStream::fill()
{
    if (m_ended)
        return false;
    const QByteArray chunk = m_file.read(kChunk);
    if (chunk.isEmpty()) {
        m_ended = true;
        return false;
    }
    if (!m_decoder) {
        m_buffer.append(chunk.constData(), size_t(chunk.size()));
        return true;
    }
    const QString text = m_decoder->decode(chunk);
    const QByteArray utf8 = text.toUtf8();
    m_buffer.append(utf8.constData(), size_t(utf8.size()));
    return true;
}

Result<void> RecordStream::toArray()
{
    bool lineStart = true;
    for (;; ++m_at) {
        if (m_at == m_buffer.size() && !fill())
            return noDump();
        const char c = m_buffer[m_at];
        if (c == '[' && lineStart) {
            // An array of records, not a line such as "[info] loaded".
            size_t next = m_at + 1;
            for (;; ++next) {
                if (next == m_buffer.size() && !fill())
                    return noDump();
                if (!isBlank(m_buffer[next]))
                    break;
            }
            if (m_buffer[next] == '{' || m_buffer[next] == ']') {
                ++m_at;
                return {};
            }
        }
        if (m_at > kMostBefore)
            return noDump();
        lineStart = c == '\n' || (lineStart && isBlank(c));
    }
}

Result<std::optional<std::string_view>> RecordStream::next()
{
    for (;; ++m_at) {
        if (m_at == m_buffer.size()) {
            m_buffer.clear();
            m_at = 0;
            if (!fill())
                return cutShort();
        }
        const char c = m_buffer[m_at];
        if (c == ']')
            return std::nullopt;
        if (c == '{')
            break;
        if (c != ',' && !isBlank(c))
            return noDump();
    }
    size_t start = m_at;
    Scan scan;
    bool tooLarge = false;
    for (;; ++m_at) {
        if (m_at == m_buffer.size()) {
            tooLarge = tooLarge || m_at - start > kLargestRecord;
            m_buffer.erase(0, tooLarge ? m_at : start);
            m_at = m_buffer.size();
            start = 0;
            if (!fill())
                return cutShort();
        }
        if (scan.closes(m_buffer[m_at]))
            break;
    }
    ++m_at;
    return tooLarge ? std::string_view() : std::string_view(m_buffer).substr(start, m_at - start);
}

double RecordStream::done() const
{
    return m_file.size() == 0 ? 1.0 : double(m_file.pos()) / double(m_file.size());
}

tl::unexpected<Error> RecordStream::cutShort() const
{
    return fail(
        ErrorKind::InvalidInput,
        QCoreApplication::translate("Core",
                                    "The dump ends in the middle, so dumpdata did not "
                                    "finish. Nothing was transferred; make the dump again."));
}

tl::unexpected<Error> RecordStream::noDump() const
{
    return fail(ErrorKind::InvalidInput,
                QCoreApplication::translate("Core",
                                            "This is neither a SQLite file nor a dump that "
                                            "“manage.py dumpdata” wrote."));
}

bool Members::next(std::string_view &key, std::string_view &value)
{
    skipBlanks();
    if (m_at < m_text.size() && (m_text[m_at] == '{' || m_text[m_at] == ',')) {
        ++m_at;
        skipBlanks();
    }
    if (m_at < m_text.size() && m_text[m_at] == '}')
        return false;
    m_failed = true;
    const size_t keyStart = m_at;
    if (m_at >= m_text.size() || m_text[m_at] != '"' || !skipString())
        return false;
    key = m_text.substr(keyStart + 1, m_at - keyStart - 2);
    skipBlanks();
    if (m_at >= m_text.size() || m_text[m_at] != ':')
        return false;
    ++m_at;
    skipBlanks();
    const size_t start = m_at;
    if (!skipValue())
        return false;
    value = m_text.substr(start, m_at - start);
    m_failed = false;
    return true;
}

void Members::skipBlanks()
{
    while (m_at < m_text.size() && isBlank(m_text[m_at]))
        ++m_at;
}

bool Members::skipString()
{
    for (++m_at; m_at < m_text.size(); ++m_at) {
        if (m_text[m_at] == '\\') {
            ++m_at;
        } else if (m_text[m_at] == '"') {
            ++m_at;
            return true;
        }
    }
    return false;
}

bool Members::skipValue()
{
    if (m_at >= m_text.size())
        return false;
    const char first = m_text[m_at];
    if (first == '"')
        return skipString();
    if (first == '{' || first == '[') {
        Scan scan;
        for (; m_at < m_text.size(); ++m_at) {
            if (scan.closes(m_text[m_at])) {
                ++m_at;
                return true;
            }
        }
        return false;
    }
    const size_t start = m_at;
    while (m_at < m_text.size() && !isBlank(m_text[m_at]) && m_text[m_at] != ','
           && m_text[m_at] != '}')
        ++m_at;
    return m_at > start;
}

} // namespace pelorus::transfer
