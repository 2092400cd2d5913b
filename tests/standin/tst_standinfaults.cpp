// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/plainclient.h"

#include <QCryptographicHash>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace pelorus::test {

/// Fault rules, the request log, and what the knobs take.
class TestStandInFaults : public QObject
{
    Q_OBJECT

    StandIn m_standIn;
    PlainClient m_client{m_standIn};

    static QJsonObject rule(const QString &action, const QJsonObject &more = {})
    {
        QJsonObject result = more;
        result.insert(u"action"_s, action);
        return result;
    }

    Answer list() { return m_client.remote("GET", "browser_profiles"); }
    Answer create() { return m_client.remote("POST", "browser_profiles", goodPayload()); }

    /// The last line of the log.
    QJsonObject line()
    {
        return m_standIn.state().value("requests"_L1).toArray().last().toObject();
    }

private slots:
    void initTestCase() { QVERIFY2(m_standIn.start(), qPrintable(m_standIn.problem())); }

    void init() { QVERIFY(m_standIn.reset()); }

    void logsWhatCame()
    {
        const QByteArray body = QJsonDocument(goodPayload()).toJson(QJsonDocument::Compact);
        m_client.send(m_standIn.remote(), "POST", "/browser_profiles?a=1&b=%20", body);
        const QJsonObject seen = line();
        QCOMPARE(seen.value("listener"_L1).toString(), u"remote"_s);
        QCOMPARE(seen.value("method"_L1).toString(), u"POST"_s);
        QCOMPARE(seen.value("path"_L1).toString(), u"/browser_profiles"_s);
        QCOMPARE(seen.value("query"_L1).toString(), u"a=1&b=%20"_s);
        QCOMPARE(seen.value("host"_L1).toString(), u"127.0.0.1"_s);
        QCOMPARE(seen.value("status"_L1).toInt(), 200);
        QCOMPARE(seen.value("body"_L1).toString().toLatin1(),
                 QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex());
        QVERIFY(!seen.contains("fault"_L1));
        for (const auto &[listener, url] : {std::pair(u"local"_s, m_standIn.local()),
                                            std::pair(u"sync"_s, m_standIn.sync()),
                                            std::pair(u"darkwing"_s, m_standIn.darkwing())}) {
            m_client.send(url, "GET", "/here");
            QCOMPARE(line().value("listener"_L1).toString(), listener);
            QCOMPARE(line().value("status"_L1).toInt(), 404);
        }
        QVERIFY(!QJsonDocument(m_standIn.state()).toJson().contains(m_standIn.token()));
        QCOMPARE(m_standIn.requests("POST", u"/browser*"_s).size(), 1);
        QVERIFY(m_standIn.reset());
        QVERIFY(m_standIn.requests({}, u"*"_s).isEmpty());
    }

    void action_data()
    {
        QTest::addColumn<QJsonObject>("rule");
        QTest::addColumn<int>("status");      ///< 0: no answer
        QTest::addColumn<QByteArray>("body"); ///< empty: not looked at
        QTest::addColumn<bool>("committed");
        QTest::newRow("status") << rule(u"status"_s) << 500 << QByteArray() << false;
        QTest::newRow("status, body as text")
            << rule(u"status"_s, {{u"status"_s, 503}, {u"body"_s, u"no"_s}}) << 503
            << QByteArray("no") << false;
        QTest::newRow("status, body as JSON") << rule(
            u"status"_s, {{u"status"_s, 418}, {u"body"_s, QJsonObject{{u"a"_s, QJsonArray{1}}}}})
                                              << 418 << QByteArray(R"({"a":[1]})") << false;
        QTest::newRow("error") << rule(u"error"_s, {{u"error"_s, u"server-error"_s}}) << 500
                               << QByteArray(R"({"message":"Server Error"})") << false;
        QTest::newRow("error, other status")
            << rule(u"error"_s, {{u"error"_s, u"server-error"_s}, {u"status"_s, 502}}) << 502
            << QByteArray(R"({"message":"Server Error"})") << false;
        QTest::newRow("delay") << rule(u"delay"_s, {{u"delay"_s, 1}}) << 200 << QByteArray()
                               << true;
        QTest::newRow("drop-before") << rule(u"drop-before"_s) << 0 << QByteArray() << false;
        QTest::newRow("drop-before, late")
            << rule(u"drop-before"_s, {{u"delay"_s, 1}}) << 0 << QByteArray() << false;
        QTest::newRow("drop-after-commit")
            << rule(u"drop-after-commit"_s) << 0 << QByteArray() << true;
        QTest::newRow("shape") << rule(u"shape"_s, {{u"shape"_s, u"data-list"_s}}) << 200
                               << QByteArray(R"({"data":[]})") << true;
        QTest::newRow("non-json") << rule(u"non-json"_s) << 200
                                  << QByteArray("<!doctype html><title>Maintenance</title>"
                                                "Maintenance")
                                  << true;
    }

    void action()
    {
        QFETCH(QJsonObject, rule);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, committed);
        QVERIFY(m_standIn.faults({rule}));
        QCOMPARE(m_standIn.state().value("faultsPending"_L1).toInt(), 1);
        const Answer answer = create();
        QCOMPARE(answer.status, status);
        if (!body.isEmpty())
            QCOMPARE(answer.body, body);
        QCOMPARE(m_standIn.profilesLeft(), committed ? 1 : 0);
        // Once in the log whatever became of it, and not again.
        QCOMPARE(m_standIn.requests("POST", u"/browser_profiles"_s).size(), 1);
        QCOMPARE(line().value("fault"_L1), rule.value("action"_L1));
        QCOMPARE(line().value("status"_L1).toInt(), committed && status == 0 ? 200 : status);
        QCOMPARE(m_standIn.state().value("faultsPending"_L1).toInt(), 0);
        QCOMPARE(create().status, 200);
        QVERIFY(!line().contains("fault"_L1));
    }

    void hangs_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<bool>("committed");
        QTest::newRow("hang") << u"hang"_s << false;
        QTest::newRow("hang-after-commit") << u"hang-after-commit"_s << true;
    }

    void hangs()
    {
        QFETCH(QString, action);
        QFETCH(bool, committed);
        QVERIFY(m_standIn.faults({rule(action)}));
        const QByteArray body = QJsonDocument(goodPayload()).toJson();
        Exchanging hanging = m_client.begin(m_standIn.remote(), "POST", "/browser_profiles", body);
        QTRY_COMPARE(m_standIn.requests("POST", u"/browser_profiles"_s).size(), 1);
        QTRY_COMPARE(m_standIn.profilesLeft(), committed ? 1 : 0);
        QCOMPARE(line().value("fault"_L1).toString(), action);
        QCOMPARE(create().status, 200); // the others go on
        QVERIFY(hanging.isWaiting());
    }

    void delays()
    {
        QVERIFY(m_standIn.faults({rule(u"delay"_s, {{u"delay"_s, 600000}})}));
        Exchanging late = m_client.begin(m_standIn.remote(), "GET", "/browser_profiles");
        QTRY_COMPARE(m_standIn.requests("GET", u"*"_s).size(), 1);
        QCOMPARE(list().status, 200);
        QVERIFY(late.isWaiting());
    }

    void truncates()
    {
        const QByteArray whole = list().body;
        for (const int bytes : {0, 1, 10}) {
            QVERIFY(m_standIn.faults({rule(u"truncate"_s, {{u"bytes"_s, bytes}})}));
            const Answer answer = list();
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body, whole.left(bytes));
            QCOMPARE(answer.header("Content-Length").toInt(), whole.size());
            QVERIFY(!answer.complete);
        }
    }

    void headersComeAlong()
    {
        QVERIFY(
            m_standIn.faults({rule(u"error"_s,
                                   {{u"error"_s, u"rate-limit"_s},
                                    {u"headers"_s, QJsonObject{{u"Retry-After"_s, u"7"_s}}}})}));
        const Answer answer = list();
        QCOMPARE(answer.status, 429);
        QCOMPARE(answer.header("Retry-After"), "7");
    }

    void fits_data()
    {
        QTest::addColumn<QJsonObject>("rule");
        QTest::addColumn<bool>("fits"); ///< GET /browser_profiles/running of local
        QTest::newRow("everything") << QJsonObject() << true;
        QTest::newRow("listener") << QJsonObject{{u"listener"_s, u"local"_s}} << true;
        QTest::newRow("other listener") << QJsonObject{{u"listener"_s, u"remote"_s}} << false;
        QTest::newRow("method") << QJsonObject{{u"method"_s, u"GET"_s}} << true;
        QTest::newRow("other method") << QJsonObject{{u"method"_s, u"POST"_s}} << false;
        QTest::newRow("path") << QJsonObject{{u"path"_s, u"/v1.0/browser_profiles/running"_s}}
                              << true;
        QTest::newRow("part of the path")
            << QJsonObject{{u"path"_s, u"/browser_profiles"_s}} << false;
        QTest::newRow("glob") << QJsonObject{{u"path"_s, u"*/running"_s}} << true;
        QTest::newRow("globs") << QJsonObject{{u"path"_s, u"/v1*profiles*"_s}} << true;
        QTest::newRow("a dot is a dot") << QJsonObject{{u"path"_s, u"/v1?0*"_s}} << false;
        QTest::newRow("not yet") << QJsonObject{{u"skip"_s, 1}} << false;
    }

    void fits()
    {
        QFETCH(QJsonObject, rule);
        QFETCH(bool, fits);
        rule.insert(u"action"_s, u"status"_s);
        rule.insert(u"status"_s, 599);
        QVERIFY(m_standIn.faults({rule}));
        QCOMPARE(m_client.local("GET", "browser_profiles/running").status, fits ? 599 : 200);
        QCOMPARE(m_standIn.state().value("faultsPending"_L1).toInt(), fits ? 0 : 1);
    }

    void countsAndSkips()
    {
        const auto at = [](int status, int skip, int count) {
            return rule(u"status"_s,
                        {{u"status"_s, status}, {u"skip"_s, skip}, {u"count"_s, count}});
        };
        QVERIFY(m_standIn.faults({at(501, 1, 2), at(502, 0, 1)}));
        QVERIFY(m_standIn.faults({at(503, 0, 0)})); // appended, and for ever
        QList<int> seen;
        for (int i = 0; i < 6; ++i)
            seen += list().status;
        // The skipped one of the first rule is the second's.
        QCOMPARE(seen, (QList<int>{502, 501, 501, 503, 503, 503}));
        QVERIFY(m_standIn.clearFaults());
        QCOMPARE(list().status, 200);
    }

    void replaces()
    {
        QVERIFY(m_standIn.faults({rule(u"hang"_s)}));
        const QJsonObject all{{u"clear"_s, true},
                              {u"rules"_s, QJsonArray{rule(u"status"_s, {{u"status"_s, 501}})}}};
        QVERIFY(m_standIn.call(u"faults"_s, all).value("ok"_L1).toBool());
        QCOMPARE(list().status, 501);
        QCOMPARE(list().status, 200);
    }

    void wrongRule_data()
    {
        QTest::addColumn<QJsonObject>("rule");
        QTest::newRow("no action") << QJsonObject{{u"path"_s, u"*"_s}};
        QTest::newRow("action") << rule(u"dance"_s);
        QTest::newRow("error") << rule(u"error"_s, {{u"error"_s, u"nobody"_s}});
        QTest::newRow("no error") << rule(u"error"_s);
        QTest::newRow("shape") << rule(u"shape"_s, {{u"shape"_s, u"round"_s}});
        QTest::newRow("unknown key") << rule(u"hang"_s, {{u"pth"_s, u"*"_s}});
        QTest::newRow("listener") << rule(u"hang"_s, {{u"listener"_s, u"site"_s}});
        QTest::newRow("count as text") << rule(u"hang"_s, {{u"count"_s, u"1"_s}});
        QTest::newRow("negative") << rule(u"hang"_s, {{u"skip"_s, -1}});
        QTest::newRow("fraction") << rule(u"hang"_s, {{u"count"_s, 1.5}});
        QTest::newRow("headers") << rule(u"status"_s, {{u"headers"_s, QJsonArray()}});
    }

    void wrongRule()
    {
        QFETCH(QJsonObject, rule);
        QVERIFY(m_standIn.faults({TestStandInFaults::rule(u"hang"_s, {{u"path"_s, u"/x"_s}})}));
        // All or nothing: what is good in the same list, and the clearing, do not happen either.
        const QJsonObject all{{u"clear"_s, true},
                              {u"rules"_s, QJsonArray{TestStandInFaults::rule(u"hang"_s), rule}}};
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"did not take faults"_s));
        QVERIFY(m_standIn.call(u"faults"_s, all).contains("error"_L1));
        QCOMPARE(m_standIn.state().value("faultsPending"_L1).toInt(), 1);
    }

    void namedErrors_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("needle");
        const auto row = [](const char *name, int status, const char *needle) {
            QTest::newRow(name) << status << QByteArray(needle);
        };
        row("unauthenticated", 401, "Unauthenticated.");
        row("session-token", 401, "invalid session token");
        row("payment-required", 402, R"("success":false)");
        row("automation-free", 402, "Free plan");
        row("validation", 422, R"("fields":[{"field":"webrtc.mode")");
        row("limit-profiles", 400, "E_LIMIT_PROFILES");
        row("limit-archived", 400, R"("browserProfilesLimit":100)");
        row("access", 403, "E_ACCESS_PROFILE");
        row("rate-limit", 429, "message");
        row("server-error", 500, "Server Error");
        row("bad-gateway", 502, "<html>");
        row("duplicate", 500, "E_BROWSER_RUN_DUPLICATE");
        row("init-connection", 200, "initConnectionError");
        row("download-datadir", 200, "downloadDatadirError");
        row("mirror-download", 200, "errorMirrorDownload");
        row("remote-api", 200, "errorRemoteApi");
        row("not-found", 404, "E_PROFILE_NOT_FOUND");
        row("too-many-starts", 429, "Too many launches");
        row("free-plan-running", 499, "FREE_PLAN_PROFILE_LIMIT_EXCEEDED");
        row("ebusy", 500, "EBUSY");
        row("launch-timeout", 500, "60001 ms");
        row("datadir-damaged", 500, "Datadir damaged");
        row("stop-pid", 200, "PID file");
        row("cursor-off", 404, "ursor");
        row("gone", 410, "list-cursor");
    }

    void namedErrors()
    {
        QFETCH(QByteArray, needle);
        QVERIFY(m_standIn.faults(
            {rule(u"error"_s, {{u"error"_s, QString::fromLatin1(QTest::currentDataTag())}})}));
        const Answer answer = list();
        QTEST(answer.status, "status");
        QVERIFY2(answer.body.contains(needle), answer.body.constData());
        QCOMPARE(answer.document().isNull(), needle == "<html>");
    }

    void namedShapes_data()
    {
        QTest::addColumn<QByteArray>("body");
        const auto row
            = [](const char *name, const char *body) { QTest::newRow(name) << QByteArray(body); };
        row("empty-object", "{}");
        row("empty-list", "[]");
        row("empty-body", "");
        row("null", "null");
        row("number", "42");
        row("success-only", R"({"success":true})");
        row("success-one", R"({"success":1})");
        row("success-false", R"({"success":false})");
        row("automation-null", R"({"success":true,"automation":null})");
        row("port-null", R"({"success":true,"automation":{"port":null,"wsEndpoint":null}})");
        row("port-string",
            R"({"success":true,"automation":{"port":"9","wsEndpoint":"/devtools/browser/none"}})");
        row("port-dead",
            R"({"success":true,"automation":{"port":9,"wsEndpoint":"/devtools/browser/none"}})");
        row("id-text", R"({"success":true,"browserProfileId":"abc"})");
        row("data-list", R"({"data":[]})");
        row("data-null", R"({"data":null})");
    }

    void namedShapes()
    {
        QVERIFY(m_standIn.faults(
            {rule(u"shape"_s, {{u"shape"_s, QString::fromLatin1(QTest::currentDataTag())}})}));
        const Answer answer = m_client.remote("GET", "browser_profiles/77"); // would be 404
        QCOMPARE(answer.status, 200);
        QTEST(answer.body, "body");
    }

    void wrongKnob_data()
    {
        QTest::addColumn<QJsonObject>("knobs");
        QTest::newRow("unknown") << QJsonObject{{u"colour"_s, 1}};
        QTest::newRow("type") << QJsonObject{{u"rpm"_s, u"1"_s}};
        QTest::newRow("word") << QJsonObject{{u"plan"_s, u"golden"_s}};
        QTest::newRow("one of two") << QJsonObject{{u"rpm"_s, 3}, {u"rps"_s, false}};
    }

    void wrongKnob()
    {
        QFETCH(QJsonObject, knobs);
        const QJsonObject before = m_standIn.state().value("knobs"_L1).toObject();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"did not take knobs"_s));
        QVERIFY(!m_standIn.knobs(knobs));
        QCOMPARE(m_standIn.state().value("knobs"_L1).toObject(), before);
    }

    void unknownControl()
    {
        QCOMPARE(m_client.send(m_standIn.control(), "POST", "/__standin/dance", "{}").status, 404);
    }

    /// README.md has a row for each knob, with its default, and every action, error and shape.
    void readmeIsComplete()
    {
        QFile file(QStringLiteral(PELORUS_TEST_DATA "/../standin/README.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString all = QString::fromUtf8(file.readAll());
        const QString text = all.mid(all.indexOf("## Knobs"_L1));
        const QJsonObject knobs = m_standIn.state().value("knobs"_L1).toObject();
        for (auto it = knobs.begin(); it != knobs.end(); ++it) {
            QString value = it.value().toVariant().toString();
            if (it.value().isArray())
                value = u"[]"_s;
            if (it.value().isObject())
                value = u"{}"_s;
            const QString row = u"\n| `%1` | `%2`"_s.arg(it.key(), value);
            QVERIFY2(text.contains(row), qPrintable(row));
        }
        static const QRegularExpression known(u"\n\\| `([A-Za-z]+)` \\| `"_s);
        for (auto match = known.globalMatch(text); match.hasNext();) {
            const QString name = match.next().captured(1);
            QVERIFY2(knobs.contains(name), qPrintable(name));
        }
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestStandInFaults)
#include "tst_standinfaults.moc"
