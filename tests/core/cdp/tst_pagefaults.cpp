// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cdp/browser.h"
#include "core/cdp/page.h"
#include "tests/support/chromium.h"
#include "tests/support/pageserver.h"
#include "tests/support/resultmacros.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

#include <csignal>
#include <thread>

using namespace Qt::StringLiterals;
using namespace pelorus;

namespace {

constexpr qint64 kFileSize = 60LL * 1024 * 1024;

Call soon()
{
    return Call::in(std::chrono::seconds(20));
}

QString byId(const QString &id)
{
    return u"() => document.getElementById('%1')"_s.arg(id);
}

} // namespace

/// Files, crashes, hung and hidden pages, cancelling: one browser a test where it breaks it.
class TestPageFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_path = m_folder.filePath(u"клип — 1 (финал) 🎬.mp4"_s);
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(kFileSize));
        start();
    }

    void files_data()
    {
        QTest::addColumn<QString>("html");
        const QString keep
            = u"<script>f.onchange = () => document.title = f.files[0].size</script>"_s;
        const QString clear = u"<script>f.addEventListener('change', () => "
                              u"{ document.title = f.files[0].size; f.value = '' })</script>"_s;
        QTest::newRow("plain") << u"<input id=f type=file>"_s + keep;
        QTest::newRow("hidden") << u"<input id=f type=file hidden accept='video/mp4'>"_s + keep;
        QTest::newRow("no box") << u"<div style='display:none'><input id=f type=file></div>"_s
                + keep;
        QTest::newRow("cleared by the page") << u"<input id=f type=file>"_s + clear;
        QTest::newRow("comes later")
            << u"<p><script>setTimeout(() => { document.body.innerHTML = '<input id=f type=file>';"
               u"f.onchange = () => document.title = f.files[0].size }, 150)</script>"_s;
    }

    void files()
    {
        QFETCH(QString, html);
        open(html);
        QVERIFY_RESULT(m_page->setFile(byId(u"f"_s), {}, m_path, kFileSize, soon()));
        QCOMPARE(title(), QString::number(kFileSize));
    }

    void fileIsUploadedWhole()
    {
        open(u"<input id=f type=file><script>f.onchange = async () => { await fetch('/upload', "
             u"{ method: 'POST', body: f.files[0] }); document.title = 'sent' }</script>"_s);
        QVERIFY_RESULT(m_page->setFile(byId(u"f"_s), {}, m_path, kFileSize, soon()));
        QVERIFY_RESULT(m_page->waitFor(u"() => document.title === 'sent'"_s, {}, soon()));
        QCOMPARE(m_server.uploads(), QList<qint64>{kFileSize});
    }

    void unreadableFile_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<qint64>("size");
        QTest::newRow("missing") << u"/nowhere/at all.mp4"_s << kFileSize;
        QTest::newRow("other size") << m_path << kFileSize - 1;
    }

    void unreadableFile()
    {
        QFETCH(QString, path);
        QFETCH(qint64, size);
        open(u"<input id=f type=file>"_s);
        const auto given = m_page->setFile(byId(u"f"_s), {}, path, size, soon());
        QVERIFY(!given);
        QCOMPARE(given.error().kind, ErrorKind::Media);
        QVERIFY(given.error().message.contains(path.section(u'/', -1)));
    }

    void noFileInput()
    {
        open(u"<input id=f type=text>"_s);
        const auto given
            = m_page->setFile(byId(u"f"_s), {}, m_path, kFileSize, Call::in(milliseconds(400)));
        QVERIFY(!given);
        QCOMPARE(given.error().name, u"nofile"_s);
    }

    void chooser_data()
    {
        QTest::addColumn<QString>("html");
        QTest::newRow("input in the page")
            << u"<button id=b onclick='f.click()'>Select</button><input id=f type=file hidden>"
               u"<script>f.onchange = () => document.title = f.files[0].size</script>"_s;
        QTest::newRow("input made on click")
            << u"<button id=b>Select</button><script>b.onclick = () => { const f = "
               u"document.createElement('input'); f.type = 'file'; f.onchange = () => "
               u"document.title = f.files[0].size; f.click() }</script>"_s;
    }

    void chooser()
    {
        QFETCH(QString, html);
        open(html);
        QVERIFY_RESULT(m_page->chooseFile(
            [this] { return m_page->click(byId(u"b"_s), {}, soon()); }, m_path, kFileSize, soon()));
        QCOMPARE(title(), QString::number(kFileSize));
    }

    void chooserThatNeverOpens()
    {
        open(u"<button id=b>Select</button>"_s);
        const auto chosen
            = m_page->chooseFile([this] { return m_page->click(byId(u"b"_s), {}, soon()); },
                                 m_path,
                                 kFileSize,
                                 Call::in(milliseconds(500)));
        QVERIFY(!chosen);
        QCOMPARE(chosen.error().kind, ErrorKind::Timeout);
        const auto refused
            = m_page->chooseFile([] { return Result<void>(fail(ErrorKind::Conflict, u"no"_s)); },
                                 m_path,
                                 kFileSize,
                                 soon());
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Conflict);
    }

    void cancel_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"navigate",
                                 "evaluate",
                                 "waitFor",
                                 "click",
                                 "guarded",
                                 "insertText",
                                 "setFile",
                                 "chooseFile",
                                 "cookies"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }

    void cancel()
    {
        QFETCH(QString, what);
        open(u"<button id=b style='visibility:hidden'>x</button>"_s);
        std::stop_source source;
        const Call call{Deadline::never(), source.get_token()};
        std::jthread stopper([this, &source] {
            letOthersWork();
            source.request_stop();
        });
        const auto kind = [&]() -> ErrorKind {
            const auto of = [](const auto &result) {
                return result ? ErrorKind::Internal : result.error().kind;
            };
            if (what == "navigate"_L1)
                return of(m_page->navigate(m_server.url(u"/hang"_s), call));
            if (what == "evaluate"_L1)
                return of(m_page->evaluate(u"() => new Promise(() => {})"_s, {}, call));
            if (what == "waitFor"_L1)
                return of(m_page->waitFor(byId(u"never"_s), {}, call));
            if (what == "click"_L1)
                return of(m_page->click(byId(u"b"_s), {}, call));
            if (what == "guarded"_L1)
                return of(m_page->clickGuarded(
                    byId(u"b"_s), {}, [] { return Result<void>(); }, call));
            if (what == "insertText"_L1)
                return of(m_page->insertText(byId(u"b"_s), {}, u"x"_s, call));
            if (what == "setFile"_L1)
                return of(m_page->setFile(byId(u"never"_s), {}, m_path, kFileSize, call));
            if (what == "cookies"_L1) {
                stopper.join();
                return of(m_browser->cookies(call));
            }
            return of(m_page->chooseFile([] { return Result<void>(); }, m_path, kFileSize, call));
        }();
        QCOMPARE(kind, ErrorKind::Cancelled);
    }

    void pageInTheBackground()
    {
        open(u"<textarea id=t></textarea><button id=b onclick='document.title = 1'>x</button>"
             u"<script>setTimeout(() => document.body.append(Object.assign("
             u"document.createElement('p'), {id: 'late'})), 400)</script>"_s);
        const auto other = m_browser->openPage(soon());
        QVERIFY_RESULT(other);
        QVERIFY_RESULT((*other)->bringToFront(soon()));
        QVERIFY_RESULT(m_page->waitFor(byId(u"late"_s), {}, soon()));
        QVERIFY_RESULT(m_page->insertText(byId(u"t"_s), {}, u"там 🎬"_s, soon()));
        QVERIFY_RESULT((*other)->bringToFront(soon()));
        QVERIFY_RESULT(m_page->click(byId(u"b"_s), {}, soon()));
        QCOMPARE(title(), u"1"_s);
        QVERIFY_RESULT((*other)->close(soon()));
        // What was pending or comes on a closed page fails at once.
        const auto gone = (*other)->evaluate(u"() => 1"_s, {}, soon());
        QVERIFY(!gone);
        QCOMPARE(gone.error().name, u"page_closed"_s);
        QVERIFY_RESULT(m_page->bringToFront(soon()));
    }

    void stoppedRendererBlocksNoCookies()
    {
        const auto processes = m_browser->call(u"SystemInfo.getProcessInfo"_s, {}, soon());
        QVERIFY_RESULT(processes);
        QList<pid_t> stopped;
        for (const QJsonValue process : processes->value("processInfo"_L1).toArray()) {
            if (process["type"_L1].toString() == "renderer"_L1)
                stopped += static_cast<pid_t>(process["id"_L1].toInt());
        }
        QVERIFY(!stopped.isEmpty());
        for (const pid_t pid : stopped)
            ::kill(pid, SIGSTOP);
        const auto again = cdp::Browser::connect(m_network, m_chromium->webSocket(), soon());
        const auto cookies = again ? (*again)->cookies(soon()) : fail(again.error());
        const auto hung = m_page->evaluate(u"() => 1"_s, {}, Call::in(milliseconds(200)));
        for (const pid_t pid : stopped)
            ::kill(pid, SIGCONT);
        QVERIFY_RESULT(cookies);
        QVERIFY(!hung);
        QCOMPARE(hung.error().kind, ErrorKind::Timeout);
    }

    void crashFailsWhatWaits_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"evaluate", "waitFor", "click"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }

    void crashFailsWhatWaits()
    {
        QFETCH(QString, what);
        open(u"<button id=b style='visibility:hidden'>x</button>"_s);
        const auto crasher = cdp::Browser::connect(m_network, m_chromium->webSocket(), soon());
        QVERIFY_RESULT(crasher);
        std::jthread crash([&] {
            const auto page = (*crasher)->attachPage(soon());
            if (page)
                static_cast<void>((*page)->navigate(QUrl(u"chrome://crash"_s), soon()));
        });
        // Without a deadline: only the crash can end it.
        const Call call;
        const auto error = [&]() -> Error {
            const auto of = [](const auto &result) { return result ? Error() : result.error(); };
            if (what == "evaluate"_L1)
                return of(m_page->evaluate(u"() => new Promise(() => {})"_s, {}, call));
            if (what == "waitFor"_L1)
                return of(m_page->waitFor(byId(u"never"_s), {}, call));
            return of(m_page->click(byId(u"b"_s), {}, call));
        }();
        QCOMPARE(error.name, u"page_crashed"_s);
        QCOMPARE(error.kind, ErrorKind::Network);
        crash.join();
        QVERIFY_RESULT(m_browser->cookies(soon()));
        open(u"<title>Back</title>"_s);
        QCOMPARE(title(), u"Back"_s);
    }

    void deadBrowserFailsWhatWaits()
    {
        open(u"<p>"_s);
        std::jthread killer([this] {
            letOthersWork();
            m_browser->closeBrowser(soon());
        });
        const auto waited = m_page->waitFor(byId(u"never"_s), {}, Call());
        killer.join();
        QVERIFY(!waited);
        QCOMPARE(waited.error().kind, ErrorKind::Network);
        QVERIFY(!m_browser->isOpen());
        start();
    }

private:
    /// Round trips on the same socket, so that the call under test is very likely on its way.
    void letOthersWork()
    {
        for (int i = 0; i < 30; ++i)
            static_cast<void>(m_browser->call(u"Target.getTargets"_s, {}, soon()));
    }

    void start()
    {
        m_page.reset();
        m_browser.reset();
        m_chromium = std::make_unique<test::Chromium>();
        QVERIFY(m_chromium->start());
        auto browser = cdp::Browser::connect(m_network, m_chromium->webSocket(), soon());
        QVERIFY_RESULT(browser);
        m_browser = *browser;
        auto page = m_browser->attachPage(soon());
        QVERIFY_RESULT(page);
        m_page = std::move(*page);
    }

    void open(const QString &html)
    {
        const auto opened = m_page->navigate(m_server.serve(u"/page"_s, html), soon());
        QVERIFY_RESULT(opened);
    }

    QString title()
    {
        const auto title = m_page->evaluate(u"() => document.title"_s, {}, soon());
        return title ? title->toString() : toLogString(title.error());
    }

    QTemporaryDir m_folder;
    QString m_path;
    test::PageServer m_server;
    net::Network m_network;
    std::unique_ptr<test::Chromium> m_chromium;
    std::shared_ptr<cdp::Browser> m_browser;
    std::unique_ptr<cdp::Page> m_page;
};

QTEST_GUILESS_MAIN(TestPageFaults)
#include "tst_pagefaults.moc"
