// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"

#include "core/base/json.h"
#include "core/dolphin/payload.h"
#include "core/formats/accounts.h"
#include "core/formats/proxies.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::cli {
namespace {

QString lockWord(store::LockState lock)
{
    switch (lock) {
    case store::LockState::Free:
        return u"free"_s;
    case store::LockState::Mine:
        return u"mine"_s;
    case store::LockState::Other:
        return u"locked"_s;
    case store::LockState::Expired:
        return u"expired"_s;
    }
    return {};
}

int accountsList(Context &context)
{
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    const auto rows = store::AccountStore(*database).rows({});
    if (!rows)
        return failed(context, rows.error());
    QJsonArray array;
    QString text;
    for (const store::AccountRow &row : *rows) {
        array += QJsonObject{{u"id"_s, row.id.value},
                             {u"username"_s, row.username},
                             {u"status"_s, row.status},
                             {u"proxy"_s, row.proxyLabel},
                             {u"lock"_s, lockWord(row.lock)},
                             {u"lockedBy"_s, row.lockedBy},
                             {u"cookies"_s, row.cookieCount},
                             {u"cookiesValid"_s, row.cookiesValid},
                             {u"pausedUntil"_s,
                              row.pausedUntil ? row.pausedUntil->toString(Qt::ISODate) : QString()},
                             {u"pauseReason"_s, row.pauseReason}};
        text += u"%1\t%2\t%3\t%4\t%5\n"_s.arg(row.id.value)
                    .arg(row.username, row.status, lockWord(row.lock), row.proxyLabel);
    }
    printRows(context, u"accounts"_s, array, text);
    return kDone;
}

int accountsUnlock(Context &context)
{
    if (context.arguments.size() != 1)
        return usage(context, QCoreApplication::translate("Core", "Name one account."));
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    store::AccountStore accounts(*database);
    const auto id = accounts.findByName(context.arguments.first());
    if (!id)
        return failed(context, id.error());
    if (const auto done = accounts.unlock(*id, context.settings.machine); !done)
        return failed(context, done.error());
    print(context,
          {{u"id"_s, id->value}},
          QCoreApplication::translate("Core",
                                      "%1 is free. Whoever held it can write nothing any more.")
              .arg(context.arguments.first()));
    return kDone;
}

/// The part of an import's answer that does not depend on what is imported.
template <typename Entry>
QJsonObject reportObject(const formats::ImportReport<Entry> &report, const QJsonArray &accepted)
{
    QJsonArray ambiguous;
    for (const auto &line : report.ambiguous)
        ambiguous
            += QJsonObject{{u"line"_s, line.line}, {u"readings"_s, int(line.readings.size())}};
    QJsonArray rejected;
    for (const auto &line : report.rejected)
        rejected += QJsonObject{{u"line"_s, line.line}, {u"reason"_s, line.reason}};
    return {{u"read"_s, report.read},
            {u"accepted"_s, accepted},
            {u"ambiguous"_s, ambiguous},
            {u"rejected"_s, rejected}};
}

template <typename Entry>
QString reportText(const formats::ImportReport<Entry> &report)
{
    QString text = QCoreApplication::translate(
                       "Core", "%1 lines read: %2 accepted, %3 ambiguous, %4 rejected")
                       .arg(report.read)
                       .arg(report.accepted.size())
                       .arg(report.ambiguous.size())
                       .arg(report.rejected.size());
    for (const auto &line : report.rejected)
        text += u"\n  %1: %2"_s.arg(line.line).arg(line.reason);
    return text;
}

/// Adds what was accepted; lines that cannot be stored join the rejected.
Result<void> storeAccounts(const store::DatabasePtr &database, formats::AccountReport &report)
{
    store::AccountStore accounts(database);
    store::CookieStore cookies(database);
    std::vector<formats::AccountEntry> kept;
    for (formats::AccountEntry &entry : report.accepted) {
        store::NewAccount account;
        account.username = entry.login;
        account.password = entry.password.clone();
        account.emailUsername = entry.email;
        account.emailPassword = entry.emailPassword.clone();
        account.tfaSecret = entry.tfa.clone();
        const auto id = entry.duplicateOf > 0
            ? Result<AccountId>(
                fail(ErrorKind::Conflict,
                     QCoreApplication::translate("Core", "The same account stands in line %1.")
                         .arg(entry.duplicateOf)))
            : accounts.add(account);
        if (!id) {
            if (id.error().kind != ErrorKind::Conflict
                && id.error().kind != ErrorKind::InvalidInput)
                return fail(id.error());
            report.rejected.push_back({entry.line, id.error().message});
            continue;
        }
        if (!entry.cookies.isEmpty()) {
            const auto read = entry.cookies.reveal([](const QByteArray &text) {
                return formats::readCookies(text, {u".instagram.com"_s, {}});
            });
            if (!read)
                entry.notes += read.error().message;
            else if (auto saved = cookies.import(
                         *id,
                         read->cookies,
                         formats::looksSignedIn(read->cookies, QDateTime::currentDateTimeUtc()));
                     !saved)
                return saved;
        }
        kept.push_back(std::move(entry));
    }
    report.accepted = std::move(kept);
    return {};
}

int accountsImport(Context &context)
{
    const auto arguments = Arguments::parse(context.arguments, {}, {u"dry-run"_s});
    if (!arguments)
        return usage(context, arguments.error().message);
    if (arguments->positional().size() != 1)
        return usage(context,
                     QCoreApplication::translate("Core", "Name one file, or - for stdin."));
    const auto input = readInput(arguments->positional().first());
    if (!input)
        return failed(context, input.error());
    auto report = formats::readAccounts(*input);
    if (!report)
        return failed(context, report.error());
    if (!arguments->has(u"dry-run"_s)) {
        const auto database = context.database(store::Role::Viewer);
        if (!database)
            return failed(context, database.error());
        if (const auto stored = storeAccounts(*database, *report); !stored)
            return failed(context, stored.error());
    }
    QJsonArray accepted;
    for (const formats::AccountEntry &entry : report->accepted) {
        accepted += QJsonObject{{u"line"_s, entry.line},
                                {u"login"_s, entry.login},
                                {u"password"_s, !entry.password.isEmpty()},
                                {u"email"_s, entry.email},
                                {u"tfa"_s, !entry.tfa.isEmpty()},
                                {u"cookies"_s, !entry.cookies.isEmpty()},
                                {u"notes"_s, QJsonArray::fromStringList(entry.notes)}};
    }
    print(context, reportObject(*report, accepted), reportText(*report));
    return report->rejected.empty() && report->ambiguous.empty() ? kDone : kInPart;
}

int proxiesList(Context &context)
{
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    const auto rows = store::ProxyStore(*database).all();
    if (!rows)
        return failed(context, rows.error());
    QJsonArray array;
    QString text;
    for (const store::Proxy &proxy : *rows) {
        array += QJsonObject{{u"id"_s, proxy.id.value},
                             {u"type"_s, proxy.type},
                             {u"host"_s, proxy.host},
                             {u"port"_s, proxy.port},
                             {u"status"_s, proxy.status},
                             {u"account"_s, proxy.assignedAccount.value}};
        text += u"%1\t%2\t%3:%4\t%5\n"_s.arg(proxy.id.value)
                    .arg(proxy.type, proxy.host)
                    .arg(proxy.port)
                    .arg(proxy.status);
    }
    printRows(context, u"proxies"_s, array, text);
    return kDone;
}

int proxiesImport(Context &context)
{
    const auto arguments = Arguments::parse(context.arguments, {u"scheme"_s}, {u"dry-run"_s});
    if (!arguments)
        return usage(context, arguments.error().message);
    if (arguments->positional().size() != 1)
        return usage(context,
                     QCoreApplication::translate("Core", "Name one file, or - for stdin."));
    const auto input = readInput(arguments->positional().first());
    if (!input)
        return failed(context, input.error());
    auto report = formats::readProxies(*input, arguments->value(u"scheme"_s, u"http"_s));
    if (!report)
        return failed(context, report.error());
    store::DatabasePtr database;
    if (!arguments->has(u"dry-run"_s)) {
        const auto opened = context.database(store::Role::Viewer);
        if (!opened)
            return failed(context, opened.error());
        database = *opened;
    }
    QJsonArray accepted;
    for (const formats::ProxyEntry &entry : report->accepted) {
        accepted += QJsonObject{{u"line"_s, entry.line}, {u"proxy"_s, entry.label()}};
        if (!database || entry.duplicateOf > 0)
            continue;
        store::Proxy proxy;
        proxy.type = entry.scheme.toUpper();
        proxy.host = entry.host;
        proxy.port = entry.port;
        proxy.username = entry.login.clone();
        proxy.password = entry.password.clone();
        if (const auto added = store::ProxyStore(database).add(proxy); !added)
            return failed(context, added.error());
    }
    print(context, reportObject(*report, accepted), reportText(*report));
    return report->rejected.empty() && report->ambiguous.empty() ? kDone : kInPart;
}

int proxiesAssign(Context &context)
{
    const auto arguments = Arguments::parse(context.arguments, {}, {}, {u"account"_s, u"proxy"_s});
    if (!arguments)
        return usage(context, arguments.error().message);
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    store::AccountStore accounts(*database);
    const auto id = accounts.findByName(arguments->value(u"account"_s));
    if (!id)
        return failed(context, id.error());
    bool isNumber = false;
    const QString named = arguments->value(u"proxy"_s);
    const ProxyId proxy{named.toLongLong(&isNumber)};
    if (named != "none"_L1 && (!isNumber || !proxy.isValid())) {
        return usage(context,
                     QCoreApplication::translate(
                         "Core", "Name the proxy with --proxy ID, or --proxy none."));
    }
    if (const auto done = accounts.assignProxy(*id, proxy); !done)
        return failed(context, done.error());
    print(context,
          {{u"account"_s, id->value}, {u"proxy"_s, proxy.value}},
          QCoreApplication::translate("Core", "Done."));
    return kDone;
}

Result<QJsonObject> readBlueprint(const QString &path)
{
    const auto input = readInput(path, 4LL * 1024 * 1024);
    if (!input)
        return fail(input.error());
    const auto blueprint = json::parseObject(*input);
    if (!blueprint)
        return fail(blueprint.error());
    if (!dolphin::isComplete(*blueprint))
        return *blueprint; // completed from Dolphin's fingerprint at the first task
    if (const auto payload = dolphin::buildPayload(*blueprint, u"pelorus-check"_s, nullptr);
        !payload)
        return fail(payload.error());
    return *blueprint;
}

int blueprintValidate(Context &context)
{
    if (context.arguments.size() != 1)
        return usage(context,
                     QCoreApplication::translate("Core", "Name one file, or - for stdin."));
    const auto blueprint = readBlueprint(context.arguments.first());
    if (!blueprint)
        return failed(context, blueprint.error());
    const bool complete = dolphin::isComplete(*blueprint);
    print(context,
          {{u"complete"_s, complete}},
          complete ? QCoreApplication::translate("Core", "The blueprint is complete.")
                   : QCoreApplication::translate(
                       "Core",
                       "The blueprint can be used. What it lacks is completed from "
                       "Dolphin's fingerprint once and kept."));
    return kDone;
}

int blueprintAccess(Context &context, bool write)
{
    const auto arguments = Arguments::parse(context.arguments, {}, {}, {u"account"_s});
    if (!arguments)
        return usage(context, arguments.error().message);
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    store::AccountStore accounts(*database);
    const auto id = accounts.findByName(arguments->value(u"account"_s));
    if (!id)
        return failed(context, id.error());
    if (!write) {
        const auto blueprint = accounts.blueprint(*id);
        if (!blueprint)
            return failed(context, blueprint.error());
        print(context, *blueprint, QString::fromUtf8(QJsonDocument(*blueprint).toJson()));
        return kDone;
    }
    if (arguments->positional().size() != 1)
        return usage(context,
                     QCoreApplication::translate("Core", "Name one file, or - for stdin."));
    const auto blueprint = readBlueprint(arguments->positional().first());
    if (!blueprint)
        return failed(context, blueprint.error());
    if (const auto done = accounts.setBlueprint(*id, *blueprint); !done)
        return failed(context, done.error());
    print(context, {{u"account"_s, id->value}}, QCoreApplication::translate("Core", "Done."));
    return kDone;
}

} // namespace

std::vector<Command> accountCommands()
{
    return {{u"accounts list"_s, {}, accountsList},
            {u"accounts import"_s, u"[--dry-run] FILE|-"_s, accountsImport},
            {u"accounts unlock"_s, u"NAME"_s, accountsUnlock},
            {u"proxies list"_s, {}, proxiesList},
            {u"proxies import"_s, u"[--scheme http|socks5] [--dry-run] FILE|-"_s, proxiesImport},
            {u"proxies assign"_s, u"--account NAME --proxy ID|none"_s, proxiesAssign},
            {u"blueprint get"_s,
             u"--account NAME"_s,
             [](Context &context) { return blueprintAccess(context, false); }},
            {u"blueprint set"_s,
             u"--account NAME FILE|-"_s,
             [](Context &context) { return blueprintAccess(context, true); }},
            {u"blueprint validate"_s, u"FILE|-"_s, blueprintValidate}};
}

} // namespace pelorus::cli
