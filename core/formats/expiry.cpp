// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/expiry.h"

#include "core/formats/decode.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

constexpr double kWebkitEpoch = 11644473600.0; // seconds from 1601 to 1970

Expiry at(double seconds, const QString &warning = {})
{
    return {Expiry::Kind::At, seconds, warning};
}

Expiry bad()
{
    return {Expiry::Kind::Bad, 0, {}};
}

Expiry fromDateTime(const QDateTime &when)
{
    return when.isValid() ? at(double(when.toMSecsSinceEpoch()) / 1000.0) : bad();
}

int monthNumber(const QString &word)
{
    static const QString names = u"janfebmaraprmayjunjulaugsepoctnovdec"_s;
    const qsizetype found = names.indexOf(word.left(3).toLower());
    return found >= 0 && found % 3 == 0 ? int(found / 3) + 1 : 0;
}

int fullYear(const QString &digits)
{
    const int year = digits.toInt();
    if (digits.size() > 2)
        return year;
    return year < 70 ? 2000 + year : 1900 + year;
}

/// Seconds east of UTC in "GMT+0300 (Moscow)", "+03:00", "Z", "GMT", ""; nothing if it is none.
std::optional<int> zoneOffset(const QString &zone)
{
    static const QRegularExpression form(u"^(?:GMT|UTC|Z)?\\s*(?:([+-])(\\d{2}):?(\\d{2}))?"
                                         "(?:\\s*\\(.*\\))?$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(zone.trimmed());
    if (!match.hasMatch())
        return {};
    const int seconds = match.captured(2).toInt() * 3600 + match.captured(3).toInt() * 60;
    return match.captured(1) == u"-"_s ? -seconds : seconds;
}

Expiry fromParts(const QString &year,
                 const QString &month,
                 const QString &day,
                 const QString &time,
                 const QString &zone)
{
    const QDate date(fullYear(year), monthNumber(month), day.toInt());
    const QTime clock
        = QTime::fromString(time.size() == 7 ? QString(u'0' % time) : time, u"hh:mm:ss"_s);
    const auto offset = zoneOffset(zone);
    if (!date.isValid() || !clock.isValid() || !offset)
        return bad();
    return fromDateTime(QDateTime(date, clock, QTimeZone::utc()).addSecs(-*offset));
}

/// "Mon, 21 Sep 2026 14:13:20 GMT", "Monday, 21-Sep-26 14:13:20 GMT"
std::optional<Expiry> httpDate(const QString &text)
{
    static const QRegularExpression form(
        u"^(?:[A-Za-z]{3,9},?\\s+)?(\\d{1,2})[\\s-]+([A-Za-z]{3,9})"
        "[\\s-]+(\\d{2}|\\d{4})\\s+(\\d{1,2}:\\d{2}:\\d{2})\\s*(.*)$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return {};
    return fromParts(match.captured(3),
                     match.captured(2),
                     match.captured(1),
                     match.captured(4),
                     match.captured(5));
}

/// asctime's "Mon Sep 21 14:13:20 2026" and JavaScript's "Mon Sep 21 2026 14:13:20 GMT+0300 (MSK)"
std::optional<Expiry> monthFirstDate(const QString &text)
{
    static const QRegularExpression form(
        u"^(?:[A-Za-z]{3,9},?\\s+)?([A-Za-z]{3,9})\\s+(\\d{1,2}),?\\s+"
        "(?:(\\d{4})\\s+)?(\\d{1,2}:\\d{2}:\\d{2})(?:\\s+(\\d{4}))?"
        "\\s*(.*)$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch() || match.captured(3).isEmpty() == match.captured(5).isEmpty())
        return {};
    return fromParts(match.captured(3) + match.captured(5),
                     match.captured(1),
                     match.captured(2),
                     match.captured(4),
                     match.captured(6));
}

std::optional<Expiry> isoDate(const QString &text)
{
    static const QRegularExpression form(u"^\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}.*)?$"_s);
    if (!form.match(text).hasMatch())
        return {};
    QString iso = text;
    if (iso.size() > 10)
        iso[10] = u'T';
    if (iso.endsWith(" UTC"_L1) || iso.endsWith(" GMT"_L1))
        iso.replace(iso.size() - 4, 4, u"Z"_s);
    QDateTime when = QDateTime::fromString(iso, Qt::ISODateWithMs);
    if (when.isValid() && when.timeSpec() == Qt::LocalTime)
        when.setTimeZone(QTimeZone::utc()); // no zone was written: UTC, as browsers do
    return fromDateTime(when);
}

} // namespace

Expiry expiryFromNumber(double number)
{
    if (std::isnan(number))
        return bad();
    if (number <= 0 || std::isinf(number))
        return {};
    if (number <= kNeverExpires)
        return at(number);
    // The year 9999 in milliseconds is larger than many a date in microseconds.
    if (std::abs(number - kNeverExpires * 1000) <= 1e6 || number < 4.1e12)
        return at(number / 1e3, u"expiry_unit_ms"_s);
    if (number < 1.16e16)
        return at(number / 1e6, u"expiry_unit_us"_s);
    return at(std::min(number / 1e6 - kWebkitEpoch, kNeverExpires), u"expiry_unit_webkit"_s);
}

Expiry expiryFromText(QStringView raw)
{
    QString text = trimmedEdges(raw).toString();
    if (text.size() >= 2 && text.startsWith(u'"') && text.endsWith(u'"'))
        text = text.mid(1, text.size() - 2).trimmed();
    static const QStringList session{u""_s,
                                     u"session"_s,
                                     u"null"_s,
                                     u"none"_s,
                                     u"never"_s,
                                     u"false"_s,
                                     u"infinity"_s,
                                     u"undefined"_s,
                                     u"at end of session"_s};
    if (session.contains(text.toLower()))
        return {};
    bool ok = false;
    if (const double number = text.toDouble(&ok); ok)
        return expiryFromNumber(number);
    for (const auto &reader : {isoDate, httpDate, monthFirstDate}) {
        if (const auto read = reader(text))
            return *read;
    }
    return bad();
}

} // namespace pelorus::formats
