// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "core/base/log.h"
#include "core/base/threadguard.h"

#include <QApplication>
#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace {

pelorus::app::Options parse(const QApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Operator console for publishing through throw-away profiles"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption language(
        u"language"_s, u"Language of the window: en or ru."_s, u"name"_s);
    const QCommandLineOption theme(u"theme"_s, u"light, dark or system."_s, u"name"_s);
    const QCommandLineOption page(
        u"page"_s,
        u"overview, accounts, proxies, bulk, tasks, profiles, checks or settings."_s,
        u"name"_s);
    const QCommandLineOption screenshots(
        u"demo-screenshots"_s,
        u"Writes pictures of the running window into this folder."_s,
        u"folder"_s);
    const QCommandLineOption exitWhenIdle(
        u"exit-when-idle"_s, u"Closes the window in order once nothing is left to do."_s);
    parser.addOptions({language, theme, page, screenshots, exitWhenIdle});
    parser.process(application);
    return {parser.value(language),
            parser.value(theme),
            parser.value(page),
            parser.value(screenshots),
            parser.isSet(exitWhenIdle)};
}

} // namespace

int main(int argc, char **argv)
{
    QApplication::setApplicationName(u"pelorus"_s);
    QApplication::setApplicationDisplayName(u"Pelorus"_s);
    QApplication::setApplicationVersion(QStringLiteral(PELORUS_VERSION));
    QApplication::setDesktopFileName(u"pelorus"_s);
    QApplication qt(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    pelorus::setGuiThread();

    int code = 0;
    {
        pelorus::app::Application application(parse(qt));
        // Not quit(): it asks the window, which refuses to be closed by others.
        QObject::connect(&application, &pelorus::app::Application::ended, &qt, [] {
            QCoreApplication::exit(0);
        });
        application.start();
        code = QApplication::exec();
    }
    pelorus::log::stop();
    return code;
}
