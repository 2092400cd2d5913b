// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/cdp/browser.h"
#include "core/cdp/connection.h"
#include "core/cdp/page.h"
#include "fakebrowser.h"
#include "tests/support/resultmacros.h"

#include <QJsonArray>

#include <future>
#include <thread>

using namespace Qt::StringLiterals;
using namespace pelorus;
using test::FakeBrowser;
using Question = FakeBrowser::Question;

namespace {

Call soon()
{
    return Call::in(std::chrono::seconds(10));
}

const QJsonObject kYes{{u"yes"_s, 1}};

} // namespace

class TestConnection : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { log::start({log::Level::Trace, {}, false}); }

    void answersInAnyOrderReachTheirCaller()
    {
        QList<Question> asked;
        open([&](const Question &question) {
            asked.prepend(question);
            if (asked.size() < 3)
                return;
            for (const Question &one : std::as_const(asked))
                one.answer({{u"method"_s, one.method}});
        });
        QList<cdp::Connection::Ticket> tickets;
        for (const QString &method : {u"A.a"_s, u"B.b"_s, u"C.c"_s})
            tickets += m_connection->send(method, {});
        QStringList got;
        for (const auto &ticket : tickets) {
            const auto answer = m_connection->wait(ticket, soon());
            QVERIFY_RESULT(answer);
            got += answer->value("method"_L1).toString();
        }
        QCOMPARE(got, QStringList({u"A.a"_s, u"B.b"_s, u"C.c"_s}));
    }

    void noise_data()
    {
        QTest::addColumn<QByteArray>("noise");
        QTest::newRow("foreign id") << QByteArray("{\"id\":987654321,\"result\":{\"yes\":2}}");
        QTest::newRow("negative id") << QByteArray("{\"id\":-1,\"result\":{}}");
        QTest::newRow("huge id") << QByteArray("{\"id\":99999999999999999999999999,\"x\":1}");
        QTest::newRow("text id") << QByteArray("{\"id\":\"1\",\"result\":{}}");
        QTest::newRow("no JSON") << QByteArray("<html>");
        QTest::newRow("cut off") << QByteArray("{\"method\":\"Page.x");
        QTest::newRow("list") << QByteArray("[1]");
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("foreign session")
            << QByteArray("{\"method\":\"Inspector.targetCrashed\",\"params\":{},\"sessionId\":"
                          "\"other\"}");
        QTest::newRow("detached without a session")
            << QByteArray("{\"method\":\"Target.detachedFromTarget\",\"params\":{}}");
        QTest::newRow("event that quotes a session")
            << QByteArray("{\"method\":\"X.y\",\"params\":{\"t\":\",\\\"sessionId\\\":\\\"s\"}}");
    }

    void noise()
    {
        QFETCH(QByteArray, noise);
        open([noise](const Question &question) {
            question.send(noise);
            question.answer(kYes);
        });
        const auto answer = m_connection->call(u"A.a"_s, {}, soon(), u"s"_s);
        QVERIFY_RESULT(answer);
        QCOMPARE(*answer, kYes);
    }

    void otherOrderOfKeys()
    {
        open([](const Question &question) {
            question.send("{ \"result\": {\"yes\":1}, \"id\": " + QByteArray::number(question.id)
                          + " }");
        });
        const auto answer = m_connection->call(u"A.a"_s, {}, soon());
        QVERIFY_RESULT(answer);
        QCOMPARE(*answer, kYes);
    }

    void errorAnswerHasMethodAndWords()
    {
        open([](const Question &question) {
            question.send("{\"id\":" + QByteArray::number(question.id)
                          + ",\"error\":{\"code\":-32601,\"message\":\"'A.a' wasn't found\"}}");
        });
        const auto answer = m_connection->call(u"A.a"_s, {}, soon());
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Protocol);
        QCOMPARE(answer.error().code, -32601);
        QCOMPARE(answer.error().detail, u"A.a: 'A.a' wasn't found"_s);
        QVERIFY(answer.error().message.contains(u"A.a"_s));
    }

    void silenceIsATimeoutAndALateAnswerHarmsNobody()
    {
        std::optional<Question> first;
        open([&first](const Question &question) {
            if (!first) {
                first = question;
                return;
            }
            first->answer({{u"late"_s, 1}});
            question.answer(kYes);
        });
        const auto late = m_connection->call(u"Slow.one"_s, {}, Call::in(milliseconds(50)));
        QVERIFY(!late);
        QCOMPARE(late.error().kind, ErrorKind::Timeout);
        QVERIFY(late.error().message.contains(u"Slow.one"_s));
        const auto next = m_connection->call(u"A.a"_s, {}, soon());
        QVERIFY_RESULT(next);
        QCOMPARE(*next, kYes);
    }

    void closingFailsWhatIsPendingAndWhatComes()
    {
        open([](const Question &question) { question.socket->abort(); });
        const auto pending = m_connection->call(u"A.a"_s, {}, soon(), u"s"_s);
        QVERIFY(!pending);
        QCOMPARE(pending.error().kind, ErrorKind::Network);
        QCOMPARE(pending.error().name, QString(cdp::kBrowserClosed));
        const auto next = m_connection->call(u"B.b"_s, {}, soon());
        QVERIFY(!next);
        QCOMPARE(next.error().name, QString(cdp::kBrowserClosed));
        QVERIFY(!m_connection->isOpen());
    }

    void endOfASession_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("revives");
        QTest::newRow("crash") << QByteArray(
            "{\"method\":\"Inspector.targetCrashed\",\"params\":{},"
            "\"sessionId\":\"s\"}")
                               << QString(cdp::kPageCrashed) << true;
        QTest::newRow("detach") << QByteArray(
            "{\"method\":\"Target.detachedFromTarget\",\"params\":{\"sessionId\":"
            "\"s\",\"targetId\":\"t\"}}")
                                << QString(cdp::kPageClosed) << false;
    }

    void endOfASession()
    {
        QFETCH(QByteArray, event);
        QFETCH(QString, name);
        struct Events : cdp::SessionEvents
        {
            void onEvent(const QByteArray &, const QByteArray &) override { }
            void onEnded(const Error &error) override { ended.set_value(error.name); }
            std::promise<QString> ended;
        };
        open([event](const Question &question) {
            if (question.method == "Hang.now"_L1)
                question.send(event);
            else
                question.answer(kYes);
        });
        const auto events = std::make_shared<Events>();
        m_connection->addSession(u"s"_s, events);
        const auto pending = m_connection->call(u"Hang.now"_s, {}, soon(), u"s"_s);
        QVERIFY(!pending);
        QCOMPARE(pending.error().kind, ErrorKind::Network);
        QCOMPARE(pending.error().name, name);
        QCOMPARE(events->ended.get_future().get(), name);
        // Sent to a dead page it would never be answered.
        const auto next = m_connection->call(u"A.a"_s, {}, soon(), u"s"_s);
        QVERIFY(!next);
        QCOMPARE(next.error().name, name);
        // The browser itself and the way back are open.
        QVERIFY_RESULT(m_connection->call(u"A.a"_s, {}, soon()));
        QVERIFY_RESULT(m_connection->call(u"Page.reload"_s, {}, soon(), u"s"_s));
        m_connection->removeSession(u"s"_s);
    }

    void unknownSessionIsAClosedPage()
    {
        open([](const Question &question) {
            question.send("{\"id\":" + QByteArray::number(question.id)
                          + ",\"error\":{\"code\":-32001,\"message\":\"Session with given id not "
                            "found.\"}}");
        });
        const auto answer = m_connection->call(u"A.a"_s, {}, soon(), u"s"_s);
        QVERIFY(!answer);
        QCOMPARE(answer.error().name, QString(cdp::kPageClosed));
    }

    void stopRequestEndsTheWaiting()
    {
        std::promise<void> asked;
        open([&asked](const Question &) { asked.set_value(); });
        std::stop_source source;
        std::jthread stopper([&] {
            asked.get_future().wait();
            source.request_stop();
        });
        const auto stopped
            = m_connection->call(u"A.a"_s, {}, {Deadline::never(), source.get_token()});
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
    }

    void manyThreadsAtOnce()
    {
        open([](const Question &question) {
            question.answer({{u"n"_s, question.params["n"_L1]}});
        });
        std::atomic<int> wrong = 0;
        {
            std::vector<std::jthread> threads;
            for (int t = 0; t < 8; ++t) {
                threads.emplace_back([&, t] {
                    for (int i = 0; i < 50; ++i) {
                        const int n = t * 1000 + i;
                        const auto answer = m_connection->call(u"A.a"_s, {{u"n"_s, n}}, soon());
                        if (!answer || answer->value("n"_L1).toInt() != n)
                            ++wrong;
                    }
                });
            }
        }
        QCOMPARE(wrong.load(), 0);
    }

    void connectWaitsForThePort()
    {
        quint16 port = 0;
        {
            const FakeBrowser gone([](const Question &) {});
            port = gone.port();
        }
        const QUrl url(u"ws://127.0.0.1:%1/devtools/browser/fake"_s.arg(port));
#ifdef Q_OS_WIN // asks a port that refuses it three times, for two seconds
        constexpr milliseconds kAnswered{6000};
#else
        constexpr milliseconds kAnswered{300};
#endif
        const auto never = cdp::Browser::connect(m_network, url, Call::in(kAnswered));
        QVERIFY(!never);
        QCOMPARE(never.error().kind, ErrorKind::Network);

        std::stop_source source;
        source.request_stop();
        const auto stopped
            = cdp::Browser::connect(m_network, url, {Deadline::never(), source.get_token()});
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);

        std::unique_ptr<FakeBrowser> late;
        std::jthread opener(
            [&] { late = std::make_unique<FakeBrowser>([](const Question &) {}, port); });
        const auto browser = cdp::Browser::connect(m_network, url, soon());
        opener.join();
        QVERIFY_RESULT(browser);
    }

    void attachSkipsWhatIsNoOrdinaryPage()
    {
        const auto target = [](const QString &id, const QString &type, const QString &url) {
            return QJsonObject{{u"targetId"_s, id}, {u"type"_s, type}, {u"url"_s, url}};
        };
        QString attached;
        int created = 0;
        bool ordinary = true;
        FakeBrowser fake([&](const Question &question) {
            QJsonObject result;
            if (question.method == "Target.getTargets"_L1) {
                QJsonArray infos{target(u"e"_s, u"page"_s, u"chrome-extension://abc/x.html"_s),
                                 target(u"d"_s, u"page"_s, u"devtools://devtools/x"_s),
                                 target(u"b"_s, u"background_page"_s, u"https://a.example/"_s),
                                 target(u"w"_s, u"service_worker"_s, u"https://a.example/"_s)};
                if (ordinary)
                    infos.append(target(u"p"_s, u"page"_s, u"chrome://newtab/"_s));
                result.insert(u"targetInfos"_s, infos);
            } else if (question.method == "Target.createTarget"_L1) {
                ++created;
                result.insert(u"targetId"_s, u"new"_s);
            } else if (question.method == "Target.attachToTarget"_L1) {
                attached = question.params["targetId"_L1].toString();
                result.insert(u"sessionId"_s, QString(u"s-" % attached));
            }
            question.answer(result);
        });
        const auto browser = cdp::Browser::connect(m_network, fake.url(), soon());
        QVERIFY_RESULT(browser);
        QVERIFY_RESULT((*browser)->attachPage(soon()));
        QCOMPARE(attached, u"p"_s);
        QCOMPARE(created, 0);
        ordinary = false;
        QVERIFY_RESULT((*browser)->attachPage(soon()));
        QCOMPARE(attached, u"new"_s);
        QCOMPARE(created, 1);
    }

    void nothingSecretIsLogged()
    {
        open([](const Question &question) {
            question.send("{\"id\":" + QByteArray::number(question.id)
                          + (question.method == "Bad.one"_L1
                                 ? ",\"error\":{\"code\":1,\"message\":\"no\"}}"
                                 : ",\"result\":{\"value\":\"CANARY\"}}"));
            question.send("CANARY {\"method\":\"CANARY\"");
        });
        const QJsonObject params{{u"text"_s, u"CANARY"_s}};
        QVERIFY_RESULT(m_connection->call(u"Logged.method"_s, params, soon()));
        const auto bad = m_connection->call(u"Bad.one"_s, params, soon());
        QVERIFY(!bad);
        QVERIFY(!toLogString(bad.error()).contains(u"CANARY"_s));
        const QString lines = log::recent().join(u'\n');
        QVERIFY(lines.contains(u"Logged.method"_s));
        QVERIFY2(!lines.contains(u"CANARY"_s), qPrintable(lines));
    }

private:
    void open(FakeBrowser::Script script)
    {
        m_connection.reset();
        m_fake = std::make_unique<FakeBrowser>(std::move(script));
        auto connection = cdp::Connection::open(m_network, m_fake->url(), soon());
        QVERIFY_RESULT(connection);
        m_connection = *connection;
    }

    net::Network m_network;
    std::unique_ptr<FakeBrowser> m_fake;
    std::shared_ptr<cdp::Connection> m_connection;
};

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
