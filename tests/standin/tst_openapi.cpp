// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dolphin/localapi.h"
#include "core/dolphin/payload.h"
#include "core/dolphin/remoteapi.h"
#include "tests/core/net/rawserver.h"
#include "tests/standin/plainclient.h"
#include "tests/support/jsonschema.h"
#include "tests/support/resultmacros.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {

using namespace dolphin;

namespace {

Call call()
{
    return Call::in(30s);
}

bool fits(const QString &pattern, const QString &path)
{
    QString expression = QRegularExpression::escape(pattern);
    expression.replace("\\{id\\}"_L1, "\\d+"_L1);
    return QRegularExpression(QRegularExpression::anchoredPattern(expression))
        .match(path)
        .hasMatch();
}

/// The least that our client takes for success.
QByteArray answerTo(const RawRequest &request)
{
    const QString path = request.path();
    if (request.method == "GET" && fits(u"/browser_profiles/{id}"_s, path))
        return path.endsWith(u'5') ? RawServer::answer(404, R"({"message":"Not found"})")
                                   : RawServer::answer(200, R"({"data":{"id":6}})");
    if (path.endsWith("/list-cursor"_L1))
        return RawServer::answer(404, R"({"message":"Cursor pagination is not enabled"})");
    if (path.endsWith("/running"_L1))
        return RawServer::answer(200, "{}");
    return RawServer::answer(
        200,
        R"({"success":true,"browserProfileId":6,"data":[],"cookies":[],"userAgent":"UA","automation":{"port":9,"wsEndpoint":"/devtools/browser/a"}})");
}

QJsonObject fullBlueprint()
{
    return QJsonDocument::fromJson(R"json({
        "userAgent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36",
        "platform": "windows", "platformVersion": "10.0.0", "screen": "1920x1080",
        "cpu": 8, "memory": 8, "timezone": "Europe/Kyiv", "locale": "uk_UA",
        "geolocation": {"latitude": 50.4, "longitude": 30.5, "accuracy": 100},
        "webrtc": {"mode": "manual", "ipAddress": "203.0.113.10"},
        "webgl": {"vendor": "Google Inc. (Intel)", "renderer": "ANGLE (Intel)",
                  "webgl2Maximum": {"MAX_TEXTURE_SIZE": 16384, "MAX_VIEWPORT_DIMS": [1, 2]}},
        "webgpu": {"mode": "manual", "value": {"limits": {}}},
        "fonts": ["Arial", "Verdana"], "args": ["--mute-audio"], "tags": ["op"],
        "connectionDownlink": 10, "connectionEffectiveType": "4g", "connectionRtt": 50,
        "connectionSaveData": 0, "doNotTrack": false, "uaFullVersion": "140.0.7339.186"
})json")
        .object();
}

ProxySpec proxySpec()
{
    ProxySpec proxy;
    proxy.type = u"socks5"_s;
    proxy.host = u"203.0.113.10"_s;
    proxy.port = 1080;
    proxy.login = Secret(u"u"_s);
    proxy.password = Secret(u"p"_s);
    proxy.name = u"pelorus-17"_s;
    return proxy;
}

} // namespace

/// Our client's requests and the stand-in's answers, both against openapi-reduced.json.
class TestOpenApi : public QObject
{
    Q_OBJECT

    QJsonObject m_document;

    [[nodiscard]] QJsonObject find(const QByteArray &method, const QString &path) const
    {
        const QJsonArray calls = m_document.value("calls"_L1).toArray();
        for (const QJsonValue known : calls) {
            if (known["method"_L1].toString().toLatin1() == method
                && fits(known["path"_L1].toString(), path))
                return known.toObject();
        }
        return {};
    }

    /// What is wrong with a request of our client.
    [[nodiscard]] QStringList check(const RawRequest &request) const
    {
        const JsonSchema schema(m_document);
        const QJsonObject known = find(request.method, request.path());
        const QString name = QString::fromLatin1(request.method) + u' ' + request.path();
        if (known.isEmpty())
            return {name + u": not among the calls"_s};
        QJsonObject query;
        const QUrlQuery given(QUrl(QString::fromLatin1(request.target)));
        for (const auto &[key, value] : given.queryItems(QUrl::FullyDecoded))
            query.insert(key, value);
        const QJsonObject closed{{u"additionalProperties"_s, false}};
        QStringList wrong
            = schema.check(known.value("query"_L1).toObject(closed), query, name + u'?');
        const QString body = known.value("body"_L1).toString();
        if (!body.isEmpty())
            wrong += schema.check(body, QJsonDocument::fromJson(request.body).object());
        else if (!request.body.isEmpty())
            wrong += name + u": a body that the call has not"_s;
        return wrong;
    }

private slots:
    void initTestCase()
    {
        QFile file(QStringLiteral(PELORUS_STANDIN_SOURCE "/openapi-reduced.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_document = QJsonDocument::fromJson(file.readAll()).object();
        QVERIFY(m_document.value("calls"_L1).toArray().size() > 10);
    }

    void everyDeviationHasItsReason()
    {
        const QJsonArray deviations = m_document.value("deviations"_L1).toArray();
        QVERIFY(!deviations.isEmpty());
        for (const QJsonValue deviation : deviations) {
            for (const QString &key : {u"where"_s, u"vendor"_s, u"here"_s, u"reason"_s})
                QVERIFY2(!deviation[key].toString().isEmpty(), qPrintable(key));
        }
    }

    void ourRequestsFit()
    {
        RawServer server(
            [](QTcpSocket &socket, const RawRequest &request) { socket.write(answerTo(request)); });
        net::Network network;
        const Endpoints where{server.url(), server.url(), {}, {}};
        const TokenSource token = [] { return Secret(u"tok"_s); };
        RemoteApi remote(network, where, token, {});
        LocalApi local(network, where, token, {});
        const auto proxy = proxySpec();
        for (const ProxySpec *with : {&proxy, static_cast<const ProxySpec *>(nullptr)}) {
            const auto payload = buildPayload(fullBlueprint(), u"pel_1"_s, with);
            QVERIFY_RESULT(payload);
            QVERIFY_RESULT(remote.createProfile(*payload, call()));
        }
        QVERIFY_RESULT(remote.profile({6}, call()));
        QVERIFY_RESULT(remote.findByName(u"pel 1+ü"_s, call()));
        QVERIFY_RESULT(remote.teamId(call()));
        QVERIFY_RESULT(remote.deleteProfile({5}, call()));
        QVERIFY_RESULT(remote.deleteProxy(7, call()));
        QVERIFY_RESULT(remote.fingerprint(u"windows"_s, u"140"_s, u"1920x1080"_s, call()));
        QVERIFY_RESULT(local.start({6}, {true}, call()));
        QVERIFY_RESULT(local.stop({6}, false, call()));
        const auto cookies = formats::readCookies(
            R"([{"domain":".example.test","name":"sid","value":"v","path":"/","sameSite":"Lax","expirationDate":2524608000},{"domain":"example.test","name":"s","value":"w","path":"/"}])");
        QVERIFY_RESULT(cookies);
        QVERIFY_RESULT(local.importCookies({6}, cookies->cookies, true, call()));
        QVERIFY_RESULT(local.exportCookies({6}, u"pel_1"_s, call()));

        QSet<QString> seen;
        for (const RawRequest &request : server.seen()) {
            const QStringList wrong = check(request);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
            const QJsonObject known = find(request.method, request.path());
            seen.insert(QString::fromLatin1(request.method) + known.value("path"_L1).toString());
        }
        QCOMPARE(seen.size(), m_document.value("calls"_L1).toArray().size());
    }

    void theStandInsAnswersFit()
    {
        StandIn standIn;
        QVERIFY2(standIn.start(), qPrintable(standIn.problem()));
        QVERIFY(standIn.knobs({{u"visibleAfter"_s, 0}, {u"uploadTime"_s, 0}}));
        PlainClient client(standIn);
        const JsonSchema schema(m_document);
        QSet<QString> seen;
        const auto fitting = [&](const QByteArray &method,
                                 const QByteArray &target,
                                 const QJsonObject &body = {},
                                 QString name = {}) {
            const QUrl url = QUrl(QString::fromLatin1(target));
            const QJsonObject known = find(method, url.path());
            const bool isLocal = target.startsWith("/v1.0/");
            const Answer answer = client.send(
                isLocal ? standIn.local() : standIn.remote(),
                method,
                target,
                body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact));
            seen.insert(QString::fromLatin1(method) + known.value("path"_L1).toString());
            if (name.isEmpty())
                name = known.value("answer"_L1).toString();
            QStringList wrong = schema.check(name, answer.json());
            if (answer.status != 200)
                wrong += QString::fromUtf8(answer.body);
            if (!wrong.isEmpty())
                qWarning().noquote() << method << target << wrong.join(u'\n');
            return wrong.isEmpty();
        };
        QVERIFY(fitting("POST",
                        "/v1.0/auth/login-with-token",
                        {{u"token"_s, QString::fromUtf8(standIn.token())}}));
        const auto proxy = proxySpec();
        for (const QString &name : {u"pel_1"_s, u"pel_2"_s, u"pel_3"_s}) {
            const auto payload = buildPayload(fullBlueprint(), name, &proxy);
            QVERIFY_RESULT(payload);
            QVERIFY(fitting("POST", "/browser_profiles", *payload));
        }
        QVERIFY(client.create() > 0); // one without proxy
        const QJsonArray profiles = standIn.state().value("profiles"_L1).toArray();
        const QByteArray id = QByteArray::number(profiles.first()["id"_L1].toInteger());
        for (const QString &total : {u"number"_s, u"string"_s}) {
            QVERIFY(standIn.knobs({{u"totalAs"_s, total}}));
            QVERIFY(fitting("GET", "/browser_profiles?limit=2&page=2&query=pel"));
            QVERIFY(fitting("GET", "/browser_profiles?query=none"));
        }
        QVERIFY(fitting("GET", "/browser_profiles/list-cursor?limit=2"));
        QVERIFY(fitting("GET", "/browser_profiles/" + id));
        QVERIFY(
            fitting("PATCH", "/browser_profiles/" + id, {{u"statusId"_s, 1}}, u"profile_answer"_s));
        QVERIFY(fitting("GET", "/browser_profiles/statuses", {}, u"status_list"_s));
        QVERIFY(fitting("GET", "/api/v2/team/users", {}, u"team_user_list"_s));
        QVERIFY(fitting(
            "GET",
            "/fingerprints/fingerprint?platform=windows&browser_type=anty&screen=1920x1080"));
        const QJsonObject cookie{{u"domain"_s, u".example.test"_s},
                                 {u"name"_s, u"sid"_s},
                                 {u"value"_s, u"v"_s},
                                 {u"path"_s, u"/"_s},
                                 {u"expirationDate"_s, qint64(2524608000)}};
        const qint64 number = id.toLongLong();
        QVERIFY(fitting(
            "POST",
            "/v1.0/cookies/import",
            {{u"profileId"_s, number}, {u"transfer"_s, 0}, {u"cookies"_s, QJsonArray{cookie}}}));
        QVERIFY(fitting("POST",
                        "/v1.0/export-cookies",
                        {{u"browserProfiles"_s,
                          QJsonArray{QJsonObject{{u"id"_s, number}, {u"name"_s, u"pel_1"_s}}}},
                         {u"doNotSave"_s, true}}));
        for (const QString &form : {u"path"_s, u"url"_s}) {
            QVERIFY(standIn.knobs({{u"wsEndpoint"_s, form}}));
            QVERIFY(fitting("GET", "/v1.0/browser_profiles/" + id + "/start?automation=1"));
            QVERIFY(fitting("GET", "/v1.0/browser_profiles/running"));
            QVERIFY(fitting("GET", "/v1.0/browser_profiles/" + id + "/stop"));
        }
        const qint64 proxyId = client.remote("GET", "browser_profiles/" + id)["data"_L1]
                                   .toObject()["proxyId"_L1]
                                   .toInteger();
        QVERIFY(fitting(
            "DELETE", "/browser_profiles/" + id + "?forceDelete=1", {{u"forceDelete"_s, true}}));
        QVERIFY(fitting("DELETE", "/proxy/" + QByteArray::number(proxyId)));
        seen.remove(u"PATCH"_s);
        seen.remove(u"GET"_s); // the lists beyond our calls
        QCOMPARE(seen.size(), m_document.value("calls"_L1).toArray().size());
        QVERIFY2(standIn.problem().isEmpty(), qPrintable(standIn.problem()));
    }

    void aBrokenFieldIsSeen_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("place");
        const auto row
            = [](const char *tag, const QString &key, const QJsonValue &value, const char *place) {
                  QTest::newRow(tag) << key << value << QString::fromLatin1(place);
              };
        row("missing", u"name"_s, QJsonValue::Undefined, "profile_create.name: missing");
        row("empty", u"name"_s, u""_s, "profile_create.name: beyond minLength");
        row("long", u"name"_s, QString(256, u'n'), "profile_create.name: beyond maxLength");
        row("wrong type", u"tags"_s, u"op"_s, "profile_create.tags: wrong type");
        row("wrong inside", u"tags"_s, QJsonArray{1}, "profile_create.tags[0]: wrong type");
        row("enum", u"platform"_s, u"android"_s, "profile_create.platform: not one of the enum");
        row("unknown",
            u"fingerprint"_s,
            QJsonObject(),
            "profile_create.fingerprint: not in the schema");
        row("no mode", u"canvas"_s, QJsonObject(), "profile_create.canvas.mode: missing");
        row("null mode",
            u"canvas"_s,
            QJsonObject{{u"mode"_s, QJsonValue::Null}},
            "profile_create.canvas.mode: wrong type");
        row("zone as object",
            u"timezone"_s,
            QJsonObject{{u"mode"_s, u"manual"_s}, {u"value"_s, QJsonObject()}},
            "profile_create.timezone.value: wrong type");
        row("port as text",
            u"proxy"_s,
            QJsonObject{{u"type"_s, u"http"_s}, {u"host"_s, u"h"_s}, {u"port"_s, u"80"_s}},
            "profile_create.proxy: not exactly one of oneOf");
        row("scheme in the host",
            u"proxy"_s,
            QJsonObject{{u"type"_s, u"http"_s}, {u"host"_s, u"http://h"_s}, {u"port"_s, 80}},
            "profile_create.proxy: not exactly one of oneOf");
        row("switch",
            u"args"_s,
            QJsonArray{u"--remote-debugging-port=1"_s},
            "profile_create.args[0]: not of the pattern");
        row("fraction", u"screenWidth"_s, 1.5, "profile_create.screenWidth: wrong type");
    }

    void aBrokenFieldIsSeen()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QFETCH(QString, place);
        auto payload = buildPayload(fullBlueprint(), u"pel_1"_s, nullptr);
        QVERIFY_RESULT(payload);
        const JsonSchema schema(m_document);
        QCOMPARE(schema.check(u"profile_create"_s, *payload), QStringList());
        payload->insert(key, value);
        if (value.isUndefined())
            payload->remove(key);
        QCOMPARE(schema.check(u"profile_create"_s, *payload), QStringList{place});
    }

    void wordsNobodyChecksAreRefused()
    {
        const JsonSchema schema(m_document);
        QVERIFY(!schema.check(QJsonObject{{u"uniqueItems"_s, true}}, QJsonArray()).isEmpty());
        QVERIFY(!schema.check(u"no_such_schema"_s, 1).isEmpty());
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestOpenApi)
#include "tst_openapi.moc"
