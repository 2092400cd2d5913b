// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/outside.h"

#include "core/dolphin/localapi.h"
#include "core/dolphin/payload.h"
#include "core/dolphin/remoteapi.h"
#include "core/run/maintenance.h"
#include "core/store/session.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {
namespace {

template <typename T>
bool noted(const Result<T> &result)
{
    if (!result)
        qWarning("%s", qPrintable(toLogString(result.error())));
    return result.has_value();
}

} // namespace

ProfileId makeForeignProfile(Harness &bench, const QString &name)
{
    dolphin::RemoteApi remote(
        bench.network(), run::endpoints(bench.settings()), run::tokenSource(bench.settings()));
    const auto query = dolphin::fingerprintQuery({});
    const auto fingerprint
        = remote.fingerprint(query.platform, query.browserVersion, query.screen, Call::in(30s));
    if (!noted(fingerprint))
        return {};
    const auto blueprint = dolphin::completeBlueprint({}, *fingerprint);
    if (!noted(blueprint))
        return {};
    const auto payload = dolphin::buildPayload(*blueprint, name, nullptr);
    if (!noted(payload))
        return {};
    const auto made = remote.createProfile(*payload, Call::in(30s));
    return noted(made) ? *made : ProfileId();
}

bool startForeignProfile(Harness &bench, ProfileId id)
{
    dolphin::LocalApi local(
        bench.network(), run::endpoints(bench.settings()), run::tokenSource(bench.settings()));
    return noted(local.login(Call::in(30s)))
        && noted(local.start(id, {.headless = true}, Call::in(60s)));
}

bool deleteForeignProfile(Harness &bench, ProfileId id)
{
    dolphin::RemoteApi remote(
        bench.network(), run::endpoints(bench.settings()), run::tokenSource(bench.settings()));
    return noted(remote.deleteProfile(id, Call::in(30s)));
}

QJsonObject profileState(Harness &bench, ProfileId id)
{
    const QJsonArray profiles = bench.standin().state().value("profiles"_L1).toArray();
    for (const QJsonValue profile : profiles) {
        if (profile["id"_L1].toInteger() == id.value)
            return profile.toObject();
    }
    return {};
}

QJsonObject siteAccount(Harness &bench, const QString &name)
{
    const QJsonObject site = bench.standin().state().value("site"_L1).toObject();
    const QJsonArray accounts = site.value("accounts"_L1).toArray();
    for (const QJsonValue account : accounts) {
        if (account["username"_L1] == name)
            return account.toObject();
    }
    return {};
}

void expireLeases(Harness &bench)
{
    execute(bench,
            u"UPDATE uploader_instagramaccount SET locked_until = {plus -5} WHERE locked_by IS NOT"
            " NULL"_s);
}

void execute(Harness &bench, const QString &sql)
{
    const auto done = bench.database()->priv().write([&](store::Connection &connection) {
        // What a sleeping program has locked the server gives free after a minute.
        if (connection.engine() == store::Engine::PostgreSql) {
            const QString patience
                = u"SET LOCAL lock_timeout = 70000; SET LOCAL statement_timeout = 0"_s;
            if (auto set = connection.execute(patience); !set)
                return set;
        }
        return store::Query(connection, sql).run();
    });
    if (!done)
        QTest::qFail(qPrintable(toLogString(done.error())), __FILE__, __LINE__);
}

QStringList select(Harness &bench, const QString &sql, int columns)
{
    const auto rows
        = bench.database()->priv().read([&](store::Connection &connection) -> Result<QStringList> {
              store::Query query(connection, sql);
              if (auto ran = query.run(); !ran)
                  return fail(ran.error());
              QStringList texts;
              while (query.next()) {
                  QStringList row;
                  for (int i = 0; i < columns; ++i)
                      row += query.text(i);
                  texts += row.join(u'\t');
              }
              return texts;
          });
    if (!rows)
        QTest::qFail(qPrintable(toLogString(rows.error())), __FILE__, __LINE__);
    return rows.value_or(QStringList());
}

} // namespace pelorus::test
