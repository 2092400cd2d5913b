// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/pgtools.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

constexpr qsizetype kErrorMost = 300;

/// Of a folder ".../15/bin", ".../pgsql-15/bin", ".../postgresql@15/bin"; 0 without one.
double versionOf(const QString &folder)
{
    static const QRegularExpression number(u"(\\d+(\\.\\d+)?)$"_s);
    return number.match(folder.section(u'/', -2, -2)).captured(1).toDouble();
}

QString findTool(const PgTool &tool)
{
    QStringList folders;
#ifdef Q_OS_WIN
    for (const char *variable : {"ProgramFiles", "ProgramW6432"}) {
        const QDir versions(qEnvironmentVariable(variable) + u"/PostgreSQL"_s);
        for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            folders += versions.filePath(version + u"/bin"_s);
    }
#else
    for (const QString &root : {u"/usr/lib/postgresql"_s, u"/opt/homebrew/opt"_s}) {
        const QDir versions(root);
        for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            folders += versions.filePath(version + u"/bin"_s);
    }
    for (const QString &folder : QDir(u"/usr"_s).entryList({u"pgsql-*"_s}, QDir::Dirs))
        folders += u"/usr/%1/bin"_s.arg(folder);
#endif
    std::ranges::sort(folders, {}, versionOf);
    QStringList fitting = folders;
    fitting.removeIf([&](const QString &folder) { return versionOf(folder) < tool.server; });
    if (const QString found = QStandardPaths::findExecutable(tool.name, fitting); !found.isEmpty())
        return found;
    if (const QString found = QStandardPaths::findExecutable(tool.name); !found.isEmpty())
        return found;
    std::ranges::reverse(folders);
    return QStandardPaths::findExecutable(tool.name, folders);
}

/// Address and user; the password is not among them.
QString connectionText(const DatabaseUrl &url)
{
    QString text = url.options;
    text.replace(u';', u' ');
    const auto quoted = [](QString value) {
        return QString(u'\'' % value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s) % u'\'');
    };
    text += u" dbname="_s + quoted(url.database);
    if (!url.host.isEmpty())
        text += u" host="_s + quoted(url.host);
    if (url.port > 0)
        text += u" port=%1"_s.arg(url.port);
    if (!url.user.isEmpty())
        text += u" user="_s + quoted(url.user);
    return text;
}

/// DETAIL, CONTEXT and the statement quote rows; the error itself does not.
QString errorOf(const QByteArray &said)
{
    for (const QByteArray &line : said.split('\n'))
        if (line.contains("error:") || line.contains("ERROR:") || line.contains("FATAL:"))
            return QString::fromUtf8(line).trimmed().left(kErrorMost);
    return {};
}

} // namespace

Result<void> runPgTool(const PgTool &tool,
                       const DatabaseUrl *url,
                       const QStringList &arguments,
                       const Call &call)
{
    const QString program = findTool(tool);
    if (program.isEmpty()) {
        return fail(ErrorKind::Unsupported,
                    QCoreApplication::translate("Core",
                                                "%1 was not found. Install PostgreSQL's client "
                                                "programs (package postgresql-client).")
                        .arg(tool.name));
    }
    QProcess process;
    QStringList words = arguments;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C"_s); // for errorOf()
    if (url) {
        url->password.reveal([&](const QByteArray &password) {
            if (!password.isEmpty())
                environment.insert(u"PGPASSWORD"_s, QString::fromUtf8(password));
        });
        words = QStringList{u"--no-password"_s, u"-d"_s, connectionText(*url)} + arguments;
    }
    process.setProcessEnvironment(environment);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(program, words);
    if (!process.waitForStarted(10000)) {
        return fail(ErrorKind::Io,
                    QCoreApplication::translate("Core", "%1 could not be started.").arg(program));
    }
    while (!process.waitForFinished(200)) {
        if (process.state() == QProcess::NotRunning)
            break;
        if (auto go = call.check(); !go) {
            process.kill();
            process.waitForFinished(5000);
            return go;
        }
    }
    if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return {};
    const QString sentence = url
        ? QCoreApplication::translate("Core",
                                      "%1 ended with code %2. Check address, user, password "
                                      "and that it is as new as the server.")
        : QCoreApplication::translate("Core",
                                      "%1 cannot read this backup (code %2): it is damaged, "
                                      "or a newer PostgreSQL made it. Nothing was changed.");
    return fail(ErrorKind::Storage,
                sentence.arg(tool.name).arg(process.exitCode()),
                errorOf(process.readAllStandardError()));
}

} // namespace pelorus::store
