// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/dolphin/payload.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::dolphin;

namespace {

QJsonObject object(const QByteArray &text)
{
    const auto parsed = json::parseObject(text);
    if (!parsed)
        qFatal("bad test data");
    return *parsed;
}

QByteArray bytes(const char *name)
{
    QFile file(QString::fromUtf8(PELORUS_TEST_DATA) % u"/dolphin/"_s % QString::fromLatin1(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no test data");
    return file.readAll();
}

QJsonObject file(const char *name)
{
    return object(bytes(name));
}

/// The form of the migration plan.
QJsonObject planned()
{
    return file("blueprint.json");
}

QJsonObject fingerprint()
{
    return file("fingerprint.json");
}

ProxySpec proxy()
{
    ProxySpec spec;
    spec.type = u"socks5"_s;
    spec.host = u"203.0.113.10"_s;
    spec.port = 1080;
    spec.login = Secret(QByteArray("user"));
    spec.password = Secret(QByteArray("canary"));
    spec.name = u"pelorus-17"_s;
    return spec;
}

} // namespace

class TestPayload : public QObject
{
    Q_OBJECT

private slots:
    void planFormIsCompletedOnceAndKept()
    {
        QVERIFY(!isComplete(planned()));
        const auto completed = completeBlueprint(planned(), fingerprint());
        QVERIFY2(completed, qPrintable(completed ? QString() : toLogString(completed.error())));
        QVERIFY(isComplete(*completed));
        // What was there stays.
        const QJsonObject before = planned();
        for (auto it = before.constBegin(); it != before.constEnd(); ++it)
            QCOMPARE((*completed)[it.key()], it.value());
        // The full version belongs to the stored user agent, not to the fingerprint's.
        QCOMPARE((*completed)["uaFullVersion"_L1].toString(), u"135.0.0.0"_s);
        // Completing again changes nothing, whatever Dolphin says then.
        QJsonObject other = fingerprint();
        other["platformVersion"_L1] = u"1.0.0"_s;
        QCOMPARE(json::compact(*completeBlueprint(*completed, other)), json::compact(*completed));
    }

    void emptyBlueprintTakesTheFingerprint()
    {
        const auto completed = completeBlueprint({}, fingerprint());
        QVERIFY2(completed, qPrintable(completed ? QString() : toLogString(completed.error())));
        QCOMPARE((*completed)["uaFullVersion"_L1].toString(), u"140.0.7339.186"_s);
        const auto payload = buildPayload(*completed, u"n"_s, nullptr);
        QVERIFY2(payload, qPrintable(payload ? QString() : toLogString(payload.error())));
        QCOMPARE((*payload)["screenWidth"_L1].toInt(), 1536);
        QCOMPARE((*payload)["cpu"_L1]["value"_L1].toInt(), 16);
        QCOMPARE((*payload)["fontsMode"_L1].toString(), u"manual"_s);
        QCOMPARE((*payload)["webgl2Maximum"_L1]["maxTextureSize"_L1].toInt(), 8192);
        QVERIFY((*payload)["webglInfo"_L1]["webgl2Maximum"_L1].isString());
        QVERIFY((*payload)["webgpu"_L1]["value"_L1].isString());
        QCOMPARE((*payload)["timezone"_L1]["mode"_L1].toString(), u"auto"_s);
        QVERIFY((*payload)["proxy"_L1].isNull());
    }

    void incompleteFingerprintIsAnError()
    {
        QVERIFY(!completeBlueprint({}, {{u"userAgent"_s, u"UA"_s}}));
        QVERIFY(!completeBlueprint({}, {}));
    }

    void goldenBytes()
    {
        const auto completed = completeBlueprint(planned(), fingerprint());
        QVERIFY(completed);
        const ProxySpec spec = proxy();
        const auto payload = buildPayload(*completed, u"pelorus_7f3a"_s, &spec);
        QVERIFY2(payload, qPrintable(payload ? QString() : toLogString(payload.error())));
        const QByteArray golden = bytes("payload.json").trimmed();
        QCOMPARE(json::compact(*payload), golden);
        QCOMPARE(json::compact(*buildPayload(*completed, u"pelorus_7f3a"_s, &spec)), golden);
        // Another name and no proxy change these two alone.
        QJsonObject other = *buildPayload(*completed, u"pelorus_other"_s, nullptr);
        QCOMPARE(other["name"_L1].toString(), u"pelorus_other"_s);
        other["name"_L1] = (*payload)["name"_L1];
        other["proxy"_L1] = (*payload)["proxy"_L1];
        QCOMPARE(json::compact(other), golden);
    }

    void variants_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QByteArray>("expected");
        const auto row
            = [](const char *tag,
                 const QByteArray &change,
                 const QString &key,
                 const QByteArray &expected) { QTest::newRow(tag) << change << key << expected; };
        row("timezone as text",
            R"({"timezone":"Europe/Kyiv"})",
            u"timezone"_s,
            R"({"mode":"manual","value":"Europe/Kyiv"})");
        row("timezone auto",
            R"({"timezone":{"mode":"auto","value":null}})",
            u"timezone"_s,
            R"({"mode":"auto","value":null})");
        row("locale object",
            R"({"locale":{"mode":"manual","value":"en_US"}})",
            u"locale"_s,
            R"({"mode":"manual","value":"en_US"})");
        row("cpu flat", R"({"cpu":6})", u"cpu"_s, R"({"mode":"manual","value":6})");
        row("cpu text", R"({"cpu":"12"})", u"cpu"_s, R"({"mode":"manual","value":12})");
        row("cpu real", R"({"cpu":{"mode":"real"}})", u"cpu"_s, R"({"mode":"real"})");
        row("memory name",
            R"({"memory":{"mode":"manual","value":4}})",
            u"memory"_s,
            R"({"mode":"manual","value":4})");
        row("webrtc with address",
            R"({"webrtc":{"mode":"manual","ipAddress":"203.0.113.9"}})",
            u"webrtc"_s,
            R"({"ipAddress":"203.0.113.9","mode":"manual"})");
        row("webrtc off",
            R"({"webrtc_mode":"off"})",
            u"webrtc"_s,
            R"({"ipAddress":null,"mode":"off"})");
        row("webgl manual without value",
            R"({"webgl_mode":"manual"})",
            u"webgl"_s,
            R"({"mode":"noise"})");
        row("screen object",
            R"({"screen":{"mode":"manual","resolution":"1280x720"}})",
            u"screen"_s,
            R"({"mode":"manual","resolution":"1280x720"})");
        row("geolocation auto",
            R"({"geolocation":{"mode":"auto"}})",
            u"geolocation"_s,
            R"({"latitude":null,"longitude":null,"mode":"auto"})");
        row("own ports", R"({"ports":{"mode":"real"}})", u"ports"_s, R"({"mode":"real"})");
        row("webgpu object",
            R"({"webgpu":{"mode":"manual","value":{"a":1}}})",
            u"webgpu"_s,
            "{\"mode\":\"manual\",\"value\":\"{\\\"a\\\":1}\"}");
    }

    void variants()
    {
        QFETCH(QByteArray, change);
        QFETCH(QString, key);
        QFETCH(QByteArray, expected);
        QJsonObject blueprint = *completeBlueprint(planned(), fingerprint());
        const QJsonObject changes = object(change);
        for (auto it = changes.constBegin(); it != changes.constEnd(); ++it)
            blueprint.insert(it.key(), it.value());
        const auto payload = buildPayload(blueprint, u"n"_s, nullptr);
        QVERIFY2(payload, qPrintable(payload ? QString() : toLogString(payload.error())));
        QCOMPARE(json::compact((*payload)[key].toObject()), expected);
    }

    /// Sources disagree on the other words, and Dolphin would refuse the whole profile.
    void websiteIsOneOfTheListOrNone()
    {
        QJsonObject blueprint = *completeBlueprint(planned(), fingerprint());
        QVERIFY((*buildPayload(blueprint, u"n"_s, nullptr))["mainWebsite"_L1].isNull());
        for (const QJsonValue &other :
             {QJsonValue(u"instagram"_s), QJsonValue(u""_s), QJsonValue(7)}) {
            blueprint.insert(u"mainWebsite"_s, other);
            QVERIFY((*buildPayload(blueprint, u"n"_s, nullptr))["mainWebsite"_L1].isNull());
        }
        blueprint.insert(u"mainWebsite"_s, u"facebook"_s);
        QCOMPARE((*buildPayload(blueprint, u"n"_s, nullptr))["mainWebsite"_L1].toString(),
                 u"facebook"_s);
    }

    void badFieldsAreNamed_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QString>("field");
        QTest::newRow("timezone object")
            << QByteArray(R"({"timezone":{"mode":"manual","value":{"id":"Europe/Kyiv"}}})")
            << u"timezone"_s;
        QTest::newRow("timezone words")
            << QByteArray(R"({"timezone":"Moscow time"})") << u"timezone"_s;
        QTest::newRow("screen") << QByteArray(R"({"screen":"big"})") << u"screen"_s;
        QTest::newRow("cpu") << QByteArray(R"({"cpu":{"mode":"manual","value":"many"}})")
                             << u"cpu"_s;
        QTest::newRow("memory") << QByteArray(R"({"mem":0})") << u"mem"_s;
        QTest::newRow("geolocation")
            << QByteArray(R"({"geolocation":{"mode":"manual"}})") << u"geolocation"_s;
        QTest::newRow("debugging port")
            << QByteArray(R"({"args":["--remote-debugging-port=1"]})") << u"args"_s;
        QTest::newRow("no agent") << QByteArray(R"({"userAgent":""})") << u"userAgent"_s;
        QTest::newRow("no renderer") << QByteArray(R"({"webgl":{"vendor":"x"}})") << u"webgl"_s;
    }

    void badFieldsAreNamed()
    {
        QFETCH(QByteArray, change);
        QFETCH(QString, field);
        QJsonObject blueprint = *completeBlueprint(planned(), fingerprint());
        const QJsonObject changes = object(change);
        for (auto it = changes.constBegin(); it != changes.constEnd(); ++it)
            blueprint.insert(it.key(), it.value());
        const auto payload = buildPayload(blueprint, u"n"_s, nullptr);
        QVERIFY(!payload);
        QCOMPARE(kindName(payload.error().kind), u"invalid_input"_s);
        QCOMPARE(payload.error().name, field);
        QVERIFY(payload.error().message.contains(field));
    }

    void readOnlyAndUnknownKeysAreNotSent()
    {
        QJsonObject blueprint = *completeBlueprint(planned(), fingerprint());
        for (const QString &key : {u"id"_s,
                                   u"storagePath"_s,
                                   u"fingerprint"_s,
                                   u"teamId"_s,
                                   u"connection"_s,
                                   u"created_at"_s,
                                   u"password"_s,
                                   u"whatever"_s})
            blueprint.insert(key, u"x"_s);
        blueprint.insert("notes"_L1, QJsonObject{{u"content"_s, u"mine"_s}});
        const auto payload = buildPayload(blueprint, u"n"_s, nullptr);
        QVERIFY(payload);
        for (const QString &key : {u"id"_s,
                                   u"storagePath"_s,
                                   u"fingerprint"_s,
                                   u"teamId"_s,
                                   u"connection"_s,
                                   u"created_at"_s,
                                   u"password"_s,
                                   u"whatever"_s})
            QVERIFY2(!payload->contains(key), qPrintable(key));
        QVERIFY(payload->contains("notes"_L1));
    }

    void proxyIsCleanedAndAlwaysNamed()
    {
        const QJsonObject blueprint = *completeBlueprint(planned(), fingerprint());
        ProxySpec spec = proxy();
        spec.host = u"http://203.0.113.10"_s;
        spec.name.clear();
        const auto payload = buildPayload(blueprint, u"n"_s, &spec);
        QVERIFY(payload);
        const QJsonObject sent = (*payload)["proxy"_L1].toObject();
        QCOMPARE(sent["host"_L1].toString(), u"203.0.113.10"_s);
        QVERIFY(!sent["name"_L1].toString().isEmpty());
        QVERIFY(!sent["name"_L1].toString().contains("canary"_L1));
    }

    void fingerprintIsAskedForTheBlueprint()
    {
        const auto query = fingerprintQuery(planned());
        QCOMPARE(query.platform, u"windows"_s);
        QCOMPARE(query.browserVersion, u"135"_s);
        QCOMPARE(query.screen, u"1920x1080"_s);
        const auto nothing = fingerprintQuery({});
        QCOMPARE(nothing.platform, u"windows"_s);
        QCOMPARE(nothing.browserVersion, u"140"_s);
        QCOMPARE(fingerprintQuery(object(R"({"browserVersion":"138-140","os":"macOS 14"})"))
                     .browserVersion,
                 u"138"_s);
    }
};

QTEST_GUILESS_MAIN(TestPayload)
#include "tst_payload.moc"
