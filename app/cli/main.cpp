// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/cli/interrupt.h"

#include "core/base/log.h"
#include "core/store/database.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <thread>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::cli;

namespace {

std::vector<Command> allCommands()
{
    std::vector<Command> all;
    for (auto group : {systemCommands(),
                       dataCommands(),
                       accountCommands(),
                       proxyCommands(),
                       cookieCommands(),
                       taskCommands(),
                       runCommands()})
        std::ranges::move(group, std::back_inserter(all));
    return all;
}

QString help(const std::vector<Command> &commands)
{
    QString text = u"pelorus-cli [--database URL] [--json] COMMAND\n\n"_s;
    for (const Command &command : commands)
        text += u"  %1 %2\n"_s.arg(command.words, command.usage);
    return text;
}

/// Takes the global options out of `words`.
struct Globals
{
    bool json = false;
    bool help = false;
    QString database;
    QString problem;
};

Globals takeGlobals(QStringList &words)
{
    Globals globals;
    for (qsizetype i = 0; i < words.size();) {
        if (words[i] == "--json"_L1) {
            globals.json = true;
            words.removeAt(i);
        } else if (words[i] == "--help"_L1 || words[i] == "-h"_L1) {
            globals.help = true;
            words.removeAt(i);
        } else if (words[i] == "--database"_L1 || words[i].startsWith("--database="_L1)) {
            const bool isOneWord = words[i].contains(u'=');
            globals.database = isOneWord ? words[i].section(u'=', 1) : words.value(i + 1);
            words.remove(i, isOneWord ? 1 : std::min<qsizetype>(2, words.size() - i));
            if (globals.database.isEmpty() || globals.database.startsWith(u"--"_s))
                globals.problem = needsValue(u"database"_s);
        } else {
            ++i;
        }
    }
    if (const auto safe = refusePassword(globals.database); !safe)
        globals.problem = safe.error().message;
    return globals;
}

const Command *findCommand(const std::vector<Command> &commands, const QStringList &words)
{
    for (const Command &command : commands) {
        const QStringList parts = command.words.split(u' ');
        if (words.size() >= parts.size() && words.first(parts.size()) == parts)
            return &command;
    }
    return nullptr;
}

/// For words that are no command: those of the same group, if there are.
QString whatIsThere(const std::vector<Command> &commands, const QStringList &words)
{
    QStringList group;
    for (const Command &command : commands) {
        if (command.words.section(u' ', 0, 0) == words.first())
            group += command.words;
    }
    const QString said = words.first(std::min<qsizetype>(2, words.size())).join(u' ');
    if (group.isEmpty()) {
        return QCoreApplication::translate("Core",
                                           "There is no command “%1”. See pelorus-cli --help.")
            .arg(said);
    }
    return QCoreApplication::translate("Core", "There is no command “%1”, but: %2.")
        .arg(said, group.join(u", "_s));
}

} // namespace

int main(int argc, char **argv)
{
    std::stop_source interrupted;
    stopOnInterrupt(interrupted);
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"pelorus"_s);
    const std::vector<Command> commands = allCommands();
    QStringList words = QCoreApplication::arguments().mid(1);
    const Globals globals = takeGlobals(words);
    if (globals.help || (words.isEmpty() && globals.problem.isEmpty())) {
        std::printf("%s", help(commands).toUtf8().constData());
        return globals.help ? kDone : kUsage;
    }
    auto settings
        = settings::load(settings::processEnvironment(), QCoreApplication::applicationDirPath());
    if (!settings) {
        settings::Settings none;
        failed({none, globals.json, {}, interrupted.get_token()}, settings.error());
        return kUsage;
    }
    if (!globals.database.isEmpty())
        settings->databaseUrl = Secret(globals.database);
    settings->databaseInFile &= globals.database.isEmpty(); // the sealed password is not for it
    log::start({settings->logLevel, {}, true});

    Context context{*settings, globals.json, {}, interrupted.get_token()};
    if (!globals.problem.isEmpty())
        return usage(context, globals.problem);
    const Command *command = findCommand(commands, words);
    if (command == nullptr)
        return usage(context, whatIsThere(commands, words));
    auto arguments = Arguments::parse(words.mid(command->words.count(u' ') + 1), command->takes);
    if (!arguments)
        return usage(context, arguments.error().message);
    context.arguments = std::move(*arguments);
    int code = 0;
    std::jthread worker([&] {
        const store::ConnectionScope connections;
        code = command->run(context);
        QMetaObject::invokeMethod(&app, "quit", Qt::QueuedConnection);
    });
    QCoreApplication::exec();
    worker.join();
    log::stop();
    return code;
}
