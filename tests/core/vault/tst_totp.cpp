// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/totp.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::vault;

namespace {

QByteArray shown(const Secret &secret)
{
    return secret.reveal([](const QByteArray &bytes) { return QByteArray(bytes); });
}

QDateTime at(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

} // namespace

class TestTotp : public QObject
{
    Q_OBJECT

private slots:
    void rfc6238_data()
    {
        QTest::addColumn<int>("hash");
        QTest::addColumn<qint64>("time");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](qint64 time, const char *sha1, const char *sha256, const char *sha512) {
            QTest::addRow("sha1 %lld", time) << 0 << time << QByteArray(sha1);
            QTest::addRow("sha256 %lld", time) << 1 << time << QByteArray(sha256);
            QTest::addRow("sha512 %lld", time) << 2 << time << QByteArray(sha512);
        };
        row(59, "94287082", "46119246", "90693936");
        row(1111111109, "07081804", "68084774", "25091201");
        row(1111111111, "14050471", "67062674", "99943326");
        row(1234567890, "89005924", "91819424", "93441116");
        row(2000000000, "69279037", "90698825", "38618901");
        row(20000000000, "65353130", "77737706", "47863826");
    }

    void rfc6238()
    {
        QFETCH(int, hash);
        QFETCH(qint64, time);
        QFETCH(QByteArray, code);
        static const QByteArray seed = QByteArray("1234567890").repeated(7);
        TotpKey key;
        key.hash = static_cast<TotpKey::Hash>(hash);
        key.key = Secret(seed.left(hash == 0 ? 20 : hash == 1 ? 32 : 64));
        key.digits = 8;
        QCOMPARE(shown(totpCode(key, at(time))), code);
    }

    void rfc4226()
    {
        const QByteArrayList codes{"755224",
                                   "287082",
                                   "359152",
                                   "969429",
                                   "338314",
                                   "254676",
                                   "287922",
                                   "162583",
                                   "399871",
                                   "520489"};
        TotpKey key;
        key.key = Secret(QByteArray("12345678901234567890"));
        for (int counter = 0; counter < codes.size(); ++counter)
            QCOMPARE(shown(totpCode(key, at(counter * 30 + 29))), codes.at(counter));
    }

    void base32_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"JBSWY3DPEHPK3PXP",
                                 "jbsw y3dp ehpk 3pxp",
                                 "JBSW-Y3DP-EHPK-3PXP",
                                 " JBSWY3DPEHPK3PXP====\r\n",
                                 "JBSW\xC2\xA0Y3DP EHPK 3PXP"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }

    void base32()
    {
        QFETCH(QString, text);
        const auto key = parseTotp(Secret(text));
        QVERIFY(key);
        QCOMPARE(shown(key->key), QByteArray("Hello!\xDE\xAD\xBE\xEF"));
        QCOMPARE(key->digits, 6);
        QCOMPARE(key->periodSeconds, 30);
    }

    void uris()
    {
        const auto key
            = parseTotp(Secret(u"otpauth://totp/Instagram:alice_shop?secret=JBSWY3DPEHPK3PXP"
                               "&issuer=Instagram&digits=8&period=60&algorithm=SHA-256"_s));
        QVERIFY(key);
        QCOMPARE(shown(key->key), QByteArray("Hello!\xDE\xAD\xBE\xEF"));
        QCOMPARE(key->digits, 8);
        QCOMPARE(key->periodSeconds, 60);
        QCOMPARE(key->hash, TotpKey::Hash::Sha256);
        const auto plain
            = parseTotp(Secret(u"OTPAUTH://totp/x?secret=jbsw%20y3dp%20ehpk%203pxp"_s));
        QVERIFY(plain);
        QCOMPARE(plain->digits, 6);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 "   ",
                                 "====",
                                 "A",
                                 "JBSWY3DPEHPK3PX1",
                                 "JBSW=Y3DP",
                                 "ключ",
                                 "otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP&counter=1",
                                 "otpauth://totp/x",
                                 "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&digits=9",
                                 "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&digits=six",
                                 "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&period=0",
                                 "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&algorithm=MD5"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }

    void refused()
    {
        QFETCH(QString, text);
        const auto key = parseTotp(Secret(text));
        QVERIFY(!key);
        QCOMPARE(key.error().kind, ErrorKind::InvalidInput);
        QVERIFY(!toLogString(key.error()).contains(u"JBSW"_s));
    }

    void newOnesAreAsLongAsSitesGiveThem()
    {
        QVERIFY(checkNewTotp(Secret(u"jbsw y3dp-ehpk 3pxp"_s)));
        QVERIFY(checkNewTotp(Secret(u"otpauth://totp/x?secret=JBSWY3DPEHPK3PXP"_s)));
        for (const QString &text : {u"hunter"_s, u"JBSWY3DPEHPK3"_s, u"not a secret!!"_s}) {
            const auto checked = checkNewTotp(Secret(text));
            QVERIFY(!checked);
            QCOMPARE(checked.error().kind, ErrorKind::InvalidInput);
            QVERIFY(!toLogString(checked.error()).contains(text));
        }
    }

    void secondsLeft()
    {
        TotpKey key;
        QCOMPARE(totpSecondsLeft(key, at(0)), 30);
        QCOMPARE(totpSecondsLeft(key, at(29)), 1);
        QCOMPARE(totpSecondsLeft(key, at(30)), 30);
    }
};

QTEST_GUILESS_MAIN(TestTotp)
#include "tst_totp.moc"
