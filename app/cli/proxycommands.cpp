// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/cli/importlist.h"
#include "core/run/proxytest.h"
#include "core/store/listexport.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::cli {
namespace {

int proxiesList(Context &context)
{
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    const auto rows = store::ProxyStore(*database).rows();
    if (!rows)
        return failed(context, rows.error());
    QJsonArray array;
    QString text;
    for (const store::ProxyRow &proxy : *rows) {
        array += QJsonObject{
            {u"id"_s, proxy.id.value},
            {u"type"_s, proxy.type},
            {u"host"_s, proxy.host},
            {u"port"_s, proxy.port},
            {u"status"_s, proxy.status},
            {u"country"_s, proxy.country},
            {u"tested"_s, proxy.lastChecked ? proxy.lastChecked->toString(Qt::ISODate) : QString()},
            {u"accounts"_s, QJsonArray::fromStringList(proxy.accountNames)}};
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
    const QString scheme = context.arguments.value(u"scheme"_s, u"http"_s);
    return importList<formats::ProxyEntry>(
        context,
        {formats::ListKind::Proxies,
         [&](const QByteArray &input, const formats::ListLayout &layout) {
             return formats::readProxies(input, scheme, layout);
         },
         &store::ImportStore::proxies,
         [](const formats::ProxyEntry &entry) {
             return QJsonObject{{u"proxy"_s, entry.label()}};
         }});
}

int proxiesAssign(Context &context)
{
    const Arguments &arguments = context.arguments;
    const auto account = openAccount(context, arguments.value(u"account"_s));
    if (!account)
        return failed(context, account.error());
    store::AccountStore accounts(account->database);
    bool isNumber = false;
    const QString named = arguments.value(u"proxy"_s);
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
    const Arguments &arguments = context.arguments;
    if (arguments.positional().size() != 1)
        return usage(context, QCoreApplication::translate("Core", "Name the file to write."));
    if (!arguments.has(u"reveal"_s)) {
        return usage(context,
                     QCoreApplication::translate(
                         "Core",
                         "The file will hold logins and passwords in clear. Say so with "
                         "--reveal."));
    }
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    const auto list = store::exportProxies(*database, store::Reveal::Yes);
    if (!list)
        return failed(context, list.error());
    if (const auto saved = store::saveList(arguments.positional().first(), *list); !saved)
        return failed(context, saved.error());
    print(context,
          {{u"proxies"_s, list->rows}},
          QCoreApplication::translate("Core", "%Ln proxies written.", nullptr, list->rows));
    return kDone;
}

/// The numbers that the command names, each once; InvalidInput for something else.
Result<std::vector<ProxyId>> proxyIds(const QStringList &words)
{
    std::vector<ProxyId> ids;
    for (const QString &word : words) {
        bool isNumber = false;
        const ProxyId id{word.toLongLong(&isNumber)};
        if (!isNumber || !id.isValid()) {
            return fail(ErrorKind::InvalidInput,
                        QCoreApplication::translate(
                            "Core", "“%1” is not the number of a proxy. See proxies list.")
                            .arg(word));
        }
        if (std::ranges::find(ids, id) == ids.end())
            ids.push_back(id);
    }
    return ids;
}

/// NotFound for the first of them that is not there.
Result<void> needProxies(store::ProxyStore &proxies, const std::vector<ProxyId> &ids)
{
    const auto rows = proxies.rows();
    if (!rows)
        return fail(rows.error());
    for (const ProxyId id : ids) {
        if (std::ranges::find(*rows, id, &store::ProxyRow::id) == rows->end()) {
            return fail(notFound(
                QCoreApplication::translate("Core", "There is no proxy %1.").arg(id.value)));
        }
    }
    return {};
}

int proxiesTest(Context &context)
{
    const Arguments &arguments = context.arguments;
    auto ids = proxyIds(arguments.positional());
    if (!ids)
        return usage(context, ids.error().message);
    if (ids->empty() != arguments.has(u"all"_s)) {
        return usage(context,
                     QCoreApplication::translate(
                         "Core", "Name the proxies by their numbers, or --all of them."));
    }
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    store::ProxyStore proxies(*database);
    if (const auto there = needProxies(proxies, *ids); !there)
        return failed(context, there.error());
    if (ids->empty()) {
        const auto rows = proxies.rows();
        if (!rows)
            return failed(context, rows.error());
        for (const store::ProxyRow &row : *rows)
            ids->push_back(row.id);
    }
    net::Network network;
    const auto done = run::testProxies(
        *database, network, context.settings.siteUrl, *ids, {Deadline::never(), context.stop});
    if (!done)
        return failed(context, done.error());
    QJsonArray array;
    QString text;
    bool good = done->tests.size() == ids->size() && !done->notStored;
    for (const run::ProxyTest &test : done->tests) {
        good = good && test.time;
        QJsonObject row{
            {u"id"_s, test.id.value}, {u"proxy"_s, test.label}, {u"stored"_s, test.isStored}};
        if (test.time)
            row.insert(u"ms"_s, qint64(test.time->count()));
        else
            row.insert(u"problem"_s, test.problem);
        array += row;
        text += u"%1\t%2\t%3\n"_s.arg(test.id.value)
                    .arg(test.label,
                         test.time ? QCoreApplication::translate("Core", "works, %1 ms")
                                         .arg(test.time->count())
                                   : test.problem);
    }
    if (done->notStored)
        text += done->notStored->message + u'\n';
    printRows(context, u"proxies"_s, array, text);
    return good ? kDone : kInPart;
}

int proxiesRemove(Context &context)
{
    const Arguments &arguments = context.arguments;
    const auto ids = proxyIds(arguments.positional());
    if (!ids)
        return usage(context, ids.error().message);
    if (ids->empty())
        return usage(context,
                     QCoreApplication::translate("Core", "Name the proxies by their numbers."));
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    store::ProxyStore proxies(*database);
    if (const auto there = needProxies(proxies, *ids); !there)
        return failed(context, there.error());
    const auto removed = proxies.remove(*ids);
    if (!removed)
        return failed(context, removed.error());
    print(context,
          {{u"removed"_s, int(removed->size())}},
          QCoreApplication::translate("Core", "%1 of %2 proxies removed.")
              .arg(removed->size())
              .arg(ids->size()));
    return removed->size() == ids->size() ? kDone : kInPart;
}

} // namespace

std::vector<Command> proxyCommands()
{
    return {{u"proxies list"_s, {}, proxiesList},
            {u"proxies import"_s,
             u"[--scheme http|socks5] [--on-duplicate skip|replace] "_s % kImportUsage,
             proxiesImport,
             importTakes({u"scheme"_s})},
            {u"proxies export"_s,
             u"--reveal FILE"_s,
             proxiesExport,
             {.flags = {u"reveal"_s}, .words = 1}},
            {u"proxies test"_s,
             u"ID… | --all"_s,
             proxiesTest,
             {.flags = {u"all"_s}, .words = kAnyNumber}},
            {u"proxies remove"_s, u"ID…"_s, proxiesRemove, {.words = kAnyNumber}},
            {u"proxies assign"_s,
             u"--account NAME --proxy ID|none"_s,
             proxiesAssign,
             {.required = {u"account"_s, u"proxy"_s}}}};
}

} // namespace pelorus::cli
