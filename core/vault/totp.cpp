// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/totp.h"

#include <QCoreApplication>
#include <QMessageAuthenticationCode>
#include <QUrl>
#include <QUrlQuery>
#include <QtEndian>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace pelorus::vault {
namespace {

tl::unexpected<Error> invalid(const QString &message)
{
    return fail(ErrorKind::InvalidInput, message);
}

/// RFC 4648 base32, forgiving about blanks, dashes, case and padding; empty when it is none.
QByteArray fromBase32(const QByteArray &text)
{
    QByteArray bytes;
    unsigned buffer = 0;
    int bits = 0;
    bool padded = false;
    for (const char raw : text) {
        const char c = raw >= 'a' && raw <= 'z' ? char(raw - 'a' + 'A') : raw;
        int value = 0;
        if (c == ' ' || c == '-' || c == '\t' || c == '\r' || c == '\n')
            continue;
        if (c == '=') {
            padded = true;
            continue;
        }
        if (c >= 'A' && c <= 'Z')
            value = c - 'A';
        else if (c >= '2' && c <= '7')
            value = c - '2' + 26;
        else
            return {};
        if (padded)
            return {};
        buffer = (buffer << 5) | unsigned(value);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes += char((buffer >> bits) & 0xFF);
        }
    }
    return bytes;
}

Result<TotpKey> keyFromBase32(QByteArray text)
{
    QByteArray bytes = fromBase32(text.replace("\xC2\xA0", " "));
    if (bytes.isEmpty()) {
        return invalid(QCoreApplication::translate("Core",
                                                   "The two-factor key is not base32 (letters A to "
                                                   "Z and digits 2 to 7). Copy it again from the "
                                                   "site's set-up page."));
    }
    TotpKey key;
    key.key = Secret(std::move(bytes));
    return key;
}

Result<int> number(const QUrlQuery &query, const QString &name, int least, int most, int otherwise)
{
    if (!query.hasQueryItem(name))
        return otherwise;
    bool ok = false;
    const int value = query.queryItemValue(name).toInt(&ok);
    if (!ok || value < least || value > most) {
        return invalid(QCoreApplication::translate(
                           "Core", "The otpauth address has a %1 that is not from %2 to %3.")
                           .arg(name)
                           .arg(least)
                           .arg(most));
    }
    return value;
}

Result<TotpKey> keyFromUri(const QByteArray &text)
{
    const QUrl url = QUrl::fromEncoded(text);
    if (url.host().compare("totp"_L1, Qt::CaseInsensitive) != 0) {
        return invalid(QCoreApplication::translate(
            "Core", "Only time-based codes (otpauth://totp/…) can be used."));
    }
    const QUrlQuery query(url);
    auto key = keyFromBase32(query.queryItemValue(u"secret"_s, QUrl::FullyDecoded).toLatin1());
    if (!key)
        return key;
    const auto digits = number(query, u"digits"_s, 6, 8, 6);
    const auto period = number(query, u"period"_s, 5, 300, 30);
    if (!digits)
        return fail(digits.error());
    if (!period)
        return fail(period.error());
    key->digits = *digits;
    key->periodSeconds = *period;

    const QString hash = query.queryItemValue(u"algorithm"_s).toUpper().remove(u'-');
    if (hash == u"SHA256"_s)
        key->hash = TotpKey::Hash::Sha256;
    else if (hash == u"SHA512"_s)
        key->hash = TotpKey::Hash::Sha512;
    else if (!hash.isEmpty() && hash != u"SHA1"_s)
        return invalid(QCoreApplication::translate(
            "Core", "The otpauth address names an algorithm other than SHA1, SHA256 and SHA512."));
    return key;
}

QCryptographicHash::Algorithm algorithm(TotpKey::Hash hash)
{
    switch (hash) {
    case TotpKey::Hash::Sha1:
        return QCryptographicHash::Sha1;
    case TotpKey::Hash::Sha256:
        return QCryptographicHash::Sha256;
    case TotpKey::Hash::Sha512:
        return QCryptographicHash::Sha512;
    }
    return QCryptographicHash::Sha1;
}

/// Rounds down also before 1970.
qint64 step(const TotpKey &key, const QDateTime &when)
{
    return qint64(std::floor(double(when.toSecsSinceEpoch()) / key.periodSeconds));
}

} // namespace

Result<TotpKey> parseTotp(const Secret &text)
{
    return text.reveal([](const QByteArray &utf8) {
        const QByteArray trimmed = utf8.trimmed();
        return trimmed.toLower().startsWith("otpauth:") ? keyFromUri(trimmed)
                                                        : keyFromBase32(trimmed);
    });
}

Result<void> checkNewTotp(const Secret &text)
{
    constexpr qsizetype kShortest = 10; // bytes
    const auto key = parseTotp(text);
    if (!key)
        return fail(key.error());
    if (key->key.reveal([](const QByteArray &bytes) { return bytes.size(); }) < kShortest) {
        return invalid(
            QCoreApplication::translate("Core",
                                        "The two-factor key is too short: it has 16 characters or "
                                        "more. Copy it again from the site's set-up page."));
    }
    return {};
}

Secret totpCode(const TotpKey &key, const QDateTime &when)
{
    QByteArray counter(8, 0);
    qToBigEndian(step(key, when), counter.data());
    const QByteArray mac = key.key.reveal([&](const QByteArray &bytes) {
        return QMessageAuthenticationCode::hash(counter, bytes, algorithm(key.hash));
    });
    const int offset = mac.back() & 0x0F;
    const quint32 number = qFromBigEndian<quint32>(mac.constData() + offset) & 0x7FFFFFFF;
    static constexpr std::array<quint32, 9> kPowers{
        1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};
    const quint32 code = number % kPowers[size_t(key.digits)];
    return Secret(QByteArray::number(code).rightJustified(key.digits, '0'));
}

int totpSecondsLeft(const TotpKey &key, const QDateTime &when)
{
    return int((step(key, when) + 1) * key.periodSeconds - when.toSecsSinceEpoch());
}

} // namespace pelorus::vault
