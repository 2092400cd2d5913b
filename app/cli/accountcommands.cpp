// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/cli/importreport.h"
#include "app/cli/layoutoptions.h"

#include "core/base/json.h"
#include "core/dolphin/payload.h"
#include "core/formats/accounts.h"
#include "core/store/listexport.h"

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
    const auto account = openAccount(context, context.arguments.first());
    if (!account)
        return failed(context, account.error());
    store::AccountStore accounts(account->database);
    if (const auto done = accounts.unlock(account->id, context.settings.machine); !done)
        return failed(context, done.error());
    print(context,
          {{u"id"_s, account->id.value}},
          QCoreApplication::translate("Core",
                                      "%1 is free. Whoever held it can write nothing any more.")
              .arg(context.arguments.first()));
    return kDone;
}

/// A secret's first line, read from a file or stdin: never an argument.
Result<std::optional<Secret>> secretFrom(const Arguments &arguments, const QString &option)
{
    if (!arguments.has(option))
        return std::nullopt;
    const auto input = readInput(arguments.value(option), 64LL * 1024);
    if (!input)
        return fail(input.error());
    const auto end
        = std::find_if(input->begin(), input->end(), [](char c) { return c == '\n' || c == '\r'; });
    return Secret(QByteArray(input->constData(), end - input->begin()));
}

int edited(const Context &context, AccountId account, const Result<store::Applied> &applied)
{
    if (!applied)
        return failed(context, applied.error());
    print(context,
          {{u"account"_s, account.value}, {u"waits"_s, *applied == store::Applied::WhenFree}},
          *applied == store::Applied::Now ? QCoreApplication::translate("Core", "Done.")
                                          : waitsText());
    return kDone;
}

int accountsSet(Context &context)
{
    const auto arguments
        = Arguments::parse(context.arguments,
                           {u"profile-id"_s, u"notes"_s, u"password-from"_s, u"totp-from"_s},
                           {},
                           {u"account"_s});
    if (!arguments)
        return usage(context, arguments.error().message);
    auto password = secretFrom(*arguments, u"password-from"_s);
    if (!password)
        return failed(context, password.error());
    auto totp = secretFrom(*arguments, u"totp-from"_s);
    if (!totp)
        return failed(context, totp.error());
    store::AccountEdit edit;
    edit.password = std::move(*password);
    edit.tfaSecret = std::move(*totp);
    if (arguments->has(u"notes"_s))
        edit.notes = arguments->value(u"notes"_s);
    if (arguments->has(u"profile-id"_s)) {
        const QString named = arguments->value(u"profile-id"_s);
        edit.dolphinProfileId = named == "none"_L1 ? QString() : named;
    }
    if (!edit.password && !edit.tfaSecret && !edit.notes && !edit.dolphinProfileId)
        return usage(context,
                     u"Name what to change: --profile-id, --notes, --password-from or "
                     u"--totp-from."_s);
    const auto account = openAccount(context, arguments->value(u"account"_s));
    if (!account)
        return failed(context, account.error());
    store::AccountStore accounts(account->database);
    return edited(context, account->id, accounts.edit(account->id, edit, context.settings.machine));
}

int accountsExport(Context &context)
{
    const auto arguments = Arguments::parse(context.arguments, {}, {u"reveal"_s});
    if (!arguments)
        return usage(context, arguments.error().message);
    if (arguments->positional().size() != 1)
        return usage(context, QCoreApplication::translate("Core", "Name the file to write."));
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    const bool reveal = arguments->has(u"reveal"_s);
    const auto list
        = store::exportAccounts(*database, reveal ? store::Reveal::Yes : store::Reveal::No);
    if (!list)
        return failed(context, list.error());
    if (const auto saved = store::saveList(arguments->positional().first(), *list); !saved)
        return failed(context, saved.error());
    QString text = QCoreApplication::translate("Core", "%1 accounts written.").arg(list->rows);
    if (!reveal)
        text += QCoreApplication::translate(
            "Core", " Without passwords and keys: say --reveal to have them in clear.");
    print(context, {{u"accounts"_s, list->rows}, {u"revealed"_s, reveal}}, text);
    return kDone;
}

QJsonArray acceptedArray(const formats::AccountReport &report, const QHash<int, QString> &notes)
{
    QJsonArray accepted;
    for (const formats::AccountEntry &entry : report.accepted) {
        QJsonArray remarks = QJsonArray::fromStringList(entry.notes);
        if (notes.contains(entry.line))
            remarks += notes.value(entry.line);
        accepted += QJsonObject{{u"line"_s, entry.line},
                                {u"login"_s, entry.login},
                                {u"password"_s, !entry.password.isEmpty()},
                                {u"email"_s, entry.email},
                                {u"tfa"_s, !entry.tfa.isEmpty()},
                                {u"cookies"_s, !entry.cookies.isEmpty()},
                                {u"notes"_s, remarks}};
    }
    return accepted;
}

int accountsImport(Context &context)
{
    const auto arguments = Arguments::parse(
        context.arguments, withLayoutOptions({u"on-duplicate"_s}), {u"dry-run"_s});
    if (!arguments)
        return usage(context, arguments.error().message);
    if (arguments->positional().size() != 1)
        return needsOneFile(context);
    const auto rule = duplicateRule(*arguments);
    if (!rule)
        return usage(context, rule.error().message);
    const auto layout = layoutFrom(context, *arguments, formats::ListKind::Accounts);
    if (!layout)
        return usage(context, layout.error().message);
    const auto input = readInput(arguments->positional().first());
    if (!input)
        return failed(context, input.error());
    auto report = formats::readAccounts(*input, *layout);
    if (!report)
        return failed(context, report.error());
    QHash<int, QString> notes;
    if (!arguments->has(u"dry-run"_s)) {
        const auto database = context.database(store::Role::Viewer);
        if (!database)
            return failed(context, database.error());
        const auto result = store::ImportStore(*database).accounts(
            report->accepted,
            {.onDuplicate = *rule, .who = context.settings.machine},
            {Deadline::never(), context.stop});
        if (!result)
            return failed(context, result.error());
        notes = settle(*report, *result);
    }
    print(context,
          context.json ? reportObject(*report, acceptedArray(*report, notes)) : QJsonObject(),
          reportText(*report));
    return report->rejected.empty() && report->ambiguous.empty() ? kDone : kInPart;
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
        return needsOneFile(context);
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
    const auto account = openAccount(context, arguments->value(u"account"_s));
    if (!account)
        return failed(context, account.error());
    store::AccountStore accounts(account->database);
    if (!write) {
        const auto blueprint = accounts.blueprint(account->id);
        if (!blueprint)
            return failed(context, blueprint.error());
        print(context, *blueprint, QString::fromUtf8(QJsonDocument(*blueprint).toJson()));
        return kDone;
    }
    if (arguments->positional().size() != 1)
        return needsOneFile(context);
    const auto blueprint = readBlueprint(arguments->positional().first());
    if (!blueprint)
        return failed(context, blueprint.error());
    return edited(context,
                  account->id,
                  accounts.setBlueprint(account->id, *blueprint, context.settings.machine));
}

} // namespace

std::vector<Command> accountCommands()
{
    return {{u"accounts list"_s, {}, accountsList},
            {u"accounts import"_s,
             u"[--on-duplicate skip|fill|replace] [--dry-run] "_s % kLayoutUsage % u" FILE|-"_s,
             accountsImport},
            {u"accounts export"_s, u"[--reveal] FILE"_s, accountsExport},
            {u"accounts set"_s,
             u"--account NAME [--profile-id N|none] [--notes TEXT] [--password-from FILE|-] "
             u"[--totp-from FILE|-]"_s,
             accountsSet},
            {u"accounts unlock"_s, u"NAME"_s, accountsUnlock},
            {u"blueprint get"_s,
             u"--account NAME"_s,
             [](Context &context) { return blueprintAccess(context, false); }},
            {u"blueprint set"_s,
             u"--account NAME FILE|-"_s,
             [](Context &context) { return blueprintAccess(context, true); }},
            {u"blueprint validate"_s, u"FILE|-"_s, blueprintValidate}};
}

} // namespace pelorus::cli
