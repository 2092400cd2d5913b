// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"
#include "core/base/json.h"
#include "core/base/threadguard.h"
#include "core/cdp/browser.h"
#include "core/formats/cookies.h"
#include "core/media/media.h"
#include "core/store/movedfile.h"
#include "core/store/url.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {
namespace {

constexpr int kStep = 30000; ///< ms; what an operator would call "it hangs"
const QString kToken = u"CANARY-dolphin-token"_s;

} // namespace

WindowBench::WindowBench(const QString &engine, bool headless)
{
    setUp(engine, headless);
}

void WindowBench::setUp(const QString &engine, bool headless)
{
    setGuiThread();
    QApplication::setQuitOnLastWindowClosed(false);
    m_database = offGui([&] { return std::make_unique<TestDatabase>(engine); });
    if (!m_database->isValid())
        return note(m_database->problem());
    QDir().mkpath(m_folder.filePath(u"media"_s));
    StandIn::Options options;
    options.stubBrowser = false;
    options.token = kToken.toLatin1();
    options.knobs = {{u"visibleAfter"_s, 100}, {u"uploadTime"_s, 50}, {u"fingerprintRps"_s, 50}};
    if (!m_standIn.start(options))
        return note(m_standIn.problem());
    QHash<QString, QString> environment = m_standIn.environment();
    // The throw-away cluster trusts everybody; the password is there to be searched for.
    QUrl database(m_database->url());
    if (engine == u"postgresql"_s && database.password().isEmpty()) {
        database.setPassword(u"CANARY-database-password"_s);
        m_secrets += u"CANARY-database-password"_s;
    }
    environment.insert({{u"DATABASE_URL"_s, database.toString(QUrl::FullyEncoded)},
                        {u"PELORUS_DATA_DIR"_s, dataDir()},
                        {u"MEDIA_ROOT"_s, m_folder.filePath(u"media"_s)},
                        {u"PELORUS_MACHINE"_s, u"DESK-1"_s},
                        {u"PELORUS_ACTION_DELAY"_s, u"0-0.02"_s},
                        {u"PELORUS_PROOF_WITHIN"_s, u"5"_s},
                        {u"PELORUS_LOG_LEVEL"_s, u"debug"_s},
                        {u"PELORUS_HEADLESS"_s, headless ? u"1"_s : u"0"_s},
                        {u"CONCURRENCY_LIMIT"_s, u"2"_s}});
    for (auto it = environment.cbegin(); it != environment.cend(); ++it)
        qputenv(it.key().toUtf8().constData(), it.value().toUtf8());
    m_secrets += kToken;
}

WindowBench::~WindowBench()
{
    if (m_application && !m_ended && !close())
        qWarning("the program did not end in order");
    m_application.reset();
    offGui([this] {
        m_database.reset();
        return true;
    });
}

void WindowBench::note(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

QString WindowBench::problem() const
{
    return m_problem.isEmpty() ? m_standIn.problem() : m_problem;
}

AccountId WindowBench::addAccount(const QJsonObject &account, bool withCookies)
{
    const QString name = account["username"_L1].toString();
    m_standIn.site({{u"accounts"_s, QJsonArray{account}}});
    store::NewAccount row;
    row.username = name;
    row.password = Secret(account["password"_L1].toString());
    row.tfaSecret = Secret(account["totpSecret"_L1].toString());
    for (const auto &key : {"password"_L1, "totpSecret"_L1})
        if (const QString value = account[key].toString(); !value.isEmpty())
            m_secrets += value;
    const QJsonArray cookies = withCookies ? m_standIn.createSession(name) : QJsonArray();
    for (const QJsonValue cookie : cookies)
        if (const QString value = cookie["value"_L1].toString(); value.size() >= 12)
            m_secrets += value;
    const auto added = offGui([&]() -> Result<AccountId> {
        auto id = store::AccountStore(database()).add(row);
        if (!id || cookies.isEmpty())
            return id;
        const auto read = formats::readCookies(json::compact(cookies));
        if (!read)
            return fail(read.error());
        if (auto kept = store::CookieStore(database()).import(*id, read->cookies, true); !kept)
            return fail(kept.error());
        return id;
    });
    if (!added)
        note(toLogString(added.error()));
    return added.value_or(AccountId());
}

void WindowBench::giveProxy(AccountId account, const QString &user, const QString &password)
{
    store::Proxy proxy;
    proxy.type = u"HTTP"_s;
    proxy.host = u"proxy.example"_s;
    proxy.port = 8080;
    proxy.username = Secret(user);
    proxy.password = Secret(password);
    proxy.status = u"active"_s;
    m_secrets += {user, password};
    const auto given = offGui([&]() -> Result<void> {
        const auto id = store::ProxyStore(database()).add(proxy);
        if (!id)
            return fail(id.error());
        return store::AccountStore(database()).assignProxy(account, *id);
    });
    if (!given)
        note(toLogString(given.error()));
}

QString WindowBench::makeVideo(const QString &name)
{
    const QString path = m_folder.filePath(u"media/"_s + name);
    QProcess ffmpeg;
    ffmpeg.start(u"ffmpeg"_s,
                 {u"-v"_s,
                  u"error"_s,
                  u"-nostdin"_s,
                  u"-y"_s,
                  u"-f"_s,
                  u"lavfi"_s,
                  u"-i"_s,
                  u"testsrc=size=90x160:rate=10:duration=1"_s,
                  u"-metadata"_s,
                  u"title=video %1"_s.arg(++m_videos),
                  u"-pix_fmt"_s,
                  u"yuv420p"_s,
                  path});
    if (!ffmpeg.waitForFinished(kStep) || ffmpeg.exitCode() != 0)
        note(u"ffmpeg made no video"_s);
    return path;
}

QByteArray WindowBench::sha256(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result().toHex()
                                                                 : QByteArray();
}

Result<void> WindowBench::markMoved()
{
    const auto url = store::parseDatabaseUrl(Secret(m_database->url()));
    if (!url)
        return fail(url.error());
    return offGui(
        [&] { return store::MovedFile(url->file).mark(Secret(u"postgresql://u@db-1/pelorus"_s)); });
}

void WindowBench::start()
{
    m_application = std::make_unique<app::Application>(app::Options{u"en"_s, {}, {}, {}, {}});
    QObject::connect(m_application.get(), &app::Application::ended, m_application.get(), [this] {
        m_ended = true;
    });
    m_application->start();
}

bool WindowBench::open()
{
    start();
    return awaitWindow();
}

ui::StartWindow *WindowBench::startWindow()
{
    for (QWidget *widget : QApplication::topLevelWidgets())
        if (auto *window = qobject_cast<ui::StartWindow *>(widget))
            return window;
    return nullptr;
}

bool WindowBench::awaitWindow()
{
    if (!QTest::qWaitFor([this] { return m_window.isNull(); }, kStep))
        return false;
    const auto shown = [this] {
        for (QWidget *widget : QApplication::topLevelWidgets())
            if (auto *window = qobject_cast<ui::MainWindow *>(widget);
                window && window->isVisible())
                m_window = window;
        return !m_window.isNull();
    };
    if (!QTest::qWaitFor(shown, kStep))
        return false;
    m_window->activateWindow(); // keys of the window reach an active one only
    return QTest::qWaitForWindowActive(m_window);
}

void WindowBench::goTo(const QString &page)
{
    if (!press(page))
        note(u"no page "_s + page);
}

bool WindowBench::close()
{
    if (m_window) {
        m_window->close();
        static_cast<void>(agree(u"closeQuestion"_s));
    }
    return QTest::qWaitFor([this] { return m_ended; }, kStep);
}

bool WindowBench::agree(const QString &question)
{
    auto *asked = m_window->findChild<QMessageBox *>(question);
    if (!asked)
        return false;
    for (QAbstractButton *answer : asked->buttons())
        if (asked->buttonRole(answer) == QMessageBox::AcceptRole)
            QTest::mouseClick(answer, Qt::LeftButton);
    return true;
}

QAbstractButton *WindowBench::button(const QString &text) const
{
    for (QAbstractButton *one : m_window->findChildren<QAbstractButton *>())
        if (one->isVisible() && one->text().remove(u'&') == text)
            return one;
    return nullptr;
}

bool WindowBench::press(const QString &text)
{
    QAbstractButton *one = button(text);
    if (!one || !one->isEnabled())
        return false;
    // A box or radio that is stretched takes clicks on its mark and text only.
    const bool marked = one->inherits("QCheckBox") || one->inherits("QRadioButton");
    QTest::mouseClick(one,
                      Qt::LeftButton,
                      Qt::NoModifier,
                      marked ? QPoint(8, one->height() / 2) : one->rect().center());
    return true;
}

void WindowBench::drop(QWidget *viewport, const QPoint &where, const QStringList &paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls += QUrl::fromLocalFile(path);
    data.setUrls(urls);
    QDragEnterEvent enter(where, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(viewport, &enter);
    QDragMoveEvent move(where, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(viewport, &move);
    if (!enter.isAccepted() || !move.isAccepted()) {
        qWarning("the drag is refused");
        return;
    }
    QDropEvent event(where, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(viewport, &event);
}

QStringList WindowBench::column(const QTableView *table, int column)
{
    QStringList texts;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        texts += table->model()->index(row, column).data().toString();
    return texts;
}

bool WindowBench::clickRow(QTableView *table, int column, const QString &text)
{
    const auto row = WindowBench::column(table, column).indexOf(text);
    if (row < 0)
        return false;
    const QModelIndex index = table->model()->index(int(row), column);
    table->scrollTo(index);
    QTest::mouseClick(
        table->viewport(), Qt::LeftButton, Qt::NoModifier, table->visualRect(index).center());
    return table->currentIndex().row() == row;
}

Result<std::shared_ptr<cdp::Browser>> WindowBench::browser()
{
    mayBlock("Looking at the browser");
    const QJsonArray browsers = m_standIn.state()["browsers"_L1].toArray();
    if (browsers.isEmpty())
        return fail(ErrorKind::NotFound, u"no browser runs"_s);
    const int port = browsers.first()["port"_L1].toInt();
    net::HttpRequest request;
    request.method = "GET";
    request.url = QUrl(u"http://127.0.0.1:%1/json/version"_s.arg(port));
    request.direct = true;
    const auto version = m_network.send(std::move(request), Call::in(10s));
    if (!version)
        return fail(version.error());
    const auto answer = json::parseObject(version->body);
    if (!answer)
        return fail(answer.error());
    return cdp::Browser::connect(
        m_network, QUrl(answer->value("webSocketDebuggerUrl"_L1).toString()), Call::in(10s));
}

QJsonValue WindowBench::inPage(const QString &address, const QString &expression)
{
    const auto value = offGui([&]() -> Result<QJsonValue> {
        const auto open = browser();
        if (!open)
            return fail(open.error());
        const auto targets = (*open)->call(u"Target.getTargets"_s, {}, Call::in(5s));
        if (!targets)
            return fail(targets.error());
        for (const QJsonValue target : targets->value("targetInfos"_L1).toArray()) {
            if (target["type"_L1] != "page"_L1 || !target["url"_L1].toString().startsWith(address))
                continue;
            const auto attached
                = (*open)->call(u"Target.attachToTarget"_s,
                                {{u"targetId"_s, target["targetId"_L1]}, {u"flatten"_s, true}},
                                Call::in(5s));
            if (!attached)
                return fail(attached.error());
            const auto done = (*open)->call(u"Runtime.evaluate"_s,
                                            {{u"expression"_s, expression},
                                             {u"userGesture"_s, true},
                                             {u"returnByValue"_s, true}},
                                            Call::in(5s),
                                            attached->value("sessionId"_L1).toString());
            if (!done)
                return fail(done.error());
            const QJsonValue result = done->value("result"_L1);
            return result["value"_L1];
        }
        return fail(ErrorKind::NotFound, u"no such page"_s);
    });
    if (!value)
        qWarning("%s", qPrintable(toLogString(value.error())));
    return value.value_or(QJsonValue());
}

bool WindowBench::setCookies(const QJsonArray &cookies)
{
    return offGui([&] {
        const auto read = formats::readCookies(json::compact(cookies));
        const auto open = browser();
        return read && open && (*open)->setCookies(read->cookies, Call::in(10s));
    });
}

bool WindowBench::openTab()
{
    return offGui([&] {
        const auto open = browser();
        return open
            && (*open)->call(u"Target.createTarget"_s,
                             {{u"url"_s, u"about:blank"_s}, {u"background"_s, false}},
                             Call::in(5s));
    });
}

} // namespace pelorus::test
