// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/cookieblocks.h"
#include "core/formats/cookies.h"
#include "core/formats/cookiewords.h"
#include "core/formats/cookiewriters.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringEncoder>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::formats;

namespace {

const QDateTime kNow = QDateTime::fromSecsSinceEpoch(1750000000, Qt::UTC);

QString shown(const Secret &secret)
{
    return secret.reveal([](const QByteArray &utf8) { return QString::fromUtf8(utf8); });
}

QString word(SameSite sameSite)
{
    switch (sameSite) {
    case SameSite::Unspecified:
        return u"unspecified"_s;
    case SameSite::None:
        return u"no_restriction"_s;
    case SameSite::Lax:
        return u"lax"_s;
    case SameSite::Strict:
        return u"strict"_s;
    }
    return {};
}

const Cookie *find(const Cookies &cookies, const QJsonObject &wanted)
{
    const auto found = std::ranges::find_if(cookies, [&](const Cookie &cookie) {
        return cookie.name == wanted.value("name"_L1).toString()
            && cookie.domain == wanted.value("domain"_L1).toString()
            && cookie.path == wanted.value("path"_L1).toString();
    });
    return found == cookies.end() ? nullptr : &*found;
}

QStringList codes(const CookieReport &report)
{
    QStringList list;
    for (const CookieWarning &warning : report.warnings)
        list << warning.code;
    list.sort();
    return list;
}

QStringList reasons(const CookieReport &report)
{
    QStringList list;
    for (const DroppedCookie &dropped : report.dropped)
        list << dropped.reason;
    return list;
}

Result<CookieReport> read(const QByteArray &input, const QString &domain = {})
{
    return readCookies(input, {domain, kNow});
}

/// [{"name":"a","value":"1","domain":".example.com", … }]
QByteArray oneJson(const QByteArray &members)
{
    return "[{\"name\":\"a\",\"value\":\"1\",\"domain\":\".example.com\"," + members + "}]";
}

} // namespace

class TestCookies : public QObject
{
    Q_OBJECT

private slots:
    void corpus_data()
    {
        QTest::addColumn<QJsonObject>("sample");
        QFile file(QStringLiteral(PELORUS_TEST_DATA "/cookies.jsonl"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        while (!file.atEnd()) {
            const QJsonObject sample = QJsonDocument::fromJson(file.readLine()).object();
            QTest::newRow(qPrintable(sample.value("id"_L1).toString())) << sample;
        }
    }

    void corpus()
    {
        QFETCH(QJsonObject, sample);
        const auto report
            = read(sample.value("input"_L1).toString().toUtf8(),
                   sample.value("options"_L1).toObject().value("defaultDomain"_L1).toString());
        if (sample.contains("error"_L1)) {
            QVERIFY(!report);
            QCOMPARE(report.error().name, sample.value("error"_L1).toString());
            QVERIFY(!report.error().message.isEmpty());
            return;
        }
        QVERIFY2(report, report ? "" : qPrintable(report.error().name));
        const QJsonArray expected = sample.value("expected"_L1).toArray();
        QCOMPARE(qsizetype(report->cookies.size()), expected.size());
        for (const QJsonValue entry : expected) {
            const QJsonObject wanted = entry.toObject();
            const Cookie *cookie = find(report->cookies, wanted);
            QVERIFY2(cookie, qPrintable(wanted.value("name"_L1).toString()));
            QCOMPARE(shown(cookie->value), wanted.value("value"_L1).toString());
            QCOMPARE(cookie->secure, wanted.value("secure"_L1).toBool());
            QCOMPARE(cookie->httpOnly, wanted.value("httpOnly"_L1).toBool());
            QCOMPARE(word(cookie->sameSite), wanted.value("sameSite"_L1).toString());
            QCOMPARE(cookie->expires.has_value(), wanted.contains("expirationDate"_L1));
            if (cookie->expires) {
                QVERIFY(std::abs(*cookie->expires - wanted.value("expirationDate"_L1).toDouble())
                        < 0.001);
            }
            QVERIFY(!whyNotSettable(*cookie, kNow));
        }
        QStringList warnings;
        for (const QJsonValue warning : sample.value("warnings"_L1).toArray())
            warnings << warning.toString();
        warnings.sort();
        QCOMPARE(codes(*report), warnings);
        for (const CookieWarning &warning : report->warnings)
            QVERIFY2(cookieWord(warning.code) != warning.code, qPrintable(warning.code));
        const QJsonArray dropped = sample.value("dropped"_L1).toArray();
        QCOMPARE(qsizetype(report->dropped.size()), dropped.size());
        for (qsizetype i = 0; i < dropped.size(); ++i) {
            const QJsonObject wanted = dropped.at(i).toObject();
            const DroppedCookie &got = report->dropped[size_t(i)];
            QCOMPARE(got.reason, wanted.value("reason"_L1).toString());
            QVERIFY2(cookieWord(got.reason) != got.reason, qPrintable(got.reason));
            if (wanted.contains("name"_L1))
                QCOMPARE(got.name, wanted.value("name"_L1).toString());
            if (wanted.contains("index"_L1))
                QCOMPARE(got.index, wanted.value("index"_L1).toInt());
            if (wanted.contains("line"_L1))
                QCOMPARE(got.line, wanted.value("line"_L1).toInt());
        }

        // What is written can be read again without loss.
        const auto again = readStoredJson(writeNormalJson(report->cookies));
        QVERIFY(again);
        QCOMPARE(writeNormalJson(*again).equals(writeNormalJson(report->cookies)), true);
        if (report->cookies.empty())
            return;
        for (const char *format : {"normal", "dolphin", "playwright", "netscape"}) {
            Cookies cookies = clone(report->cookies);
            if (qstrcmp(format, "netscape") == 0)
                for (Cookie &cookie : cookies)
                    cookie.sameSite = SameSite::Unspecified; // has no place for it
            const auto written
                = writeCookies(report->cookies, *cookieFormat(QString::fromLatin1(format)));
            QVERIFY2(written, format);
            const auto back
                = written->reveal([](const QByteArray &text) { return read(text, {}); });
            QVERIFY2(back, format);
            QVERIFY2(back->dropped.empty(), format);
            QVERIFY2(writeNormalJson(back->cookies).equals(writeNormalJson(cookies)), format);
        }
    }

    void kinds_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("names");    // name@domain, blank between
        QTest::addColumn<QString>("warnings"); // sorted
        QTest::addColumn<QString>("dropped");
        const auto row = [](const char *title,
                            const QByteArray &input,
                            const char *names,
                            const char *warnings = "",
                            const char *dropped = "") {
            QTest::newRow(title) << input << QString::fromUtf8(names) << QString::fromUtf8(warnings)
                                 << QString::fromUtf8(dropped);
        };
        row("C6 array in a string, session with expiry",
            "{\"cookies\":\"[{\\\"name\\\":\\\"sessionid\\\",\\\"value\\\":\\\"x\\\","
            "\\\"domain\\\":\\\".instagram.com\\\","
            "\\\"session\\\":true,\\\"expires\\\":1790000000}]\"}",
            "sessionid@.instagram.com",
            "session_contradicts_expiry");
        row("C7 firefox",
            "[{\"Host raw\":\"https://.instagram.com/\",\"Name raw\":\"sessionid\",\"Path "
            "raw\":\"/\","
            "\"Content raw\":\"x\",\"Expires\":\"21-09-2026\",\"Expires raw\":\"1790000000\","
            "\"Send for raw\":\"true\",\"HTTP only raw\":\"true\",\"SameSite "
            "raw\":\"no_restriction\","
            "\"This domain only raw\":\"false\"}]",
            "sessionid@.instagram.com");
        row("selenium",
            "[{\"name\":\"a\",\"value\":\"1\",\"domain\":\".example.com\",\"expiry\":1790000000}]",
            "a@.example.com");
        row("json lines",
            "{\"name\":\"a\",\"value\":\"1\",\"domain\":\"x.com\"}\n"
            "{\"name\":\"b\",\"value\":\"1\",\"domain\":\"x.com\"}\n",
            "a@x.com b@x.com",
            "json_repaired");
        row("python",
            "[{'name': 'a', 'value': 'it\\'s', 'domain': '.x.com', 'secure': True, "
            "'expires': None}]",
            "a@.x.com",
            "json_repaired");
        row("smart quotes and NBSP",
            "[{\u00a0“name”:\u00a0“a”, “value”: “x ‘y’ z”, “domain”: “.x.com”}]",
            "a@.x.com",
            "json_repaired");
        // Nothing is left of the byte order mark, and the dot before it ends the name.
        row("domain with a mark inside",
            "[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"www.x.com.\uFEFF/\"}]",
            "a@www.x.com",
            "domain_cleaned");
        row("url as domain",
            "[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"https://WWW.x.com:443/p?q\"}]",
            "a@www.x.com",
            "domain_cleaned");
        row("url field",
            "[{\"name\":\"a\",\"value\":\"1\",\"url\":\"https://www.x.com/p\"}]",
            "a@www.x.com");
        row("hostOnly false, no dot",
            "[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"x.com\",\"hostOnly\":false}]",
            "a@.x.com",
            "domain_dot_added");
        row("hostOnly true, dot",
            "[{\"name\":\"a\",\"value\":\"1\",\"domain\":\".x.com\",\"hostOnly\":true}]",
            "a@x.com",
            "flag_contradicts_dot");
        row("K20 kept apart",
            "[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"instagram.com\"},"
            "{\"name\":\"a\",\"value\":\"1\",\"domain\":\".instagram.com\"},"
            "{\"name\":\"a\",\"value\":\"1\",\"domain\":\"WWW.Instagram.com\"}]",
            "a@.instagram.com a@instagram.com a@www.instagram.com");
        row("K23 sessionid twice",
            "[{\"name\":\"sessionid\",\"value\":\"1\",\"domain\":\".instagram.com\"},"
            "{\"name\":\"sessionid\",\"value\":\"2\",\"domain\":\"www.instagram.com\"}]",
            "sessionid@.instagram.com sessionid@www.instagram.com",
            "sessionid_twice");
        row("duplicate",
            "[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"x.com\"},{\"name\":\"a\",\"value\":"
            "\"2\",\"domain\":\"x.com\"}]",
            "a@x.com",
            "duplicate_replaced");
        row("K28 __Host- with a domain",
            "[{\"name\":\"__Host-a\",\"value\":\"1\",\"domain\":\".x.com\",\"path\":\"/"
            "\",\"secure\":true}]",
            "__Host-a@x.com",
            "prefix_repaired");
        row("K28 __Secure- insecure",
            "[{\"name\":\"__Secure-a\",\"value\":\"1\",\"domain\":\".x.com\",\"secure\":false},"
            "{\"name\":\"b\",\"value\":\"1\",\"domain\":\"x.com\"}]",
            "b@x.com",
            "",
            "prefix_rule");
        row("K24 partitioned flag",
            "[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"x.com\",\"partitioned\":true},"
            "{\"name\":\"a\",\"value\":\"1\",\"domain\":\"x.com\",\"topLevelSite\":\"https://"
            "y.com\"},"
            "{\"name\":\"b\",\"value\":\"1\",\"domain\":\"x.com\",\"partitioned\":false}]",
            "b@x.com",
            "",
            "partitioned partitioned");
        row("semicolon",
            "[{\"name\":\"a\",\"value\":\"1;2\",\"domain\":\"x.com\"},{\"name\":\"b\",\"value\":"
            "\"1\",\"domain\":\"x.com\"}]",
            "b@x.com",
            "",
            "semicolon");
        row("lone surrogate",
            "[{\"name\":\"a\",\"value\":\"\\ud83c\",\"domain\":\"x.com\"},{\"name\":\"b\","
            "\"value\":\"1\",\"domain\":\"x.com\"}]",
            "b@x.com",
            "",
            "control_character");
        row("one without a domain",
            "[{\"name\":\"a\",\"value\":\"1\"},{\"name\":\"b\",\"value\":\"1\",\"domain\":\"x."
            "com\"}]",
            "b@x.com",
            "",
            "domain_required");
        row("K18 true without dot", "x.com\tTRUE\t/\tTRUE\t0\ta\t1", "a@.x.com");
        row("K18 false with dot",
            ".x.com\tFALSE\t/\tTRUE\t0\ta\t1",
            "a@x.com",
            "flag_contradicts_dot");
        row("K15 tab cut off", ".x.com\tTRUE\t/\tTRUE\t1790000000\tig_nrcb", "ig_nrcb@.x.com");
        row("K30 tab in a value",
            ".x.com\tTRUE\t/\tTRUE\t0\ta\t1\t2\n.x.com\tTRUE\t/\tTRUE\t0\tb\t1",
            "b@.x.com",
            "",
            "control_character");
        row("CR only",
            ".x.com\tTRUE\t/\tTRUE\t0\ta\t1\r.x.com\tTRUE\t/\tTRUE\t0\tb\t1\r",
            "a@.x.com b@.x.com");
        row("netscape garbage line",
            ".x.com\tTRUE\t/\tTRUE\t0\ta\t1\nhello\n",
            "a@.x.com",
            "",
            "no_name");
        row("set-cookie, no prefix", "a=1; Path=/; Domain=x.com; Secure; HttpOnly", "a@.x.com");
        row("max-age 0",
            "Set-Cookie: a=1; Domain=x.com; Max-Age=0\nSet-Cookie: b=1; Domain=x.com",
            "b@.x.com",
            "",
            "expired");
        row("data url",
            "data:application/json;base64,"
                + QByteArray("[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"x.com\"}]").toBase64(),
            "a@x.com");
        row(
            "base64 with line breaks",
            [] {
                QByteArray text
                    = QByteArray("[{\"name\":\"a\",\"value\":\"12345\",\"domain\":\".x.com\"}]")
                          .toBase64();
                return text.insert(20, "\r\n").insert(50, "\n");
            }(),
            "a@.x.com");
        row("C14 one block with its login",
            "alice_shop\n[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"x.com\"}]",
            "a@x.com");
        row("by site",
            "{\"x.com\":[{\"name\":\"a\",\"value\":\"1\"}],\".y.com\":{\"b\":\"2\"}}",
            "a@x.com b@.y.com");
        row("cp1251",
            "[{\"name\":\"a\",\"value\":\"\xCF\xF0\xE8\xE2\xE5\xF2\",\"domain\":\"x.com\"}]",
            "a@x.com",
            "encoding_guessed");
    }

    void kinds()
    {
        QFETCH(QByteArray, input);
        QFETCH(QString, names);
        QFETCH(QString, warnings);
        QFETCH(QString, dropped);
        const auto report = read(input);
        QVERIFY2(report, report ? "" : qPrintable(report.error().name));
        QStringList got;
        for (const Cookie &cookie : report->cookies)
            got << cookie.name + u'@' + cookie.domain;
        got.sort();
        QCOMPARE(got.join(u' '), names);
        QCOMPARE(codes(*report).join(u' '), warnings);
        QCOMPARE(reasons(*report).join(u' '), dropped);
    }

    void expiry_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<double>("seconds"); // 0: session, -1: bad, -2: expired
        QTest::addColumn<QString>("warning");
        const auto row = [](const char *json, double seconds, const char *warning = "") {
            QTest::newRow(json) << QByteArray(json) << seconds << QString::fromUtf8(warning);
        };
        row("-1", 0);
        row("0", 0);
        row("null", 0);
        row("\"\"", 0);
        row("false", 0);
        row("\"Session\"", 0);
        row("1790000000.608693", 1790000000.608693);
        row("1790000000608", 1790000000.608, "expiry_unit_ms");
        row("1790000000000000", 1790000000, "expiry_unit_us");
        row("13434473600000000", 1790000000, "expiry_unit_webkit");
        row("253402300799", 253402300799.0);
        row("253402300000000", 253402300000.0, "expiry_unit_ms");
        row("\"1790000000\"", 1790000000);
        row("\"2026-09-21T14:13:20Z\"", 1790000000);
        row("\"2026-09-21T17:13:20+03:00\"", 1790000000);
        row("\"2026-09-21 14:13:20\"", 1790000000);
        row("\"Mon, 21 Sep 2026 14:13:20 GMT\"", 1790000000);
        row("\"Mon, 21-Sep-26 14:13:20 GMT\"", 1790000000);
        row("\"Mon Sep 21 14:13:20 2026\"", 1790000000);
        row("\"Mon Sep 21 2026 17:13:20 GMT+0300 (MSK)\"", 1790000000);
        row("\"9/21/2026\"", -1);
        row("\"soon\"", -1);
        row("\"Mon, 31 Feb 2026 14:13:20 GMT\"", -1);
        row("{}", -1);
        row("[1]", -1);
        row("true", -1);
        row("1600000000", -2);
        row("1e308", 253402300799.0, "expiry_unit_webkit");
    }

    void expiry()
    {
        QFETCH(QByteArray, json);
        QFETCH(double, seconds);
        QFETCH(QString, warning);
        const auto report = read(oneJson("\"expirationDate\":" + json));
        QVERIFY(report);
        if (seconds < 0) {
            QCOMPARE(reasons(*report).join(u' '), seconds > -2 ? u"bad_expiry"_s : u"expired"_s);
            return;
        }
        QCOMPARE(report->cookies.size(), size_t(1));
        QCOMPARE(codes(*report).join(u' '), warning);
        const auto &expires = report->cookies.front().expires;
        QCOMPARE(expires.has_value(), seconds > 0);
        if (expires)
            QVERIFY(std::abs(*expires - seconds) < 0.001);
    }

    void sameSite_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("expected");
        QTest::newRow("Lax") << QByteArray("\"Lax\"") << u"lax"_s;
        QTest::newRow("LAX") << QByteArray("\"LAX\"") << u"lax"_s;
        QTest::newRow("1") << QByteArray("1") << u"lax"_s;
        QTest::newRow("2") << QByteArray("2") << u"strict"_s;
        QTest::newRow("none") << QByteArray("\"none\"") << u"no_restriction"_s;
        QTest::newRow("None") << QByteArray("\"None\"") << u"no_restriction"_s;
        QTest::newRow("null") << QByteArray("null") << u"unspecified"_s;
    }

    void sameSite()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, expected);
        const auto report = read(oneJson("\"secure\":\"True\",\"sameSite\":" + json));
        QVERIFY(report);
        QCOMPARE(word(report->cookies.front().sameSite), expected);
        QVERIFY(report->warnings.empty());
    }

    void valuesAreKeptByteForByte_data()
    {
        QTest::addColumn<QString>("value");
        for (const char *value :
             {"\"EAG\\054100\\0541790:01f7\"", "DEMO%3A1", "a=b=c", "a,b", "a\\b", "{\"x\":1}"})
            QTest::newRow(value) << QString::fromUtf8(value);
    }

    void valuesAreKeptByteForByte()
    {
        QFETCH(QString, value);
        const QByteArray json = QJsonDocument(QJsonArray{QJsonObject{{u"name"_s, u"rur"_s},
                                                                     {u"value"_s, value},
                                                                     {u"domain"_s, u"x.com"_s}}})
                                    .toJson();
        for (const QByteArray &input :
             {json,
              QByteArray("rur=" + value.toUtf8()),
              QByteArray("x.com\tFALSE\t/\tTRUE\t0\trur\t" + value.toUtf8())}) {
            const auto report = read(input, u"x.com"_s);
            QVERIFY(report);
            QCOMPARE(shown(report->cookies.front().value), value);
            const auto stored = readStoredJson(writeNormalJson(report->cookies));
            QVERIFY(stored);
            QCOMPARE(shown(stored->front().value), value);
        }
    }

    void encodings()
    {
        const QString text = u".x.com\tTRUE\t/\tTRUE\t0\ta\tпривет\r\n"_s;
        const auto utf16 = [&](QStringConverter::Encoding encoding, bool bom) {
            QStringEncoder encoder(
                encoding, bom ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
            return QByteArray(encoder(text));
        };
        for (const QByteArray &input : {text.toUtf8(),
                                        QByteArray("\xEF\xBB\xBF" + text.toUtf8()),
                                        utf16(QStringConverter::Utf16LE, true),
                                        utf16(QStringConverter::Utf16BE, true),
                                        utf16(QStringConverter::Utf16LE, false),
                                        utf16(QStringConverter::Utf16BE, false)}) {
            const auto report = read(input);
            QVERIFY2(report, input.toHex().constData());
            QCOMPARE(shown(report->cookies.front().value), u"привет"_s);
            QVERIFY(report->warnings.empty());
        }
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *title, const QByteArray &input, const char *code) {
            QTest::newRow(title) << input << QString::fromUtf8(code);
        };
        row("bom only", "\xEF\xBB\xBF \n", "empty_input");
        row("cut off", "[{\"name\":\"a\",\"value\":\"1", "bad_json");
        row("brackets", "[[[[[[", "bad_json");
        row("sqlite", QByteArray("SQLite format 3\0...", 20), "not_cookies");
        row("docx", "PK\x03\x04....", "not_cookies");
        row("api error", "{\"success\":false,\"error\":\"Unauthorized\"}", "not_cookies");
        row("api error text", "{\"message\":\"Unauthorized\"}", "not_cookies");
        row("numbers", "[1,2,3]", "not_cookies");
        row("empty storage state", "{\"cookies\":[],\"origins\":[]}", "no_cookies");
        row("empty object", "{}", "no_cookies");
        row("headers only", "# Netscape HTTP Cookie File\n", "no_cookies");
        row("bearer",
            "alice:pw|Authorization=Bearer IGT:2:eyJkc191c2VyX2lkIjoi",
            "private_api_session");
        row("map without domain", "{\"sessionid\":\"x\"}", "domain_required");
        row("C14 arrays",
            "[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"x.com\"}]\n"
            "[{\"name\":\"a\",\"value\":\"2\",\"domain\":\"x.com\"}]\n",
            "several_accounts");
        row("C14 logins", "alice\nsessionid=1; b=2\nbob\nsessionid=2; b=3\n", "several_accounts");
    }

    void errors()
    {
        QFETCH(QByteArray, input);
        QFETCH(QString, code);
        const auto report = read(input);
        QVERIFY(!report);
        QCOMPARE(report.error().name, code);
        QCOMPARE(report.error().kind, ErrorKind::InvalidInput);
    }

    void blocksHaveTheirLogins()
    {
        const auto blocks = splitCookieBlocks(u"alice_shop:\nsessionid=1; a=2\n\nbob.store\n"
                                              "[{\"name\":\"a\"}]\n"_s);
        QCOMPARE(blocks.size(), size_t(2));
        QCOMPARE(blocks[0].login, u"alice_shop"_s);
        QCOMPARE(blocks[1].login, u"bob.store"_s);
        QCOMPARE(blocks[1].line, 5);
    }

    void largeInputsStayLinear()
    {
        // 50,000 lines and single lines of 5 MB; a quadratic reader meets the test's time-out.
        QByteArray netscape;
        QByteArray json = "[";
        for (int i = 0; i < 50000; ++i) {
            netscape += ".x.com\tTRUE\t/\tTRUE\t1790000000\tn" + QByteArray::number(i) + "\tv\n";
            json += "{\"name\":\"n" + QByteArray::number(i)
                + "\",\"value\":\"v\",\"domain\":\".x.com\",},";
        }
        json += "]";
        const auto lines = read(netscape);
        QVERIFY(lines);
        QCOMPARE(lines->cookies.size(), size_t(50000));
        const auto objects = read(json);
        QVERIFY(objects);
        QCOMPARE(objects->cookies.size(), size_t(50000));
        QCOMPARE(codes(*objects).join(u' '), u"json_repaired"_s);

        // A site is meant with its hosts, however it is written.
        for (const QString &site : {u"x.com"_s, u".x.com"_s, u"https://x.com/"_s}) {
            const auto of = read("a=1", site);
            QVERIFY(of);
            QCOMPARE(of->cookies.front().domain, u".x.com"_s);
        }

        const QByteArray five(5000000, 'x');
        const auto header = read("a=" + five, u"x.com"_s);
        QVERIFY(header);
        QCOMPARE(reasons(*header).join(u' '), u"too_large"_s);
        QVERIFY(!read(five));
        QVERIFY(!read(QByteArray(5000000, '[')));
        QVERIFY(!read(QByteArray(5000000, '"')));
        QVERIFY(!read(QByteArray(5000000, '\'')));
        QVERIFY(!read("[" + QByteArray(5000000, ' ')));
        QVERIFY(read(QByteArray("a=1;").repeated(250000), u"x.com"_s));
    }
};

QTEST_GUILESS_MAIN(TestCookies)
#include "tst_cookies.moc"
