// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cdp/browser.h"
#include "core/cdp/page.h"
#include "tests/support/chromium.h"
#include "tests/support/pageserver.h"
#include "tests/support/resultmacros.h"

#include <QTest>

#include <condition_variable>
#include <mutex>

using namespace Qt::StringLiterals;
using namespace pelorus;

namespace {

Call soon()
{
    return Call::in(std::chrono::seconds(20));
}

QString byId(const QString &id)
{
    return u"() => document.getElementById('%1')"_s.arg(id);
}

} // namespace

/// The page against the real browser.
class TestPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_chromium.start());
        auto browser = cdp::Browser::connect(m_network, m_chromium.webSocket(), soon());
        QVERIFY_RESULT(browser);
        m_browser = *browser;
        auto page = m_browser->attachPage(soon());
        QVERIFY_RESULT(page);
        m_page = std::move(*page);
    }

    void cleanupTestCase()
    {
        m_page.reset();
        m_browser->closeBrowser(soon());
        QVERIFY(!m_browser->isOpen());
    }

    void navigatesAndEvaluates()
    {
        open(u"<title>One</title><p>Hello"_s);
        const auto title
            = m_page->evaluate(u"async suffix => document.title + suffix"_s, u"!"_s, soon());
        QVERIFY_RESULT(title);
        QCOMPARE(title->toString(), u"One!"_s);
        const auto url = m_page->url(soon());
        QVERIFY_RESULT(url);
        QCOMPARE(*url, m_server.url(u"/page"_s));
        const auto text = m_page->text(3, soon());
        QVERIFY_RESULT(text);
        QCOMPARE(*text, u"Hel"_s);
    }

    void pageCannotSeeOurWorld()
    {
        open(u"<script>setInterval(() => { document.title = typeof pelorus "
             u"+ typeof pelorusSignal }, 5)</script>"_s);
        QVERIFY_RESULT(m_page->waitFor(u"() => document.title"_s, {}, soon()));
        const auto title = m_page->evaluate(u"() => document.title"_s, {}, soon());
        QVERIFY_RESULT(title);
        QCOMPARE(title->toString(), u"undefinedundefined"_s);
    }

    void scriptErrorIsNamed()
    {
        open(u"<p>"_s);
        const auto bad = m_page->evaluate(u"() => null.x"_s, {}, soon());
        QVERIFY(!bad);
        QCOMPARE(bad.error().kind, ErrorKind::Protocol);
        QCOMPARE(bad.error().name, u"script"_s);
        QVERIFY(bad.error().detail.contains(u"TypeError"_s));
    }

    void followsAScriptRedirect()
    {
        m_server.serve(u"/second"_s, u"<title>Second</title>"_s);
        open(u"<script>location = '/second'; while (performance.now() < 50);</script>"_s);
        const auto title = m_page->waitFor(u"() => document.title === 'Second'"_s, {}, soon());
        QVERIFY_RESULT(title);
    }

    void navigationErrors_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("name");
        QTest::newRow("unsafe port") << u"http://127.0.0.1:1/"_s << u"net::ERR_UNSAFE_PORT"_s;
        QTest::newRow("unknown host")
            << u"http://nowhere.invalid/"_s << u"net::ERR_NAME_NOT_RESOLVED"_s;
    }

    void navigationErrors()
    {
        QFETCH(QString, url);
        QFETCH(QString, name);
        const auto gone = m_page->navigate(QUrl(url), soon());
        QVERIFY(!gone);
        QCOMPARE(gone.error().kind, ErrorKind::Network);
        QCOMPARE(gone.error().name, name);
    }

    void fragmentIsNoLoad()
    {
        open(u"<p id=a>"_s);
        QUrl url = m_server.url(u"/page"_s);
        url.setFragment(u"a"_s);
        QVERIFY_RESULT(m_page->navigate(url, soon()));
    }

    void reloadTakesTheNewPage()
    {
        open(u"<title>Old</title>"_s);
        m_server.serve(u"/page"_s, u"<title>New</title>"_s);
        QVERIFY_RESULT(m_page->reload(soon()));
        const auto title = m_page->evaluate(u"() => document.title"_s, {}, soon());
        QVERIFY_RESULT(title);
        QCOMPARE(title->toString(), u"New"_s);
    }

    void dialogs()
    {
        open(u"<button id=b onclick=\"document.title = String(confirm('Sure?'))\">Go</button>"_s);
        QVERIFY_RESULT(m_page->click(byId(u"b"_s), {}, soon()));
        QVERIFY_RESULT(m_page->waitFor(u"() => document.title === 'false'"_s, {}, soon()));
        // An unsaved form must not hold the next navigation up.
        open(u"<button id=b onclick='onbeforeunload = e => e.preventDefault()'>Go</button>"_s);
        QVERIFY_RESULT(m_page->click(byId(u"b"_s), {}, soon()));
        open(u"<title>Left</title>"_s);
        const auto title = m_page->evaluate(u"() => document.title"_s, {}, soon());
        QVERIFY_RESULT(title);
        QCOMPARE(title->toString(), u"Left"_s);
    }

    void waitsForMutation()
    {
        open(u"<script>setTimeout(() => document.body.append(Object.assign("
             u"document.createElement('p'), {id: 'late', textContent: 'там'})), 80)</script><p>"_s);
        const auto text = m_page->waitFor(
            u"id => document.getElementById(id)?.textContent"_s, u"late"_s, soon());
        QVERIFY_RESULT(text);
        QCOMPARE(text->toString(), u"там"_s);
    }

    void waitsForWhatIsNoMutation()
    {
        open(u"<input id=i><script>setTimeout(() => i.value = 'x', 50)</script>"_s);
        QVERIFY_RESULT(m_page->waitFor(
            u"async () => document.getElementById('i').value === 'x'"_s, {}, soon()));
    }

    void waitSurvivesNavigation()
    {
        m_server.serve(u"/third"_s, u"<p id=there>"_s);
        open(u"<script>setTimeout(() => location = '/third', 60)</script>"_s);
        QVERIFY_RESULT(m_page->waitFor(byId(u"there"_s), {}, soon()));
    }

    void waitThatFailsKeepsTheScriptsWords()
    {
        open(u"<p>"_s);
        const auto never
            = m_page->waitFor(u"() => document.missing.thing"_s, {}, Call::in(milliseconds(400)));
        QVERIFY(!never);
        QCOMPARE(never.error().kind, ErrorKind::Timeout);
        QVERIFY2(never.error().detail.contains(u"TypeError"_s), qPrintable(never.error().detail));
    }

    void clicksWhatScrolledAway()
    {
        open(u"<div style='height:3000px'></div>"
             u"<button id=b onclick='document.title = event.isTrusted'>Далеко</button>"_s);
        QVERIFY_RESULT(m_page->click(byId(u"b"_s), {}, soon()));
        QVERIFY_RESULT(m_page->waitFor(u"() => document.title === 'true'"_s, {}, soon()));
    }

    void coveredElementIsNamed()
    {
        open(u"<button id=b onclick='document.title = 1'>Share</button><div role=dialog "
             u"style='position:fixed;inset:0'>Allow the use of cookies?</div>"_s);
        const auto covered = m_page->click(byId(u"b"_s), {}, Call::in(milliseconds(700)));
        QVERIFY(!covered);
        QCOMPARE(covered.error().kind, ErrorKind::Conflict);
        QCOMPARE(covered.error().detail, u"div role=dialog \"Allow the use of cookies?\""_s);
    }

    void waitsUntilNoLongerCovered()
    {
        open(u"<button id=b onclick='document.title = 1'>Share</button><div id=c "
             u"style='position:fixed;inset:0'></div><script>setTimeout(() => c.remove(), 300)"
             u"</script>"_s);
        QVERIFY_RESULT(m_page->click(byId(u"b"_s), {}, soon()));
        QVERIFY_RESULT(m_page->waitFor(u"() => document.title === '1'"_s, {}, soon()));
    }

    void notReady_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("name");
        QTest::newRow("missing") << u"<p>"_s << u"missing"_s;
        QTest::newRow("hidden") << u"<button id=b style='visibility:hidden'>x"_s << u"hidden"_s;
        QTest::newRow("no box") << u"<button id=b style='display:none'>x"_s << u"hidden"_s;
        QTest::newRow("disabled") << u"<button id=b disabled>x"_s << u"disabled"_s;
        QTest::newRow("aria-disabled") << u"<div aria-disabled=true><a id=b>x"_s << u"disabled"_s;
        QTest::newRow("moving") << u"<style>@keyframes m { to { margin-left: 9000px } }</style>"
                                   u"<button id=b style='animation: m 60s linear'>x"_s
                                << u"moving"_s;
    }

    void notReady()
    {
        QFETCH(QString, html);
        QFETCH(QString, name);
        open(html);
        const auto clicked = m_page->click(byId(u"b"_s), {}, Call::in(milliseconds(600)));
        QVERIFY(!clicked);
        QCOMPARE(clicked.error().kind, ErrorKind::Timeout);
        QCOMPARE(clicked.error().name, name);
    }

    void replacedElementIsClickedOnce()
    {
        // The hover replaces the button: the press must reach the new one, once.
        open(u"<div id=box></div><script>let n = 0, hits = 0;"
             u"function make() { box.innerHTML = '<button id=b>' + n + '</button>';"
             u"const b = document.getElementById('b');"
             u"if (n++ < 3) b.onmousemove = make;"
             u"b.onclick = () => document.title = 'hits ' + ++hits; } make();</script>"_s);
        QVERIFY_RESULT(m_page->click(byId(u"b"_s), {}, soon()));
        QVERIFY_RESULT(m_page->waitFor(u"() => document.title === 'hits 1'"_s, {}, soon()));
    }

    void pressOnSomethingElseIsSwallowed()
    {
        // The gate is the last moment; here it moves another button under the pointer.
        open(u"<style>button{position:fixed;left:10px;width:200px;height:60px}</style>"
             u"<button id=b style='top:10px' onclick='document.title += \"B\"'>Share</button>"
             u"<button id=x style='top:200px' onclick='document.title += \"X\"' "
             u"onmousedown='document.title += \"x\"'>Delete</button>"_s);
        int gates = 0;
        const auto clicked = m_page->clickGuarded(
            byId(u"b"_s),
            {},
            [&]() -> Result<void> {
                ++gates;
                const auto moved
                    = m_page->evaluate(u"() => { const b = document.getElementById('b').style; "
                                       u"const x = document.getElementById('x').style; "
                                       u"[b.top, x.top] = [x.top, b.top]; }"_s,
                                       {},
                                       soon());
                return moved ? Result<void>() : fail(moved.error());
            },
            soon());
        QVERIFY(!clicked);
        QCOMPARE(clicked.error().kind, ErrorKind::Conflict);
        QCOMPARE(clicked.error().detail, u"button \"Delete\""_s);
        QCOMPARE(gates, 1);
        QCOMPARE(title(), QString());
    }

    void closedGateStopsTheClick()
    {
        open(u"<button id=b onmousedown='document.title = 1'>Share</button>"_s);
        const auto clicked = m_page->clickGuarded(
            byId(u"b"_s),
            {},
            []() -> Result<void> { return fail(ErrorKind::LeaseLost, u"lost"_s); },
            soon());
        QVERIFY(!clicked);
        QCOMPARE(clicked.error().kind, ErrorKind::LeaseLost);
        QCOMPARE(title(), QString());
        QVERIFY_RESULT(m_page->clickGuarded(
            byId(u"b"_s), {}, [] { return Result<void>(); }, soon()));
        QCOMPARE(title(), u"1"_s);
    }

    void clickThatLeavesThePage()
    {
        m_server.serve(u"/left"_s, u"<p id=left>"_s);
        open(u"<a id=b href=/left onmousedown='location = \"/left\"'>Go</a>"_s);
        QVERIFY_RESULT(m_page->click(byId(u"b"_s), {}, soon()));
        QVERIFY_RESULT(m_page->waitFor(byId(u"left"_s), {}, soon()));
    }

    void text_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("text");
        const QString field = u"<textarea id=t></textarea>"_s;
        const QString rich
            = u"<div id=t role=textbox contenteditable style='min-height:40px'></div>"_s;
        const QString words
            = u"Привет, мир! 🎬👩‍👩‍👧‍👦🏳️‍🌈 naïve #тег @имя"_s;
        QTest::newRow("textarea") << field << words;
        QTest::newRow("rich") << rich << words;
        QTest::newRow("lines") << field << u"one\ntwo\n\nthree"_s;
        QTest::newRow("rich lines") << rich << u"one\ntwo 🎬\nthree"_s;
        QTest::newRow("limit") << field << u"я"_s.repeated(2200);
        QTest::newRow("input") << u"<input id=t>"_s << u"fake_user"_s;
    }

    void text()
    {
        QFETCH(QString, html);
        QFETCH(QString, text);
        open(html
             % u"<script>window.n = 0; t.addEventListener('input', e => "
               u"{ document.title = ++n })</script>"_s);
        QVERIFY_RESULT(m_page->insertText(byId(u"t"_s), {}, text, soon()));
        const auto got = m_page->evaluate(
            u"() => { const t = document.getElementById('t'); return t.value ?? t.innerText; }"_s,
            {},
            soon());
        QVERIFY_RESULT(got);
        QCOMPARE(got->toString(), text);
        // The browser itself turns each line break into an event of its own.
        if (!text.contains(u'\n'))
            QCOMPARE(title(), u"1"_s);
    }

    void textGoesBehindWhatIsThere()
    {
        open(u"<input id=t value=abc><div id=r contenteditable>abc</div>"_s);
        QVERIFY_RESULT(m_page->insertText(byId(u"t"_s), {}, u"def"_s, soon()));
        QVERIFY_RESULT(m_page->insertText(byId(u"r"_s), {}, u"def"_s, soon()));
        const auto got = m_page->evaluate(
            u"() => document.getElementById('t').value + document.getElementById('r').textContent"_s,
            {},
            soon());
        QVERIFY_RESULT(got);
        QCOMPARE(got->toString(), u"abcdefabcdef"_s);
        QVERIFY_RESULT(m_page->pressKey(u"Control+A"_s, soon()));
        QVERIFY_RESULT(m_page->pressKey(u"Backspace"_s, soon()));
        const auto rest
            = m_page->evaluate(u"() => document.getElementById('r').textContent"_s, {}, soon());
        QVERIFY_RESULT(rest);
        QCOMPARE(rest->toString(), QString());
    }

    void keys()
    {
        open(u"<form onsubmit='document.title = \"sent\"; return false'><input id=t></form>"
             u"<script>addEventListener('keyup', e => { if (e.key === 'Escape') document.title = "
             u"'escaped' })</script>"_s);
        QVERIFY_RESULT(m_page->insertText(byId(u"t"_s), {}, u"x"_s, soon()));
        QVERIFY_RESULT(m_page->pressKey(u"Enter"_s, soon()));
        QCOMPARE(title(), u"sent"_s);
        QVERIFY_RESULT(m_page->pressKey(u"Escape"_s, soon()));
        QCOMPARE(title(), u"escaped"_s);
        const auto unknown = m_page->pressKey(u"Hyper"_s, soon());
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().kind, ErrorKind::Unsupported);
    }

    void screenshotAndScreencast()
    {
        open(u"<h1>Picture</h1>"_s);
        const auto jpeg = m_page->screenshot(soon());
        QVERIFY_RESULT(jpeg);
        QVERIFY(jpeg->startsWith("\xff\xd8\xff"));
        std::mutex mutex;
        std::condition_variable_any wake;
        QByteArray frame;
        m_page->startScreencast([&](const QByteArray &picture) {
            const std::scoped_lock lock(mutex);
            frame = picture;
            wake.notify_all();
        });
        {
            std::unique_lock lock(mutex);
            QVERIFY(wake.wait_until(lock, soon().deadline.at(), [&] { return !frame.isEmpty(); }));
        }
        m_page->stopScreencast();
        QVERIFY(frame.startsWith("\xff\xd8\xff"));
    }

private:
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

    test::PageServer m_server;
    test::Chromium m_chromium;
    net::Network m_network;
    std::shared_ptr<cdp::Browser> m_browser;
    std::unique_ptr<cdp::Page> m_page;
};

QTEST_GUILESS_MAIN(TestPage)
#include "tst_page.moc"
