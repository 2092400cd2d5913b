// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/application.h"
#include "core/net/network.h"
#include "core/store/stores.h"
#include "tests/support/standin.h"
#include "tests/support/testdatabase.h"
#include "ui/window/mainwindow.h"
#include "ui/window/startwindow.h"

#include <QPointer>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

class QAbstractButton;
class QTableView;

namespace pelorus::cdp {
class Browser;
}

namespace pelorus::test {

/// The whole program in this process: the composition root with its real window, database, engine
/// and log, against the stand-in with the real Chromium. Tests act on it as an operator does, by
/// clicks, keys and drops; only what was there before the operator came is put in through stores.
/// Times are short. The test's thread is the GUI thread, so anything that waits on it is fatal.
class WindowBench final
{
public:
    explicit WindowBench(const QString &engine, bool headless = false);
    ~WindowBench();
    WindowBench(const WindowBench &) = delete;
    WindowBench &operator=(const WindowBench &) = delete;

    /// Empty when everything went as it should so far.
    [[nodiscard]] QString problem() const;

    // What was there before.
    /// `account`: an entry of the site's "accounts"; its password and code secret are stored too.
    /// `withCookies` signs it in first and keeps the session.
    AccountId addAccount(const QJsonObject &account, bool withCookies = false);
    /// A proxy for the account; the stand-in answers for every proxy.
    void giveProxy(AccountId account, const QString &user, const QString &password);
    /// Playable, different from all others; its path.
    QString makeVideo(const QString &name);
    [[nodiscard]] static QByteArray sha256(const QString &path);
    /// Values that must not be shown anywhere: all that addAccount() and giveProxy() were given,
    /// cookies' values, token, the database's password.
    [[nodiscard]] const QStringList &secrets() const { return m_secrets; }

    [[nodiscard]] StandIn &standIn() { return m_standIn; }
    [[nodiscard]] store::DatabasePtr database() const { return **m_database; }
    [[nodiscard]] QString url() const { return m_database->url(); }
    [[nodiscard]] QString dataDir() const { return m_folder.filePath(QStringLiteral("data")); }

    /// As a transfer to another database leaves the SQLite file.
    [[nodiscard]] Result<void> markMoved();

    // The operator.
    void start();
    /// Starts the program and waits for the window.
    [[nodiscard]] bool open();
    /// The window that is there before the window, or null.
    [[nodiscard]] static ui::StartWindow *startWindow();
    /// Waits for a window other than the last one: the program closes it to begin anew.
    [[nodiscard]] bool awaitWindow();
    [[nodiscard]] ui::MainWindow &window() { return *m_window; }
    /// A press on the rail.
    void goTo(const QString &page);
    /// Closes the window, answers the question if there is one, waits for the work's end.
    [[nodiscard]] bool close();
    [[nodiscard]] bool hasEnded() const { return m_ended; }
    template <typename Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        auto *widget = m_window->findChild<Widget *>(name);
        if (!widget)
            qWarning("no %s in the window", qPrintable(name));
        return widget;
    }
    /// The visible button with this text, in the window or a dialog of it.
    [[nodiscard]] QAbstractButton *button(const QString &text) const;
    /// Clicks it; false when it is not there or not enabled.
    [[nodiscard]] bool press(const QString &text);
    /// Answers the question of that name by its affirmative button; false when none is asked.
    [[nodiscard]] bool agree(const QString &question);
    /// A drag from a file manager that ends on the middle of `where`.
    static void drop(QWidget *viewport, const QPoint &where, const QStringList &paths);
    /// A click on the first row whose cell in `column` is `text`; false when there is none.
    [[nodiscard]] static bool clickRow(QTableView *table, int column, const QString &text);
    /// All cells of a column as shown.
    [[nodiscard]] static QStringList column(const QTableView *table, int column);

    /// Setup and looks at the database, off the GUI thread.
    template <typename Work>
    static auto offGui(Work work)
    {
        std::optional<std::invoke_result_t<Work>> answer;
        std::thread([&] {
            const store::ConnectionScope connections;
            answer.emplace(work());
        }).join();
        return std::move(*answer);
    }

    // The browser of the running task, as the person in front of it has it.
    /// Evaluates in the page whose address begins so; null when there is none.
    [[nodiscard]] QJsonValue inPage(const QString &address, const QString &expression);
    /// As if the person had signed in there: StandIn::createSession().
    [[nodiscard]] bool setCookies(const QJsonArray &cookies);
    /// Opens another tab in front of it.
    [[nodiscard]] bool openTab();

private:
    [[nodiscard]] Result<std::shared_ptr<cdp::Browser>> browser();
    void setUp(const QString &engine, bool headless);
    void note(const QString &problem);

    QTemporaryDir m_folder;
    StandIn m_standIn;
    std::unique_ptr<TestDatabase> m_database;
    net::Network m_network; ///< the test's own
    std::unique_ptr<app::Application> m_application;
    QPointer<ui::MainWindow> m_window;
    QStringList m_secrets;
    QString m_problem;
    bool m_ended = false;
    int m_videos = 0;
};

} // namespace pelorus::test
