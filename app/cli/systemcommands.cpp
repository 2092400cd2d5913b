// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/run/maintenance.h"

#include <QCoreApplication>
#include <QStandardPaths>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::cli {
namespace {

int migrate(Context &context)
{
    const auto url = context.databaseUrl();
    if (!url)
        return failed(context, url.error());
    const auto opened = store::Database::open(*url, store::Role::Viewer);
    if (!opened)
        return failed(context, opened.error());
    const auto report = (*opened)->migrate(Call::in(2min, context.stop));
    if (!report)
        return failed(context, report.error());
    print(context,
          {{u"from"_s, report->from},
           {u"to"_s, report->to},
           {u"restored"_s, QJsonArray::fromStringList(report->restored)}},
          QCoreApplication::translate("Core", "%1: schema version %2 (was %3).")
              .arg((*opened)->displayName())
              .arg(report->to)
              .arg(report->from));
    return kDone;
}

int check(Context &context)
{
    QJsonObject object;
    QString text;
    bool good = true;
    const auto add = [&](const QString &name, const Result<QString> &found) {
        object[name] = QJsonObject{{u"ok"_s, found.has_value()},
                                   {u"text"_s, found ? *found : found.error().message}};
        text += u"%1 %2: %3\n"_s.arg(
            found ? u"✓"_s : u"✗"_s, name, found ? *found : found.error().message);
        good = good && found;
    };
    const auto database = context.database(store::Role::Viewer);
    if (!database) {
        add(u"database"_s, fail(database.error()));
    } else {
        const auto ping = (*database)->ping();
        add(u"database"_s,
            ping
                ? Result<QString>(u"%1, %2 ms"_s.arg((*database)->displayName()).arg(ping->count()))
                : fail(ping.error()));
    }
    net::Network network;
    const auto token = context.needDolphinToken();
    const auto port = token
        ? run::checkDolphin(context.settings, network, Call::in(30s, context.stop))
        : Result<int>(fail(token.error()));
    add(u"dolphin"_s, port ? Result<QString>(u":%1"_s.arg(*port)) : fail(port.error()));
    for (const QString &tool : {u"ffprobe"_s, u"ffmpeg"_s}) {
        const QString found = QStandardPaths::findExecutable(tool);
        add(tool,
            found.isEmpty() ? Result<QString>(
                fail(ErrorKind::Unsupported,
                     QCoreApplication::translate("Core", "%1 is not on the path. Install ffmpeg.")
                         .arg(tool)))
                            : Result<QString>(u"found"_s));
    }
    print(context, object, text);
    return good ? kDone : kFailed;
}

int profilesList(Context &context)
{
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    const auto rows = store::LedgerStore(*database).rows(500);
    if (!rows)
        return failed(context, rows.error());
    QJsonArray array;
    QString text;
    int open = 0;
    for (const store::LedgerRow &row : *rows) {
        const bool done = row.state == store::LedgerState::Deleted
            || (row.persistent && row.state == store::LedgerState::Stopped);
        open += done ? 0 : 1;
        array += QJsonObject{{u"id"_s, row.id.value},
                             {u"name"_s, row.name},
                             {u"remoteId"_s, row.remoteId.value},
                             {u"state"_s, store::word(row.state)},
                             {u"account"_s, row.accountName},
                             {u"machine"_s, row.machine},
                             {u"error"_s, row.lastError}};
        text += u"%1\t%2\t%3\t%4\t%5\n"_s.arg(row.remoteId.value)
                    .arg(store::word(row.state), row.accountName, row.machine, row.lastError);
    }
    const auto counters = store::JobStore(*database).counters(context.settings.leaseTtl);
    if (!counters)
        return failed(context, counters.error());
    const int made = counters->profilesCreatedThisMonth;
    const int limit = context.settings.profilesAMonth;
    text += QCoreApplication::translate("Core", "profiles open: %1\n").arg(open);
    text += limit > 0 ? QCoreApplication::translate("Core", "made this month: %1 of %2%3")
                            .arg(made)
                            .arg(limit)
                            .arg(settings::nearsLimit(made, limit)
                                     ? QCoreApplication::translate("Core", ", close to the limit")
                                     : QString())
                      : QCoreApplication::translate("Core", "made this month: %1").arg(made);
    print(context,
          {{u"profiles"_s, array},
           {u"open"_s, open},
           {u"madeThisMonth"_s, made},
           {u"monthlyLimit"_s, limit}},
          text);
    return kDone;
}

int profilesSweep(Context &context)
{
    if (const auto token = context.needDolphinToken(); !token)
        return failed(context, token.error());
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    net::Network network;
    const SystemClock clock;
    const auto report = run::sweepByHand(
        context.settings, *database, network, clock, Call::in(30min, context.stop));
    if (!report)
        return failed(context, report.error());
    print(context,
          {{u"closed"_s, report->closed},
           {u"failed"_s, report->failed},
           {u"recovered"_s, report->recovered},
           {u"otherTeam"_s, report->otherTeam}},
          QCoreApplication::translate(
              "Core",
              "Profiles closed: %1, still open: %2, of another team: %3. Jobs "
              "recovered: %4.")
              .arg(report->closed)
              .arg(report->failed)
              .arg(report->otherTeam)
              .arg(report->recovered));
    return report->failed > 0 ? kInPart : kDone;
}

} // namespace

std::vector<Command> systemCommands()
{
    return {{u"migrate"_s, {}, migrate},
            {u"check"_s, {}, check},
            {u"profiles list"_s, {}, profilesList},
            {u"profiles sweep"_s, {}, profilesSweep}};
}

} // namespace pelorus::cli
