// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/cli/importreport.h"
#include "core/formats/csv.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::cli {
namespace {

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
    const auto arguments
        = Arguments::parse(context.arguments, {u"scheme"_s, u"on-duplicate"_s}, {u"dry-run"_s});
    if (!arguments)
        return usage(context, arguments.error().message);
    if (arguments->positional().size() != 1)
        return needsOneFile(context);
    const auto rule = duplicateRule(*arguments);
    if (!rule)
        return usage(context, rule.error().message);
    const auto input = readInput(arguments->positional().first());
    if (!input)
        return failed(context, input.error());
    auto report = formats::readProxies(*input, arguments->value(u"scheme"_s, u"http"_s));
    if (!report)
        return failed(context, report.error());
    if (!arguments->has(u"dry-run"_s)) {
        const auto database = context.database(store::Role::Viewer);
        if (!database)
            return failed(context, database.error());
        const auto result = store::ImportStore(*database).proxies(
            report->accepted, {*rule}, {Deadline::never(), context.stop});
        if (!result)
            return failed(context, result.error());
        settle(*report, *result);
    }
    QJsonArray accepted;
    for (const formats::ProxyEntry &entry : report->accepted)
        accepted += QJsonObject{{u"line"_s, entry.line}, {u"proxy"_s, entry.label()}};
    print(context, reportObject(*report, accepted), reportText(*report));
    return report->rejected.empty() && report->ambiguous.empty() ? kDone : kInPart;
}

int proxiesAssign(Context &context)
{
    const auto arguments = Arguments::parse(context.arguments, {}, {}, {u"account"_s, u"proxy"_s});
    if (!arguments)
        return usage(context, arguments.error().message);
    const auto account = openAccount(context, arguments->value(u"account"_s));
    if (!account)
        return failed(context, account.error());
    store::AccountStore accounts(account->database);
    bool isNumber = false;
    const QString named = arguments->value(u"proxy"_s);
    const ProxyId proxy{named.toLongLong(&isNumber)};
    if (named != "none"_L1 && (!isNumber || !proxy.isValid())) {
        return usage(context,
                     QCoreApplication::translate(
                         "Core", "Name the proxy with --proxy ID, or --proxy none."));
    }
    if (const auto done = accounts.assignProxy(account->id, proxy); !done)
        return failed(context, done.error());
    print(context,
          {{u"account"_s, account->id.value}, {u"proxy"_s, proxy.value}},
          QCoreApplication::translate("Core", "Done."));
    return kDone;
}

int proxiesExport(Context &context)
{
    const auto arguments = Arguments::parse(context.arguments, {}, {u"reveal"_s});
    if (!arguments)
        return usage(context, arguments.error().message);
    if (arguments->positional().size() != 1)
        return usage(context, QCoreApplication::translate("Core", "Name the file to write."));
    if (!arguments->has(u"reveal"_s)) {
        return usage(context,
                     QCoreApplication::translate(
                         "Core",
                         "The file will hold logins and passwords in clear. Say so with "
                         "--reveal."));
    }
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    const auto rows = store::ProxyStore(*database).all();
    if (!rows)
        return failed(context, rows.error());
    const auto clear = [](const Secret &secret) {
        return secret.reveal([](const QByteArray &utf8) { return QString::fromUtf8(utf8); });
    };
    QByteArray text
        = formats::csvLine({u"type"_s, u"host"_s, u"port"_s, u"username"_s, u"password"_s})
              .toUtf8();
    for (const store::Proxy &proxy : *rows) {
        text += formats::csvLine({proxy.type.toLower(),
                                  proxy.host,
                                  QString::number(proxy.port),
                                  clear(proxy.username),
                                  clear(proxy.password)})
                    .toUtf8();
    }
    if (const auto written = writeOutput(arguments->positional().first(), text, true); !written)
        return failed(context, written.error());
    print(context,
          {{u"proxies"_s, int(rows->size())}},
          QCoreApplication::translate("Core", "%Ln proxies written.", nullptr, int(rows->size())));
    return kDone;
}

} // namespace

std::vector<Command> proxyCommands()
{
    return {{u"proxies list"_s, {}, proxiesList},
            {u"proxies import"_s,
             u"[--scheme http|socks5] [--on-duplicate skip|replace] [--dry-run] FILE|-"_s,
             proxiesImport},
            {u"proxies export"_s, u"--reveal FILE"_s, proxiesExport},
            {u"proxies assign"_s, u"--account NAME --proxy ID|none"_s, proxiesAssign}};
}

} // namespace pelorus::cli
