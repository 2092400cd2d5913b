// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/sitetotp.h"

#include <QMessageAuthenticationCode>
#include <QtEndian>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

QByteArray fromBase32(const QString &text)
{
    QByteArray bytes;
    quint32 bits = 0;
    int count = 0;
    for (const QChar c : text.toUpper()) {
        const qsizetype value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"_L1.indexOf(c);
        if (value < 0)
            continue;
        bits = (bits << 5) | quint32(value);
        count += 5;
        if (count >= 8) {
            count -= 8;
            bytes.append(char((bits >> count) & 0xff));
        }
    }
    return bytes;
}

} // namespace

QString siteTotp(const QString &secret, const QDateTime &when)
{
    const quint64 step = qToBigEndian(quint64(when.toSecsSinceEpoch() / 30));
    QByteArray counter(8, '\0');
    memcpy(counter.data(), &step, 8);
    const QByteArray mac
        = QMessageAuthenticationCode::hash(counter, fromBase32(secret), QCryptographicHash::Sha1);
    const int at = mac.back() & 0x0f;
    const quint32 number = qFromBigEndian<quint32>(mac.constData() + at) & 0x7fffffff;
    return QString::number(number % 1'000'000).rightJustified(6, u'0');
}

bool siteTotpMatches(const QString &secret, const QString &code, const QDateTime &now)
{
    for (const int shift : {0, -30, 30}) {
        if (code == siteTotp(secret, now.addSecs(shift)))
            return true;
    }
    return false;
}

} // namespace pelorus::standin
