// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/plainclient.h"

#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace pelorus::test {

/// The cloud API: what it refuses, its pages, changes and lists.
class TestStandInRemote : public QObject
{
    Q_OBJECT

    StandIn m_standIn;
    PlainClient m_client{m_standIn};

    static QJsonObject mode(const QJsonValue &word, const QJsonObject &more = {})
    {
        QJsonObject object = more;
        object.insert(u"mode"_s, word);
        return object;
    }

    static QJsonObject proxy(const QJsonObject &more = {})
    {
        QJsonObject object{{u"type"_s, u"http"_s},
                           {u"host"_s, u"203.0.113.10"_s},
                           {u"port"_s, 8080},
                           {u"name"_s, u"op-17"_s}};
        for (auto it = more.begin(); it != more.end(); ++it)
            object.insert(it.key(), it.value());
        return object;
    }

    QByteArray path(qint64 id) { return "browser_profiles/" + QByteArray::number(id); }

private slots:
    void initTestCase() { QVERIFY2(m_standIn.start(), qPrintable(m_standIn.problem())); }
    void init() { QVERIFY(m_standIn.reset()); }
    void cleanup() { QVERIFY2(m_standIn.problem().isEmpty(), qPrintable(m_standIn.problem())); }

    void payloads_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("field"); ///< of the first error
        const auto row = [](const char *tag,
                            const char *key,
                            const QJsonValue &value,
                            int status,
                            const char *field = "") {
            QTest::newRow(tag) << QJsonObject{{QString::fromLatin1(key), value}} << status
                               << QString::fromLatin1(field);
        };
        const QJsonValue null = QJsonValue::Null;
        row("null mode", "canvas", mode(null), 422, "canvas.mode");
        row("null instead of a mode", "audio", null, 422, "audio.mode");
        row("zone without a value", "timezone", mode(u"manual"_s), 403);
        row("zone with null", "timezone", mode(u"manual"_s, {{u"value"_s, null}}), 403);
        row("zone as object", "timezone", mode(u"manual"_s, {{u"value"_s, QJsonObject()}}), 200);
        row("zone", "timezone", mode(u"manual"_s, {{u"value"_s, u"Europe/Kyiv"_s}}), 200);
        row("locale without a value", "locale", mode(u"manual"_s), 403);
        row("read-only key", "storagePath", u"x"_s, 403);
        row("name of null", "name", null, 422, "name");
        row("tags as text", "tags", u"op"_s, 422, "tags");
        row("port switch", "args", QJsonArray{u"--remote-debugging-port=1"_s}, 422, "args");
        row("proxy", "proxy", proxy(), 200);
        row("no proxy", "proxy", null, 200);
        row("port as text", "proxy", proxy({{u"port"_s, u"8080"_s}}), 200);
        row("ssh", "proxy", proxy({{u"type"_s, u"ssh"_s}}), 200);
        row("https", "proxy", proxy({{u"type"_s, u"https"_s}}), 422, "proxy.type");
        row("scheme", "proxy", proxy({{u"host"_s, u"http://h"_s}}), 422, "proxy.host");
        row("no host", "proxy", proxy({{u"host"_s, u""_s}}), 422, "proxy.host");
        row("port too high", "proxy", proxy({{u"port"_s, 65536}}), 422, "proxy.port");
        row("port null", "proxy", proxy({{u"port"_s, null}}), 422, "proxy.port");
        row("login alone", "proxy", proxy({{u"login"_s, u"u"_s}}), 422, "proxy.login");
        row("long name", "proxy", proxy({{u"name"_s, QString(513, u'n')}}), 422, "proxy.name");
        row("empty proxy", "proxy", QJsonObject(), 422, "proxy.type");
        row("proxy as text", "proxy", u"h:1"_s, 422, "proxy");
        row("unknown proxy", "proxy", QJsonObject{{u"id"_s, 1}}, 422, "proxy.id");
    }

    /// Create and PATCH refuse the same.
    void payloads()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(int, status);
        QFETCH(QString, field);
        const qint64 id = m_client.create();
        QJsonObject payload = goodPayload();
        for (auto it = changes.begin(); it != changes.end(); ++it)
            payload.insert(it.key(), it.value());
        for (const Answer &answer : {m_client.remote("POST", "browser_profiles", payload),
                                     m_client.remote("PATCH", path(id), changes)}) {
            QVERIFY2(answer.status == status, answer.body.constData());
            const QJsonArray fields = answer["error"_L1].toObject()["fields"_L1].toArray();
            QCOMPARE(fields.first().toObject()["field"_L1].toString(), field);
        }
        QCOMPARE(m_standIn.profilesLeft(), status == 200 ? 2 : 1);
    }

    void pagesLinkEachOther()
    {
        for (int i = 0; i < 5; ++i)
            m_client.create({{u"name"_s, u"a_%1"_s.arg(i)}});
        const QJsonObject second
            = m_client.remote("GET", "browser_profiles?limit=2&query=a_&tags[]=op&page=2").json();
        QCOMPARE(second["data"_L1].toArray().size(), 2);
        QCOMPARE(second["last_page"_L1].toInt(), 3);
        const QHash<QString, QString> pages{{u"first_page_url"_s, u"1"_s},
                                            {u"prev_page_url"_s, u"1"_s},
                                            {u"next_page_url"_s, u"3"_s},
                                            {u"last_page_url"_s, u"3"_s}};
        for (auto it = pages.begin(); it != pages.end(); ++it) {
            const QUrl url(second[it.key()].toString());
            const QUrlQuery query(url);
            // Of the Host header, which the plain client sends without a port.
            QCOMPARE(url.adjusted(QUrl::RemoveQuery), QUrl(u"http://127.0.0.1/browser_profiles"_s));
            QCOMPARE(query.queryItemValue(u"page"_s), it.value());
            QCOMPARE(query.queryItemValue(u"limit"_s), u"2"_s);
            QCOMPARE(query.queryItemValue(u"query"_s), u"a_"_s);
        }
        // The links work as they are.
        const QUrl next(second["next_page_url"_L1].toString());
        const Answer third = m_client.remote(
            "GET", next.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority).mid(1));
        QCOMPARE(third["data"_L1].toArray().size(), 1);
        QVERIFY(third["next_page_url"_L1].isNull());
    }

    void cursorsKeepTheQuery()
    {
        for (int i = 0; i < 3; ++i)
            m_client.create({{u"name"_s, u"a_%1"_s.arg(i)}});
        m_client.create({{u"name"_s, u"b"_s}});
        QByteArray target = "browser_profiles/list-cursor?limit=2&query=a_";
        int seen = 0;
        for (int page = 0; page < 2; ++page) {
            const Answer answer = m_client.remote("GET", target);
            seen += int(answer["data"_L1].toArray().size());
            target = QUrl(answer["next_page_url"_L1].toString())
                         .toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority)
                         .mid(1);
        }
        QCOMPARE(seen, 3);
        QVERIFY(target.isEmpty());
    }

    void changesAnswerTheWholeProfile()
    {
        const qint64 id = m_client.create({{u"proxy"_s, proxy()}});
        const Answer named
            = m_client.remote("PATCH", path(id), {{u"name"_s, u"new"_s}, {u"statusId"_s, 1}});
        QCOMPARE(named.status, 200);
        const QJsonObject data = named["data"_L1].toObject();
        QCOMPARE(data["name"_L1].toString(), u"new"_s);
        QCOMPARE(data["status"_L1].toObject()["name"_L1].toString(), u"Ready"_s);
        QCOMPARE(data["proxy"_L1].toObject()["port"_L1].toInt(), 8080);
        QVERIFY(data.contains("storagePath"_L1));
        const auto change = [&](const QJsonObject &changes) {
            return m_client.remote("PATCH", path(id), changes)["data"_L1].toObject();
        };
        QVERIFY(change({{u"statusId"_s, 0}})["status"_L1].isNull());
        QVERIFY(change({{u"proxy"_s, QJsonValue::Null}})["proxyId"_L1].isNull());
        const qint64 first = data["proxyId"_L1].toInteger();
        QCOMPARE(change({{u"proxy"_s, QJsonObject{{u"id"_s, first}}}})["proxyId"_L1].toInteger(),
                 first);
        QCOMPARE(m_client.remote("PATCH", path(1), {{u"name"_s, u"x"_s}}).status, 404);
        m_client.contentType = "application/x-www-form-urlencoded";
        const Answer form = m_client.send(m_standIn.remote(),
                                          "PATCH",
                                          '/' + path(id),
                                          "proxy[type]=socks5&proxy[host]=h&proxy[port]=1080");
        m_client.contentType = "application/json";
        QCOMPARE(form["data"_L1].toObject()["proxy"_L1].toObject()["port"_L1].toInt(), 1080);
    }

    void lists_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QJsonObject>("row");
        QTest::addColumn<QJsonObject>("wrong");
        const auto row = [](const char *list, const QJsonObject &good, const QJsonObject &wrong) {
            QTest::newRow(list) << QByteArray(list) << good << wrong;
        };
        row("browser_profiles/statuses",
            {{u"name"_s, u"Busy"_s}, {u"color"_s, u"red"_s}},
            {{u"name"_s, u"Busy"_s}, {u"color"_s, u"pink"_s}});
        row("folders", {{u"name"_s, u"Team"_s}}, {{u"name"_s, QString(51, u'n')}});
        row("extensions", {{u"url"_s, u"https://example.test/e"_s}}, {{u"name"_s, u"x"_s}});
        row("proxy", proxy(), proxy({{u"host"_s, u""_s}}));
        row("api/v2/homepages", {{u"name"_s, u"Home"_s}}, {});
        row("api/v2/bookmarks", {{u"name"_s, u"Mark"_s}}, {});
    }

    void lists()
    {
        QFETCH(QByteArray, list);
        QFETCH(QJsonObject, row);
        QFETCH(QJsonObject, wrong);
        const auto total = [&] { return m_client.remote("GET", list)["total"_L1].toInt(); };
        const int before = total();
        QCOMPARE(m_client.remote("POST", list, wrong).status, 422);
        const Answer made = m_client.remote("POST", list, row);
        QCOMPARE(made.status, 200);
        const QByteArray one
            = list + '/' + QByteArray::number(made["data"_L1].toObject()["id"_L1].toInteger());
        QCOMPARE(total(), before + 1);
        QCOMPARE(m_client.remote("PATCH", one, {{u"name"_s, u"Other"_s}}).status, 200);
        const Answer read = m_client.remote("GET", one);
        QCOMPARE(read["data"_L1].toObject()["name"_L1].toString(), u"Other"_s);
        QCOMPARE(m_client.remote("DELETE", one).status, 200);
        QCOMPARE(m_client.remote("DELETE", one).status, 404);
        QCOMPARE(total(), before);
    }

    void membersAreOnTheSecondHost()
    {
        const Answer users = m_client.remote("GET", "api/v2/team/users");
        QCOMPARE(users["data"_L1].toArray().size(), 1);
        QCOMPARE(m_client.remote("GET", "team/users").status, 404);
        QCOMPARE(m_client.remote("GET", "api/v2/browser_profiles").status, 404);
        const QJsonObject known{{u"username"_s, u"operator@example.test"_s}};
        QCOMPARE(m_client.remote("POST", "team/users", known).status, 409);
        const QJsonObject fresh{{u"username"_s, u"two@example.test"_s}};
        QCOMPARE(m_client.remote("POST", "team/users", fresh).status, 402);
        QVERIFY(m_standIn.knobs({{u"plan"_s, u"team"_s}}));
        QCOMPARE(m_client.remote("POST", "team/users", fresh).status, 200);
    }

    void whatNobodyShouldBuildOn_data()
    {
        QTest::addColumn<QByteArray>("path");
        for (const char *path : {"browser_profiles/1/cookies",
                                 "browser_profiles/1/homepage",
                                 "proxies",
                                 "folders/1/profiles",
                                 "statuses"})
            QTest::newRow(path) << QByteArray(path);
    }
    void whatNobodyShouldBuildOn()
    {
        QFETCH(QByteArray, path);
        QCOMPARE(m_client.remote("GET", path).status, 404);
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestStandInRemote)
#include "tst_standinremote.moc"
