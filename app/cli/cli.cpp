// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"

#include "core/base/json.h"
#include "core/settings/databaseaddress.h"
#include "core/vault/machinesecrets.h"

#include <QCoreApplication>
#include <QFile>
#include <QUrl>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::cli {
namespace {

constexpr qint64 kReadAtOnce = 1024LL * 1024;

void out(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    if (!line.endsWith('\n'))
        std::fputc('\n', stdout);
    std::fflush(stdout);
}

} // namespace

Result<Secret> Context::databaseUrl() const
{
    if (auto added = vault::addDatabasePassword(settings, Call::in(60s, stop)); !added)
        return fail(added.error());
    return settings.databaseUrl.clone();
}

Result<store::DatabasePtr> Context::database(store::Role role) const
{
    const auto url = databaseUrl();
    if (!url)
        return fail(url.error());
    auto opened = store::Database::open(*url, role);
    if (!opened)
        return fail(opened.error());
    const auto migrated = (*opened)->migrate(Call::in(2min, stop));
    if (!migrated)
        return fail(migrated.error());
    return opened;
}

Result<void> Context::needDolphinToken()
{
    if (auto added = vault::addMachineSecrets(settings, Call::in(60s, stop)); !added)
        return added;
    if (!settings.dolphinToken.isEmpty())
        return {};
    return fail(ErrorKind::Auth,
                QCoreApplication::translate(
                    "Core",
                    "There is no Dolphin token. Make one at dolphin-anty.com/panel, then set "
                    "DOLPHIN_API_TOKEN or enter it in the window's settings."));
}

QString waitsText()
{
    return QCoreApplication::translate(
        "Core", "It will be applied when the task that holds the account ends.");
}

QString pausedText(const QDateTime &until, const QString &reason)
{
    const bool hasEnd
        = until < QDateTime::currentDateTimeUtc().addSecs(store::kUntilResumed.count() / 2);
    const QString text = hasEnd
        ? QCoreApplication::translate("Core", "Paused until %1 UTC.")
              .arg(until.toString(u"yyyy-MM-dd HH:mm"_s))
        : QCoreApplication::translate("Core", "Paused until it is resumed.");
    return reason.isEmpty() ? text : QString(text % u' ' % reason);
}

void print(const Context &context, const QJsonObject &object, const QString &text)
{
    out(context.json ? json::compact(object) : text.toUtf8());
}

void printRows(const Context &context,
               const QString &name,
               const QJsonArray &rows,
               const QString &text)
{
    if (!rows.isEmpty() || context.json)
        return print(context, {{name, rows}}, text);
    std::fprintf(stderr,
                 "%s\n",
                 QCoreApplication::translate("Core", "There are none yet.").toUtf8().constData());
}

void printLine(const Context &context, const QJsonObject &object, const QString &text)
{
    print(context, object, text);
}

int failed(const Context &context, const Error &error)
{
    if (context.json) {
        const QString code = error.name.isEmpty() ? kindName(error.kind) : error.name;
        out(json::compact(QJsonObject{{u"error"_s, code}, {u"message"_s, error.message}}));
        return kFailed;
    }
    std::fprintf(stderr, "%s\n", error.message.toUtf8().constData());
    if (!error.detail.isEmpty())
        std::fprintf(stderr, "  %s\n", error.detail.toUtf8().constData());
    return kFailed;
}

int usage(const Context &context, const QString &problem)
{
    if (context.json)
        out(json::compact(QJsonObject{{u"error"_s, u"usage"_s}, {u"message"_s, problem}}));
    std::fprintf(stderr, "%s\n", problem.toUtf8().constData());
    return kUsage;
}

int needsOneFile(const Context &context)
{
    return usage(context, QCoreApplication::translate("Core", "Name one file, or - for stdin."));
}

QString needsValue(const QString &option)
{
    return QCoreApplication::translate("Core", "The option --%1 needs a value.").arg(option);
}

Error notFound(const QString &message)
{
    return {ErrorKind::NotFound, message, {}, 0, {}, {}};
}

Result<NamedAccount> openAccount(const Context &context, const QString &name)
{
    if (name.isEmpty()) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate("Core", "Name the account with --account NAME."));
    }
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return fail(database.error());
    const auto id = store::AccountStore(*database).findByName(name);
    if (!id)
        return fail(id.error());
    return NamedAccount{*database, *id};
}

Result<bool> dropsOtherSites(const Arguments &arguments)
{
    const QString word = arguments.value(u"other-sites"_s, u"keep"_s);
    if (word == "keep"_L1 || word == "drop"_L1)
        return word == "drop"_L1;
    return fail(ErrorKind::InvalidInput,
                QCoreApplication::translate("Core", "--other-sites takes keep or drop."));
}

Result<void> refusePassword(const QString &url)
{
    if (settings::splitDatabaseUrl(Secret(url)).password.isEmpty())
        return {};
    return fail(ErrorKind::InvalidInput,
                QCoreApplication::translate(
                    "Core",
                    "A password in an argument can be read by everybody on this machine. Give it "
                    "in DATABASE_URL, PGPASSWORD or a passfile instead."));
}

Result<Arguments> Arguments::parse(const QStringList &arguments, const Takes &takes)
{
    const auto wrong = [](const QString &sentence, const QString &word) {
        return fail(ErrorKind::InvalidInput, sentence.arg(word));
    };
    Arguments parsed;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &word = arguments[i];
        if (!word.startsWith(u"--"_s)) {
            if (parsed.m_positional.size() == takes.words)
                return wrong(QCoreApplication::translate(
                                 "Core", "“%1” is one word too many here. See pelorus-cli --help."),
                             word);
            parsed.m_positional += word;
            continue;
        }
        const QString name = word.mid(2).section(u'=', 0, 0);
        const bool hasValue = word.contains(u'=');
        if (takes.flags.contains(name)) {
            if (hasValue)
                return wrong(QCoreApplication::translate("Core", "The option --%1 takes no value."),
                             name);
            parsed.m_values.insert(name, {});
        } else if (!takes.valued.contains(name) && !takes.required.contains(name)) {
            return wrong(QCoreApplication::translate("Core", "There is no option --%1 here."),
                         name);
        } else if (hasValue) {
            parsed.m_values.insert(name, word.section(u'=', 1));
        } else if (i + 1 < arguments.size() && arguments[i + 1].startsWith(u"--"_s)) {
            return wrong(QCoreApplication::translate("Core",
                                                     "The option --%1 needs a value. One that "
                                                     "begins with -- is written --%1=VALUE."),
                         name);
        } else if (i + 1 < arguments.size()) {
            parsed.m_values.insert(name, arguments[++i]);
        } else {
            return fail(ErrorKind::InvalidInput, needsValue(name));
        }
    }
    for (const QString &name : takes.required) {
        if (parsed.value(name).trimmed().isEmpty())
            return wrong(QCoreApplication::translate(
                             "Core", "The option --%1 is missing. See pelorus-cli --help."),
                         name);
    }
    return parsed;
}

QString Arguments::value(const QString &name, const QString &fallback) const
{
    return m_values.value(name, fallback);
}

Result<QByteArray> readInput(const QString &path, qint64 limit)
{
    QFile file;
    bool opened = false;
    if (path == "-"_L1) {
        opened = file.open(stdin, QIODevice::ReadOnly);
    } else {
        file.setFileName(path);
        opened = file.open(QIODevice::ReadOnly);
    }
    const auto unreadable = [&] {
        return fail(ErrorKind::Io,
                    QCoreApplication::translate("Core", "The file %1 cannot be read: %2.")
                        .arg(path, file.errorString()));
    };
    if (!opened)
        return unreadable();
    // Of a pipe one read gives what is in it just now.
    QByteArray bytes;
    for (QByteArray more = file.read(kReadAtOnce); !more.isEmpty() && bytes.size() <= limit;
         more = file.read(kReadAtOnce))
        bytes += more;
    if (file.error() != QFile::NoError)
        return unreadable();
    if (bytes.size() > limit) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate("Core", "The file %1 is larger than %2 MB.")
                        .arg(path)
                        .arg(limit / 1024 / 1024));
    }
    return bytes;
}

} // namespace pelorus::cli
