// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/format.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace pelorus::ui::format {

QString span(std::chrono::seconds time)
{
    const qint64 s = std::abs(qint64(time.count()));
    if (s < 60)
        return QCoreApplication::translate("Ui", "%1 s", "seconds").arg(number(std::max(s, 1LL)));
    if (s < 3600)
        return QCoreApplication::translate("Ui", "%1 min", "minutes").arg(number(s / 60));
    if (s < 86400)
        return QCoreApplication::translate("Ui", "%1 h", "hours").arg(number(s / 3600));
    return QCoreApplication::translate("Ui", "%1 d", "days").arg(number(s / 86400));
}

QString relative(const QDateTime &utc, const QDateTime &nowUtc)
{
    if (!utc.isValid())
        return {};
    const std::chrono::seconds away(utc.secsTo(nowUtc));
    if (away.count() < 0)
        return QCoreApplication::translate("Ui", "in %1", "a time span").arg(span(away));
    if (away.count() < 5)
        return QCoreApplication::translate("Ui", "just now");
    return QCoreApplication::translate("Ui", "%1 ago", "a time span").arg(span(away));
}

QString exact(const QDateTime &utc)
{
    return utc.isValid() ? QLocale().toString(utc.toLocalTime(), QLocale::ShortFormat) : QString();
}

QString timeOfDay(const QDateTime &utc)
{
    return utc.isValid() ? utc.toLocalTime().toString(u"HH:mm:ss"_s) : QString();
}

QString duration(std::chrono::milliseconds time)
{
    const qint64 s = (time.count() + 500) / 1000;
    const auto two = [](qint64 n) { return u"%1"_s.arg(n, 2, 10, QChar(u'0')); };
    if (s < 3600)
        return u"%1:%2"_s.arg(s / 60).arg(two(s % 60));
    return u"%1:%2:%3"_s.arg(s / 3600).arg(two(s / 60 % 60), two(s % 60));
}

QString size(qint64 bytes)
{
    return QLocale().formattedDataSize(
        bytes, bytes < 1024LL * 1024 ? 0 : 1, QLocale::DataSizeTraditionalFormat);
}

QString number(qint64 n)
{
    return QLocale().toString(n);
}

} // namespace pelorus::ui::format
