// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/value.h"

#include "core/transfer/jsontext.h"

#include <QHostAddress>
#include <QUuid>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>

namespace pelorus::transfer {
namespace {

using Kind = Cell::Kind;

constexpr std::int64_t kFirstTime = -62'135'596'800'000'000;     ///< 0001-01-01
constexpr std::int64_t kAfterLastTime = 253'402'300'800'000'000; ///< 10000-01-01

std::string_view trimmed(std::string_view text)
{
    const auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0'; };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return text;
}

bool isText(const Cell &cell)
{
    return cell.kind == Kind::Text || cell.kind == Kind::Blob;
}

Trouble standIn(const Column &column, Value &value, Trouble trouble)
{
    value.null = !column.required;
    value.text = value.null ? std::string() : column.standIn;
    if (!value.null && column.type == Type::Json)
        value.canonical = value.text;
    return trouble;
}

std::string lowered(std::string_view text)
{
    std::string lower(text);
    for (char &c : lower)
        c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    return lower;
}

/// What a number in text or in floating point says, when it says a whole number.
std::optional<std::int64_t> wholeOf(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with('+'))
        text.remove_prefix(1);
    std::int64_t whole = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (error == std::errc() && end == text.data() + text.size())
        return whole;
    if (error == std::errc::result_out_of_range) {
        return text.starts_with('-') ? std::numeric_limits<std::int64_t>::min()
                                     : std::numeric_limits<std::int64_t>::max();
    }
    double real = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), real);
    if (parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && !text.empty()
        && real == std::floor(real) && std::abs(real) < 9e18)
        return std::int64_t(real);
    return std::nullopt;
}

Trouble healInteger(const Cell &cell, const Column &column, Value &value)
{
    Trouble trouble = Trouble::None;
    std::optional<std::int64_t> whole;
    if (cell.kind == Kind::Integer) {
        whole = cell.integer;
    } else if (cell.kind == Kind::Real) {
        if (cell.real == std::floor(cell.real) && std::abs(cell.real) < 9e18)
            whole = std::int64_t(cell.real);
        trouble = Trouble::NumberAsText;
    } else if (isText(cell)) {
        whole = wholeOf(cell.text);
        trouble = Trouble::NumberAsText;
    }
    if (!whole)
        return standIn(column, value, Trouble::NumberUnreadable);
    if (column.type == Type::Integer) {
        const std::int64_t low = column.required ? 0 : std::numeric_limits<std::int32_t>::min();
        const std::int64_t high = std::numeric_limits<std::int32_t>::max();
        // All of the shared tables' integers count or order something.
        if (*whole > high || (*whole < 0 && *whole < low)) {
            whole = *whole > high ? high : low;
            trouble = Trouble::NumberOutOfRange;
        }
    }
    value.null = false;
    value.text = std::to_string(*whole);
    return trouble;
}

Trouble healBoolean(const Cell &cell, const Column &column, Value &value)
{
    value.null = false;
    if (cell.kind == Kind::Integer) {
        value.text = cell.integer != 0 ? "t" : "f";
        return cell.integer == 0 || cell.integer == 1 ? Trouble::None : Trouble::BooleanAsText;
    }
    const std::string word = lowered(trimmed(cell.text));
    const bool asIs = cell.kind == Kind::Json || word == "t" || word == "f";
    for (const char *yes : {"t", "true", "1", "yes", "on", "y"}) {
        if (word == yes) {
            value.text = "t";
            return asIs ? Trouble::None : Trouble::BooleanAsText;
        }
    }
    for (const char *no : {"f", "false", "0", "no", "off", "n"}) {
        if (word == no) {
            value.text = "f";
            return asIs ? Trouble::None : Trouble::BooleanAsText;
        }
    }
    return standIn(column, value, Trouble::BooleanUnreadable);
}

Trouble healTime(const Cell &cell, const Column &column, Value &value)
{
    constexpr double kLastSecond = 253402300799; // the year 9999
    if (cell.kind == Kind::Integer || cell.kind == Kind::Real) {
        const double number = cell.kind == Kind::Integer ? double(cell.integer) : cell.real;
        if (number == 0)
            return standIn(column, value, Trouble::TimeEmpty);
        double seconds = number;
        while (seconds > 1e11)
            seconds /= 1000; // milli- and microseconds
        if (!(seconds > 0 && seconds <= kLastSecond))
            return standIn(column, value, Trouble::TimeUnreadable);
        value.null = false;
        value.text = formatTime(std::int64_t(std::llround(seconds * 1e6)));
        return Trouble::TimeAsNumber;
    }
    const std::string_view text = trimmed(cell.text);
    if (text.empty() || text == "0" || text.starts_with("0000-00-00"))
        return standIn(column, value, Trouble::TimeEmpty);
    bool offset = false;
    const auto time = parseTime(text, &offset);
    if (!time)
        return standIn(column, value, Trouble::TimeUnreadable);
    value.null = false;
    value.text = formatTime(*time);
    return offset ? Trouble::TimeWithOffset : Trouble::None;
}

Trouble healDate(const Cell &cell, const Column &column, Value &value)
{
    const Trouble trouble = healTime(cell, column, value);
    const size_t day = sizeof "1970-01-01" - 1;
    if (value.null || value.text.size() <= day)
        return trouble;
    const bool more = value.text.compare(day, std::string::npos, " 00:00:00") != 0;
    value.text.resize(day);
    return trouble == Trouble::None && more ? Trouble::DayOnly : trouble;
}

Trouble healText(const Cell &cell, Value &value)
{
    value.null = false;
    value.text.clear();
    if (cell.kind == Kind::Integer) {
        value.text = std::to_string(cell.integer);
        return Trouble::None;
    }
    if (cell.kind == Kind::Real) {
        char buffer[32];
        const auto end = std::to_chars(buffer, buffer + sizeof buffer, cell.real).ptr;
        value.text.assign(buffer, end);
        return Trouble::None;
    }
    Trouble trouble = Trouble::None;
    const std::string_view text = cell.text;
    for (size_t at = 0; at < text.size();) {
        size_t end = at;
        while (end < text.size() && static_cast<signed char>(text[end]) > 0)
            ++end;
        value.text.append(text.substr(at, end - at));
        at = end;
        if (at == text.size())
            break;
        if (const int length = utf8Length(text, at); length > 0) {
            value.text.append(text.substr(at, size_t(length)));
            at += size_t(length);
            continue;
        }
        trouble = text[at] == '\0' ? Trouble::NulCharacter : Trouble::InvalidUtf8;
        value.text += kReplacement;
        ++at;
    }
    return trouble;
}

Trouble troubleOf(std::uint32_t json)
{
    if ((json & kJsonNul) != 0)
        return Trouble::JsonNul;
    if ((json & kJsonSurrogate) != 0)
        return Trouble::JsonSurrogate;
    if ((json & kJsonNotANumber) != 0)
        return Trouble::JsonNotANumber;
    if ((json & kJsonBytes) != 0)
        return Trouble::InvalidUtf8;
    return json == kJsonClean ? Trouble::None : Trouble::JsonControl;
}

Trouble healJson(const Cell &cell, const Column &column, Value &value)
{
    std::string number;
    std::string_view text = cell.text;
    if (cell.kind == Kind::Integer)
        text = number = std::to_string(cell.integer);
    else if (cell.kind == Kind::Real)
        return standIn(column, value, Trouble::UnreadableDropped);
    text = trimmed(text);
    if (text.empty())
        return standIn(column, value, Trouble::JsonEmpty);
    Trouble outer = Trouble::None;
    std::string unpacked;
    // Packed once too often, or twice: what a list or an object should be is a text of one.
    for (int layers = 0; layers < 3 && text.front() == '"'; ++layers) {
        std::string inner;
        if (!decodeJsonString(text, inner))
            break;
        const std::string_view content = trimmed(inner);
        if (content.empty()
            || (content.front() != '[' && content.front() != '{' && content.front() != '"'))
            break;
        std::string check;
        if (readJson(content, nullptr, &check) == kJsonUnreadable)
            break;
        unpacked = std::string(content);
        text = unpacked;
        outer = Trouble::JsonNested;
    }
    value.text.clear();
    value.canonical.clear();
    const std::uint32_t trouble = readJson(text, &value.text, &value.canonical);
    if ((trouble & kJsonUnreadable) != 0) {
        value.text.clear();
        value.canonical.clear();
        value.null = true;
        return column.required ? Trouble::Unreadable : Trouble::UnreadableDropped;
    }
    value.null = false;
    if (trouble == kJsonClean) {
        value.text.assign(text);
        return outer;
    }
    return troubleOf(trouble);
}

Trouble healUuid(const Cell &cell, const Column &column, Value &value)
{
    value.text = canonicalUuid(trimmed(cell.text));
    value.null = value.text.empty();
    if (!value.null)
        return Trouble::None;
    return standIn(column, value, Trouble::UuidUnreadable);
}

/// `count` digits at `at`, which moves on; -1 when there are fewer.
int digits(std::string_view text, size_t &at, size_t count)
{
    if (at + count > text.size())
        return -1;
    int value = 0;
    for (size_t i = 0; i < count; ++i) {
        const char c = text[at + i];
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    at += count;
    return value;
}

/// Microseconds since midnight of "01:02:03.4".
std::optional<std::int64_t> parseTimeOfDay(std::string_view text)
{
    bool offset = false;
    const auto time = parseTime("1970-01-01 " + std::string(text), &offset);
    if (!time || offset || *time < 0 || *time >= 86'400'000'000)
        return std::nullopt;
    return time;
}

/// Microseconds: as Django counts them on SQLite, or its "[-]days hours:minutes:seconds" of a dump.
std::optional<std::int64_t> parseDuration(std::string_view text)
{
    text = trimmed(text);
    if (const auto whole = wholeOf(text))
        return whole;
    std::int64_t days = 0;
    if (const size_t blank = text.find(' '); blank != std::string_view::npos) {
        const auto read = std::from_chars(text.data(), text.data() + blank, days);
        if (read.ec != std::errc() || read.ptr != text.data() + blank || days < -100'000'000
            || days > 100'000'000)
            return std::nullopt;
        text.remove_prefix(blank + 1);
    }
    const bool negative = text.starts_with('-');
    text.remove_prefix(negative ? 1 : 0);
    const auto time = parseTimeOfDay(text);
    if (!time)
        return std::nullopt;
    return days * 86'400'000'000 + (negative ? -*time : *time);
}

Trouble healDuration(const Cell &cell, const Column &column, Value &value)
{
    const auto count = cell.kind == Kind::Integer ? std::optional(cell.integer)
        : isText(cell)                            ? parseDuration(cell.text)
                                                  : std::nullopt;
    if (!count)
        return standIn(column, value, Trouble::NumberUnreadable);
    value.null = false;
    value.text = std::to_string(*count);
    return Trouble::None;
}

Trouble healTimeOfDay(const Cell &cell, const Column &column, Value &value)
{
    const auto time = parseTimeOfDay(trimmed(cell.text));
    if (!time)
        return standIn(column, value, Trouble::TimeUnreadable);
    value.null = false;
    value.text = formatTime(*time).substr(sizeof "1970-01-01 " - 1);
    return Trouble::None;
}

/// "10.0.0.1", "::1", "10.0.0.0/8" as PostgreSQL writes them; empty for what is none.
std::string canonicalAddress(std::string_view text)
{
    const size_t slash = std::min(text.find('/'), text.size());
    const std::string_view host = text.substr(0, slash);
    const QHostAddress address(QString::fromLatin1(host.data(), qsizetype(host.size())));
    const bool four = address.protocol() == QAbstractSocket::IPv4Protocol;
    if (address.isNull() || !address.scopeId().isEmpty()
        || (four && std::ranges::count(host, '.') != 3))
        return {};
    std::string out = address.toString().toStdString();
    if (slash == text.size())
        return out;
    const int all = four ? 32 : 128;
    int bits = -1;
    const char *end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + slash + 1, end, bits);
    if (read.ec != std::errc() || read.ptr != end || bits < 0 || bits > all)
        return {};
    return bits == all ? out : out + '/' + std::to_string(bits);
}

Trouble healAddress(const Cell &cell, const Column &column, Value &value)
{
    value.text = canonicalAddress(trimmed(cell.text));
    value.null = false;
    if (!value.text.empty())
        return Trouble::None;
    return standIn(
        column, value, column.required ? Trouble::MissingValue : Trouble::UnreadableDropped);
}

Trouble healBytes(const Cell &cell, Value &value)
{
    value.null = false;
    value.text.clear();
    if (cell.kind == Kind::Text && cell.text.starts_with("\\x")) {
        value.text = cell.text.substr(2);
        return Trouble::None;
    }
    constexpr char hex[] = "0123456789abcdef";
    for (const char c : cell.text) {
        value.text += hex[static_cast<unsigned char>(c) >> 4];
        value.text += hex[static_cast<unsigned char>(c) & 15];
    }
    return Trouble::None;
}

Trouble healNumber(const Cell &cell, const Column &column, Value &value)
{
    char buffer[32];
    std::string_view text = trimmed(cell.text);
    if (cell.kind == Kind::Integer)
        text = {buffer, std::to_chars(buffer, buffer + sizeof buffer, cell.integer).ptr};
    else if (cell.kind == Kind::Real)
        text = {buffer, std::to_chars(buffer, buffer + sizeof buffer, cell.real).ptr};
    std::string plain(text);
    if (const size_t plus = plain.find("e+"); plus != std::string::npos)
        plain.erase(plus + 1, 1);
    value.canonical = canonicalNumber(plain);
    if (value.canonical.empty())
        return standIn(column, value, Trouble::NumberUnreadable);
    value.null = false;
    value.text.assign(text);
    return Trouble::None;
}

} // namespace

Trouble heal(const Cell &cell, const Column &column, Value &value)
{
    value.canonical.clear();
    if (cell.kind == Kind::Missing || cell.kind == Kind::Null) {
        if (!column.required) {
            value.null = true;
            value.text.clear();
            return Trouble::None;
        }
        return standIn(
            column, value, cell.kind == Kind::Missing ? Trouble::None : Trouble::MissingValue);
    }
    switch (column.type) {
    case Type::Integer:
    case Type::BigInteger:
        return healInteger(cell, column, value);
    case Type::Boolean:
        return healBoolean(cell, column, value);
    case Type::Time:
        return healTime(cell, column, value);
    case Type::Date:
        return healDate(cell, column, value);
    case Type::Json:
        return healJson(cell, column, value);
    case Type::Uuid:
        return healUuid(cell, column, value);
    case Type::Bytes:
        return healBytes(cell, value);
    case Type::Number:
        return healNumber(cell, column, value);
    case Type::Duration:
        return healDuration(cell, column, value);
    case Type::TimeOfDay:
        return healTimeOfDay(cell, column, value);
    case Type::Address:
        return healAddress(cell, column, value);
    case Type::Text:
        break;
    }
    const Trouble trouble = healText(cell, value);
    if (column.padded)
        value.text.erase(value.text.find_last_not_of(' ') + 1);
    return trouble;
}

std::optional<std::int64_t> parseTime(std::string_view text, bool *hadOffset)
{
    size_t at = 0;
    const auto skip = [&](char c) {
        if (at >= text.size() || text[at] != c)
            return false;
        ++at;
        return true;
    };
    const int year = digits(text, at, 4);
    if (year < 1 || !skip('-'))
        return std::nullopt;
    const int month = digits(text, at, 2);
    if (month < 1 || !skip('-'))
        return std::nullopt;
    const int day = digits(text, at, 2);
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(unsigned(month)),
                                           std::chrono::day(unsigned(std::max(day, 0)))};
    if (!date.ok())
        return std::nullopt;
    int hour = 0, minute = 0, second = 0;
    std::int64_t micro = 0;
    std::int64_t offset = 0;
    if (skip('T') || skip('t') || skip(' ')) {
        hour = digits(text, at, 2);
        if (hour < 0 || !skip(':'))
            return std::nullopt;
        minute = digits(text, at, 2);
        if (skip(':'))
            second = digits(text, at, 2);
        if (hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
            return std::nullopt;
        if (skip('.') || skip(',')) {
            std::int64_t scale = 100000;
            const size_t from = at;
            for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
                micro += (text[at] - '0') * scale;
            if (at == from)
                return std::nullopt;
        }
        if (skip('Z') || skip('z')) {
            offset = 0;
        } else if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
            const int sign = text[at++] == '-' ? -1 : 1;
            const int hours = digits(text, at, 2);
            skip(':');
            const int minutes = at < text.size() ? digits(text, at, 2) : 0;
            if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59)
                return std::nullopt;
            offset = sign * (std::int64_t(hours) * 60 + minutes) * 60;
            if (hadOffset != nullptr)
                *hadOffset = offset != 0;
        }
    }
    if (at != text.size())
        return std::nullopt;
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    const std::int64_t time = ((days * 24 + hour) * 60 + minute) * 60'000'000
        + second * std::int64_t(1'000'000) + micro - offset * 1'000'000;
    // The offset may lead out of the years that PostgreSQL and Django read back.
    return time >= kFirstTime && time < kAfterLastTime ? std::optional(time) : std::nullopt;
}

std::string formatTime(std::int64_t microseconds)
{
    using namespace std::chrono;
    const sys_time<std::chrono::microseconds> time{std::chrono::microseconds(microseconds)};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    char buffer[64];
    int length = std::snprintf(buffer,
                               sizeof buffer,
                               "%04d-%02u-%02u %02d:%02d:%02d",
                               int(date.year()),
                               unsigned(date.month()),
                               unsigned(date.day()),
                               int(clock.hours().count()),
                               int(clock.minutes().count()),
                               int(clock.seconds().count()));
    if (const auto micro = clock.subseconds().count(); micro != 0)
        length
            += std::snprintf(buffer + length, sizeof buffer - size_t(length), ".%06d", int(micro));
    return {buffer, size_t(length)};
}

std::string canonicalUuid(std::string_view text)
{
    std::string hex;
    for (const char c : text) {
        const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (digit || (c >= 'A' && c <= 'F'))
            hex += c >= 'A' && c <= 'F' ? char(c + 32) : c;
        else if (c != '-')
            return {};
    }
    if (hex.size() != 32)
        return {};
    for (const size_t at : {8, 13, 18, 23})
        hex.insert(at, 1, '-');
    return hex;
}

std::string derivedUuid(std::string_view table, std::int64_t id)
{
    static const QUuid space("{6f1c1f6e-5c43-4a0e-9d7e-0e2a4b7f6c11}");
    const QByteArray name
        = QByteArray(table.data(), qsizetype(table.size())) + ':' + QByteArray::number(qint64(id));
    return QUuid::createUuidV5(space, name).toByteArray(QUuid::WithoutBraces).toStdString();
}

} // namespace pelorus::transfer
