// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/cli/importlist.h"

#include "core/base/json.h"
#include "core/dolphin/payload.h"
#include "core/formats/accounts.h"
#include "core/formats/decode.h"
#include "core/store/listexport.h"
#include "core/vault/totp.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

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
        text += u"%1\t%2\t%3\t%4\t%5\t%6\n"_s.arg(row.id.value)
                    .arg(row.username,
                         row.status,
                         lockWord(row.lock),
                         row.proxyLabel,
                         row.pausedUntil ? pausedText(*row.pausedUntil, row.pauseReason)
                                         : QString());
    }
    printRows(context, u"accounts"_s, array, text);
    return kDone;
}

int accountsUnlock(Context &context)
{
    const QString name = context.arguments.positional().value(0);
    if (name.isEmpty())
        return usage(context, QCoreApplication::translate("Core", "Name one account."));
    const auto account = openAccount(context, name);
    if (!account)
        return failed(context, account.error());
    store::AccountStore accounts(account->database);
    if (const auto done = accounts.unlock(account->id, context.settings.machine); !done)
        return failed(context, done.error());
    print(context,
          {{u"id"_s, account->id.value}},
          QCoreApplication::translate("Core",
                                      "%1 is free. Whoever held it can write nothing any more.")
              .arg(name));
    return kDone;
}

/// The accounts that the command names, all of them or none.
Result<std::vector<AccountId>> namedAccounts(const Context &context, store::AccountStore &accounts)
{
    std::vector<AccountId> ids;
    for (const QString &name : context.arguments.positional()) {
        const auto id = accounts.findByName(name);
        if (!id)
            return fail(id.error());
        if (std::ranges::find(ids, *id) == ids.end())
            ids.push_back(*id);
    }
    return ids;
}

/// "90m", "2h", "7d"; nothing for something else.
std::optional<std::chrono::seconds> timeSpan(const QString &text)
{
    static const QRegularExpression form(u"^([1-9][0-9]{0,3})([mhd])$"_s);
    const auto found = form.match(text);
    if (!found.hasMatch())
        return std::nullopt;
    const int number = found.capturedView(1).toInt();
    switch (found.capturedView(2).front().unicode()) {
    case u'm':
        return std::chrono::minutes(number);
    case u'h':
        return std::chrono::hours(number);
    default:
        return std::chrono::hours(24) * number;
    }
}

/// The end of a command that pauses or resumes the accounts: how they stand now.
int toldPauses(const Context &context,
               store::AccountStore &accounts,
               const std::vector<AccountId> &ids)
{
    QJsonArray array;
    QString text;
    for (const AccountId id : ids) {
        const auto row = accounts.row(id, {});
        if (!row)
            return failed(context, row.error());
        const QString until
            = row->pausedUntil ? row->pausedUntil->toString(Qt::ISODate) : QString();
        array += QJsonObject{{u"id"_s, row->id.value},
                             {u"username"_s, row->username},
                             {u"pausedUntil"_s, until},
                             {u"pauseReason"_s, row->pauseReason}};
        text += u"%1\t%2\n"_s.arg(row->username,
                                  row->pausedUntil
                                      ? pausedText(*row->pausedUntil, {})
                                      : QCoreApplication::translate("Core", "Not paused."));
    }
    print(context, {{u"accounts"_s, array}}, text);
    return kDone;
}

/// Does `change` to each account that the command names, and tells how they stand then.
int changeNamed(Context &context,
                const std::function<Result<void>(store::AccountStore &, AccountId)> &change)
{
    if (context.arguments.positional().isEmpty())
        return usage(context, QCoreApplication::translate("Core", "Name the accounts."));
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    store::AccountStore accounts(*database);
    const auto ids = namedAccounts(context, accounts);
    if (!ids)
        return failed(context, ids.error());
    for (const AccountId id : *ids) {
        if (const auto changed = change(accounts, id); !changed)
            return failed(context, changed.error());
    }
    return toldPauses(context, accounts, *ids);
}

int accountsPause(Context &context)
{
    const QString named = context.arguments.value(u"for"_s);
    const auto time = context.arguments.has(u"for"_s) ? timeSpan(named) : store::kUntilResumed;
    if (!time) {
        return usage(context,
                     QCoreApplication::translate("Core", "--for takes a time such as 1h or 7d."));
    }
    const QString reason
        = QCoreApplication::translate("Core", "Paused by %1").arg(context.settings.machine);
    return changeNamed(context, [&](store::AccountStore &accounts, AccountId id) -> Result<void> {
        const auto paused = accounts.pause(id, *time, reason);
        return paused ? Result<void>() : fail(paused.error());
    });
}

int accountsResume(Context &context)
{
    return changeNamed(
        context, [](store::AccountStore &accounts, AccountId id) { return accounts.resume(id); });
}

/// What `accounts set` makes of one secret: nothing said, a new one, or (--clear) none. The new one
/// is a first line, read from a file or stdin: never an argument.
Result<std::optional<Secret>> secretFrom(const Arguments &arguments, const QString &name)
{
    const QString option = name + u"-from"_s;
    const bool clear = arguments.value(u"clear"_s).split(u',').contains(name);
    if (!arguments.has(option))
        return clear ? std::optional(Secret()) : std::nullopt;
    if (clear) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate("Core", "Say --%1 or --clear %2, not both.")
                        .arg(option, name));
    }
    const auto input = readInput(arguments.value(option), 64LL * 1024);
    if (!input)
        return fail(input.error());
    // Notepad and PowerShell write UTF-8 with a mark in front, or UTF-16.
    const formats::DecodedText decoded = formats::decodeText(*input);
    if (decoded.guessed || decoded.text.contains(QChar(0)) || !decoded.text.isValidUtf16()) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate(
                        "Core",
                        "What --%1 names is not text in UTF-8, so its characters are not certain; "
                        "nothing was changed. Save it as UTF-8.")
                        .arg(option));
    }
    const auto lines = formats::splitLines(decoded.text);
    const QString line = lines.empty() ? QString() : lines.front().toString();
    if (line.trimmed().isEmpty()) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate(
                        "Core",
                        "The first line of what --%1 names is empty; nothing was changed. To "
                        "take away what the account has, say --clear %2.")
                        .arg(option, name));
    }
    return Secret(line);
}

/// What --clear names, if that is not known.
QString strangeClear(const Arguments &arguments)
{
    if (!arguments.has(u"clear"_s))
        return {};
    for (const QString &word : arguments.value(u"clear"_s).split(u',')) {
        if (word != "password"_L1 && word != "totp"_L1)
            return QCoreApplication::translate("Core", "--clear takes password, totp or both.");
    }
    return {};
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
    const Arguments &arguments = context.arguments;
    if (const QString problem = strangeClear(arguments); !problem.isEmpty())
        return usage(context, problem);
    auto password = secretFrom(arguments, u"password"_s);
    if (!password)
        return failed(context, password.error());
    auto totp = secretFrom(arguments, u"totp"_s);
    if (!totp)
        return failed(context, totp.error());
    if (*totp && !(*totp)->isEmpty()) {
        if (const auto readable = vault::checkNewTotp(**totp); !readable)
            return failed(context, readable.error());
    }
    store::AccountEdit edit;
    edit.password = std::move(*password);
    edit.tfaSecret = std::move(*totp);
    if (arguments.has(u"notes"_s))
        edit.notes = arguments.value(u"notes"_s);
    if (arguments.has(u"profile-id"_s)) {
        const QString named = arguments.value(u"profile-id"_s);
        edit.dolphinProfileId = named == "none"_L1 ? QString() : named;
    }
    if (!edit.password && !edit.tfaSecret && !edit.notes && !edit.dolphinProfileId)
        return usage(context,
                     u"Name what to change: --profile-id, --notes, --password-from, "
                     u"--totp-from or --clear."_s);
    const auto account = openAccount(context, arguments.value(u"account"_s));
    if (!account)
        return failed(context, account.error());
    store::AccountStore accounts(account->database);
    return edited(context, account->id, accounts.edit(account->id, edit, context.settings.machine));
}

int accountsExport(Context &context)
{
    const Arguments &arguments = context.arguments;
    if (arguments.positional().size() != 1)
        return usage(context, QCoreApplication::translate("Core", "Name the file to write."));
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    const bool reveal = arguments.has(u"reveal"_s);
    const auto list
        = store::exportAccounts(*database, reveal ? store::Reveal::Yes : store::Reveal::No);
    if (!list)
        return failed(context, list.error());
    if (const auto saved = store::saveList(arguments.positional().first(), *list); !saved)
        return failed(context, saved.error());
    QString text = QCoreApplication::translate("Core", "%1 accounts written.").arg(list->rows);
    if (!reveal)
        text += QCoreApplication::translate(
            "Core", " Without passwords and keys: say --reveal to have them in clear.");
    print(context, {{u"accounts"_s, list->rows}, {u"revealed"_s, reveal}}, text);
    return kDone;
}

int accountsImport(Context &context)
{
    return importList<formats::AccountEntry>(context,
                                             {formats::ListKind::Accounts,
                                              formats::readAccounts,
                                              &store::ImportStore::accounts,
                                              [](const formats::AccountEntry &entry) {
                                                  return QJsonObject{
                                                      {u"login"_s, entry.login},
                                                      {u"password"_s, !entry.password.isEmpty()},
                                                      {u"email"_s, entry.email},
                                                      {u"tfa"_s, !entry.tfa.isEmpty()},
                                                      {u"cookies"_s, !entry.cookies.isEmpty()}};
                                              }});
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
    if (context.arguments.positional().isEmpty())
        return needsOneFile(context);
    const auto blueprint = readBlueprint(context.arguments.positional().first());
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

int blueprintGet(Context &context)
{
    const auto account = openAccount(context, context.arguments.value(u"account"_s));
    if (!account)
        return failed(context, account.error());
    const auto blueprint = store::AccountStore(account->database).blueprint(account->id);
    if (!blueprint)
        return failed(context, blueprint.error());
    print(context, *blueprint, QString::fromUtf8(QJsonDocument(*blueprint).toJson()));
    return kDone;
}

int blueprintSet(Context &context)
{
    if (context.arguments.positional().isEmpty())
        return needsOneFile(context);
    const auto account = openAccount(context, context.arguments.value(u"account"_s));
    if (!account)
        return failed(context, account.error());
    const auto blueprint = readBlueprint(context.arguments.positional().first());
    if (!blueprint)
        return failed(context, blueprint.error());
    return edited(context,
                  account->id,
                  store::AccountStore(account->database)
                      .setBlueprint(account->id, *blueprint, context.settings.machine));
}

} // namespace

std::vector<Command> accountCommands()
{
    return {
        {u"accounts list"_s, {}, accountsList},
        {u"accounts import"_s,
         u"[--on-duplicate skip|fill|replace] [--other-sites keep|drop] "_s % kImportUsage,
         accountsImport,
         importTakes({u"other-sites"_s})},
        {u"accounts export"_s,
         u"[--reveal] FILE"_s,
         accountsExport,
         {.flags = {u"reveal"_s}, .words = 1}},
        {u"accounts set"_s,
         u"--account NAME [--profile-id N|none] [--notes TEXT] [--password-from FILE|-] "
         u"[--totp-from FILE|-] [--clear password,totp]"_s,
         accountsSet,
         {.valued = {u"profile-id"_s, u"notes"_s, u"password-from"_s, u"totp-from"_s, u"clear"_s},
          .required = {u"account"_s}}},
        {u"accounts pause"_s,
         u"[--for 30m|1h|7d] NAME…"_s,
         accountsPause,
         {.valued = {u"for"_s}, .words = kAnyNumber}},
        {u"accounts resume"_s, u"NAME…"_s, accountsResume, {.words = kAnyNumber}},
        {u"accounts unlock"_s, u"NAME"_s, accountsUnlock, {.words = 1}},
        {u"blueprint get"_s, u"--account NAME"_s, blueprintGet, {.required = {u"account"_s}}},
        {u"blueprint set"_s,
         u"--account NAME FILE|-"_s,
         blueprintSet,
         {.required = {u"account"_s}, .words = 1}},
        {u"blueprint validate"_s, u"FILE|-"_s, blueprintValidate, {.words = 1}}};
}

} // namespace pelorus::cli
