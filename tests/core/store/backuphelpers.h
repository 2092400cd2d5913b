// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"

#include <QDir>
#include <QFile>

namespace pelorus::test {

inline Result<qint64> number(const DatabasePtr &db, const QString &sql)
{
    return db->priv().read([&](Connection &connection) -> Result<qint64> {
        Query query(connection, sql);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        return query.next() ? query.number(0) : -1;
    });
}

inline Result<void> change(const DatabasePtr &db, const QString &sql)
{
    return db->priv().read([&](Connection &connection) { return connection.execute(sql); });
}

inline void write(const QString &file, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(file).path());
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    QCOMPARE(out.write(bytes), bytes.size());
}

inline QByteArray read(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray("cannot be read");
}

/// What no pg_dump is needed for, or Wine's machine has none.
#define MAY_LACK_TOOLS(result)                                                                     \
    if (!(result) && (result).error().kind == ErrorKind::Unsupported)                              \
    QSKIP(qPrintable((result).error().message))

} // namespace pelorus::test
