// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/accounts.h"
#include "core/formats/captions.h"
#include "core/formats/cookies.h"
#include "core/formats/proxies.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::formats;

/// Every reader gets damaged samples: none may crash or hang, and each accounts for what it read.
/// PELORUS_SEED repeats a run.
class TestMutations : public QObject
{
    Q_OBJECT

    QByteArrayList m_samples;
    std::mt19937 m_random;

    size_t below(size_t n) { return std::uniform_int_distribution<size_t>(0, n - 1)(m_random); }

    QByteArray mutated(QByteArray text)
    {
        static const QByteArrayList pieces{"\"",
                                           "'",
                                           "\\",
                                           "[",
                                           "]",
                                           "{",
                                           "}",
                                           ",",
                                           ":",
                                           ";",
                                           "=",
                                           "\t",
                                           "\r",
                                           "\n",
                                           "@",
                                           "|",
                                           "%",
                                           "\xFF",
                                           QByteArray(1, 0),
                                           "\xEF\xBB\xBF",
                                           "\xE2\x80\x9C",
                                           "\xD0",
                                           "null",
                                           "1e999",
                                           "\\ud83c",
                                           "://",
                                           "#HttpOnly_",
                                           "Set-Cookie:"};
        for (size_t changes = 1 + below(4); changes > 0; --changes) {
            const auto at = qsizetype(below(size_t(text.size()) + 1));
            switch (below(6)) {
            case 0:
                text.insert(at, pieces.at(qsizetype(below(size_t(pieces.size())))));
                break;
            case 1:
                text.remove(at, qsizetype(below(20)) + 1);
                break;
            case 2:
                text.truncate(at);
                break;
            case 3:
                text.insert(at, text.mid(at, qsizetype(below(60))));
                break;
            case 4:
                if (at < text.size())
                    text[at] = char(below(256));
                break;
            default:
                text += m_samples.at(qsizetype(below(size_t(m_samples.size())))).left(200);
                break;
            }
        }
        return text;
    }

    template <typename Report>
    static bool adds(const Report &report)
    {
        return size_t(report.read)
            == report.accepted.size() + report.ambiguous.size() + report.rejected.size();
    }

private slots:
    void initTestCase()
    {
        QFile file(QStringLiteral(PELORUS_TEST_DATA "/cookies.jsonl"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        while (!file.atEnd()) {
            const QJsonObject sample = QJsonDocument::fromJson(file.readLine()).object();
            m_samples << sample.value("input"_L1).toString().toUtf8();
        }
        m_samples << "alice:Pa55:alice@mail.example:MailPw1:JBSW Y3DP EHPK 3PXP\nbob|x"
                  << "username;password\n\"a\";\"b;c\"\n"
                  << "socks5h://u:pw@p.example:1080\n[2001:db8::1]:80:u:p[https://rot.example/x]"
                  << "host,port\np.example,80\n"
                  << "video,caption\na.mp4,\"x\ny\"\n";
        const uint seed = qEnvironmentVariableIsSet("PELORUS_SEED")
            ? uint(qEnvironmentVariableIntValue("PELORUS_SEED"))
            : std::random_device{}();
        qInfo("PELORUS_SEED=%u", seed);
        m_random.seed(seed);
    }

    void noReaderBreaks()
    {
        const QDateTime now = QDateTime::fromSecsSinceEpoch(1750000000, Qt::UTC);
        for (int round = 0; round < 4000; ++round) {
            const QByteArray input
                = mutated(m_samples.at(qsizetype(below(size_t(m_samples.size())))));
            if (const auto report = readCookies(input, {u".example.com"_s, now})) {
                for (const Cookie &cookie : report->cookies) {
                    const auto reason = whyNotSettable(cookie, now);
                    QVERIFY2(!reason,
                             qPrintable(*reason + u' ' + QString::fromLatin1(input.toHex())));
                }
                QVERIFY(readStoredJson(writeNormalJson(report->cookies)));
            }
            if (const auto report = readAccounts(input))
                QVERIFY2(adds(*report), input.toHex().constData());
            if (const auto report = readProxies(input))
                QVERIFY2(adds(*report), input.toHex().constData());
            const auto captions = readCaptions(input);
            QVERIFY(captions || !captions.error().message.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestMutations)
#include "tst_mutations.moc"
