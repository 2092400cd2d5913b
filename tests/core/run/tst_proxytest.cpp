// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/proxytest.h"
#include "core/store/stores.h"
#include "tests/support/databaseproxy.h"
#include "tests/support/resultmacros.h"
#include "tests/support/testdatabase.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace std::chrono_literals;

/// The database goes away after the proxies were read. None of them leads anywhere.
class TestProxyTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::TestDatabase> m_fixture;
    std::unique_ptr<test::DatabaseProxy> m_line;
    store::DatabasePtr m_database; ///< through the line
    std::vector<ProxyId> m_ids;

    [[nodiscard]] Result<run::ProxyTests> run(const Call &call)
    {
        net::Network network;
        return run::testProxies(m_database, network, QUrl(u"https://127.0.0.1:1/"_s), m_ids, call);
    }
    [[nodiscard]] qsizetype looked()
    {
        const auto all = store::ProxyStore(**m_fixture).all();
        return all ? std::ranges::count_if(
                   *all, [](const store::Proxy &proxy) { return proxy.lastChecked.has_value(); })
                   : -1;
    }

private slots:
    void init()
    {
        if (!test::hasPostgres())
            QSKIP("PostgreSQL is not tested");
        m_fixture = std::make_unique<test::TestDatabase>(u"postgresql"_s);
        QVERIFY2(m_fixture->isValid(), qPrintable(m_fixture->problem()));
        m_ids.clear();
        for (int i = 1; i <= 3; ++i) {
            store::Proxy proxy;
            proxy.type = u"HTTP"_s;
            proxy.host = u"127.0.0.1"_s;
            proxy.port = i; // nobody listens there
            const auto id = store::ProxyStore(**m_fixture).add(proxy);
            QVERIFY_RESULT(id);
            m_ids.push_back(*id);
        }
        m_line = std::make_unique<test::DatabaseProxy>(m_fixture->url());
        auto opened = store::Database::open(Secret(m_line->url()), store::Role::Viewer);
        QVERIFY_RESULT(opened);
        m_database = *opened;
        m_line->breakAt("UPDATE uploader_proxy SET status",
                        test::DatabaseProxy::Break::BeforeStatement);
    }
    void cleanup()
    {
        m_database.reset();
        m_line.reset();
        m_fixture.reset();
    }

    void awayForGood()
    {
#ifdef Q_OS_WIN // asks a port that refuses it three times, for two seconds
        constexpr auto kTested = 30s;
#else
        constexpr auto kTested = 5s;
#endif
        const auto done = run(Call::in(kTested));
        QVERIFY_RESULT(done);
        QVERIFY(m_line->isBroken());
        QCOMPARE(done->tests.size(), 3U);
        for (const run::ProxyTest &one : done->tests) {
            QVERIFY(!one.problem.isEmpty());
            QVERIFY(!one.isStored);
        }
        QVERIFY(done->notStored);
        QVERIFY(done->notStored->message.contains(u"were tested"_s));
        QCOMPARE(looked(), 0);
    }

    void comesBack()
    {
        const std::jthread mender([this](const std::stop_token &stop) {
            while (!m_line->isBroken() && !stop.stop_requested())
                std::this_thread::yield();
            m_line->mend();
        });
        const auto done = run(Call::in(60s));
        QVERIFY_RESULT(done);
        QVERIFY(!done->notStored);
        for (const run::ProxyTest &one : done->tests)
            QVERIFY(one.isStored);
        QCOMPARE(looked(), 3);
    }
};

QTEST_GUILESS_MAIN(TestProxyTest)
#include "tst_proxytest.moc"
