// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QFile>
#include <QStringDecoder>

#include <optional>
#include <string>
#include <string_view>

namespace pelorus::transfer {

/// Cuts the one array that dumpdata writes into its records, reading on as they are asked for.
/// Memory is that of the largest record, which may have 64 MB. Takes what a shell makes of the
/// file: UTF-16 (PowerShell's “>”), a byte order mark, lines that settings.py printed before it.
class RecordStream final
{
public:
    [[nodiscard]] Result<void> open(const QString &path);
    [[nodiscard]] Result<void> rewind();
    /// The next record with its braces, until the next call; nothing at the array's end. A record
    /// that is too large comes as an empty text.
    [[nodiscard]] Result<std::optional<std::string_view>> next();
    /// 0 to 1.
    [[nodiscard]] double done() const;

private:
    [[nodiscard]] bool fill();
    [[nodiscard]] Result<void> toArray();
    [[nodiscard]] tl::unexpected<Error> cutShort() const;
    [[nodiscard]] tl::unexpected<Error> noDump() const;

    QFile m_file;
    std::optional<QStringDecoder> m_decoder;
    std::string m_buffer;
    size_t m_at = 0;
    bool m_ended = false;
};

/// Walks the members of one JSON object without looking into their values.
class Members final
{
public:
    explicit Members(std::string_view object)
        : m_text(object)
    {
    }
    /// Key without quotes (escapes as they are) and value; false at the end or at a mistake.
    [[nodiscard]] bool next(std::string_view &key, std::string_view &value);
    [[nodiscard]] bool failed() const { return m_failed; }

private:
    void skipBlanks();
    [[nodiscard]] bool skipString();
    [[nodiscard]] bool skipValue();

    std::string_view m_text;
    size_t m_at = 0;
    bool m_failed = false;
};

} // namespace pelorus::transfer
