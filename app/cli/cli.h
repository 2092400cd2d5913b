// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/network.h"
#include "core/settings/settings.h"
#include "core/store/stores.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <functional>
#include <limits>
#include <stop_token>

namespace pelorus::cli {

// Exit codes of the design.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;
inline constexpr int kInPart = 3;

/// What a command takes after its words; nothing, if it says nothing.
struct Takes
{
    QStringList valued{}; ///< options with a value
    QStringList flags{};
    QStringList required{}; ///< options with a value that must be there
    qsizetype words = 0;    ///< at most, without a name
};
inline constexpr qsizetype kAnyNumber = std::numeric_limits<qsizetype>::max();

/// Named options of one command: `--name value` and flags; the rest are positional.
class Arguments final
{
public:
    /// InvalidInput for whatever the command does not take, and for what is missing.
    [[nodiscard]] static Result<Arguments> parse(const QStringList &arguments, const Takes &takes);
    [[nodiscard]] QString value(const QString &name, const QString &fallback = {}) const;
    [[nodiscard]] bool has(const QString &name) const { return m_values.contains(name); }
    [[nodiscard]] const QStringList &positional() const { return m_positional; }

private:
    QHash<QString, QString> m_values;
    QStringList m_positional;
};

/// What a command works with. Commands run on a worker thread; the main thread has the event loop
/// that keychain and engine need.
struct Context
{
    settings::Settings &settings;
    bool json = false;
    Arguments arguments;
    std::stop_token stop; ///< Ctrl+C and SIGTERM

    /// The address of the settings with the password that was entered in the window, where that
    /// is needed.
    [[nodiscard]] Result<Secret> databaseUrl() const;
    /// Opens and migrates the database of the settings.
    [[nodiscard]] Result<store::DatabasePtr> database(store::Role role) const;
    /// Makes sure of a Dolphin token: the environment's, else the one entered in the window.
    [[nodiscard]] Result<void> needDolphinToken();
};

/// An account by its name, in the database of the settings.
struct NamedAccount
{
    store::DatabasePtr database;
    AccountId id;
};
/// NotFound when there is none of that name; InvalidInput for no name at all.
[[nodiscard]] Result<NamedAccount> openAccount(const Context &context, const QString &name);

/// Said of an edit of an account that somebody holds.
[[nodiscard]] QString waitsText();
/// That an account is paused, until when (UTC), and why.
[[nodiscard]] QString pausedText(const QDateTime &until, const QString &reason);
/// `object` with --json, else `text`; on stdout.
void print(const Context &context, const QJsonObject &object, const QString &text);
/// The rows of a list under `name`, or as text; says on stderr when there are none.
void printRows(const Context &context,
               const QString &name,
               const QJsonArray &rows,
               const QString &text);
/// One line of JSON (with --json) or of text at once.
void printLine(const Context &context, const QJsonObject &object, const QString &text);
/// The error on stderr, or as {"error","message"} on stdout with --json; returns kFailed.
int failed(const Context &context, const Error &error);
/// What was wrong with the arguments, on stderr; returns kUsage.
int usage(const Context &context, const QString &problem);

/// Tells that one FILE (or - for stdin) is missing; returns kUsage.
int needsOneFile(const Context &context);

/// Said of an option that stands at the end, without its value.
[[nodiscard]] QString needsValue(const QString &option);
[[nodiscard]] Error notFound(const QString &message);

/// --other-sites of an import with cookies; they are kept without it.
[[nodiscard]] Result<bool> dropsOtherSites(const Arguments &arguments);

/// Arguments can be read by everybody on the machine: InvalidInput for a database URL with a
/// password.
[[nodiscard]] Result<void> refusePassword(const QString &url);

/// A file's bytes, "-" for stdin; at most `limit`.
[[nodiscard]] Result<QByteArray> readInput(const QString &path, qint64 limit = 256LL * 1024 * 1024);

struct Command
{
    QString words; ///< "accounts list"
    QString usage;
    std::function<int(Context &)> run;
    Takes takes{};
};

[[nodiscard]] std::vector<Command> accountCommands();
[[nodiscard]] std::vector<Command> proxyCommands();
[[nodiscard]] std::vector<Command> cookieCommands();
[[nodiscard]] std::vector<Command> taskCommands();
[[nodiscard]] std::vector<Command> runCommands();
[[nodiscard]] std::vector<Command> systemCommands();
[[nodiscard]] std::vector<Command> dataCommands();

} // namespace pelorus::cli
