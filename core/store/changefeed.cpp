// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/changefeed.h"

#include "core/base/log.h"
#include "core/store/session.h"

#include <QSqlDriver>
#include <QThread>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::store {
namespace {

constexpr auto kLitePoll = 100ms;
constexpr auto kSelfCheck = 10s;
constexpr auto kReconnect = 1s;
constexpr auto kAtMostEvery = 50ms;

/// Lives on the feed's thread with a connection of its own.
class Watcher final : public QObject
{
    Q_OBJECT
public:
    explicit Watcher(Database::Private &database)
        : m_database(database)
        , m_poll(this)
        , m_quiet(this)
    {
        m_quiet.setSingleShot(true);
        connect(&m_quiet, &QTimer::timeout, this, &Watcher::flush);
        connect(&m_poll, &QTimer::timeout, this, &Watcher::onTimer);
    }

    Q_SLOT void begin() { attach(); }

signals:
    void changed(const QSet<QString> &tables);
    void connectedChanged(bool connected);

private:
    bool postgres() const { return m_database.url.engine == Engine::PostgreSql; }

    void attach()
    {
        m_connection = std::make_unique<Connection>(m_database.url);
        const auto opened = m_connection->open(m_database.url);
        if (!opened) {
            lose();
            return;
        }
        if (postgres()) {
            QSqlDriver *driver = m_connection->database().driver();
            connect(driver,
                    &QSqlDriver::notification,
                    this,
                    &Watcher::onNotification,
                    Qt::UniqueConnection);
            driver->subscribeToNotification(u"pelorus_change"_s);
        } else {
            m_version = dataVersion().value_or(0);
        }
        m_poll.start(postgres() ? std::chrono::milliseconds(kSelfCheck) : kLitePoll);
        if (!m_connected) {
            m_connected = true;
            emit connectedChanged(true);
        }
        note({}); // whatever was missed meanwhile
    }

    void lose()
    {
        if (m_connected) {
            m_connected = false;
            emit connectedChanged(false);
        }
        m_connection.reset();
        m_poll.start(kReconnect);
    }

    std::optional<qint64> dataVersion()
    {
        Query query(*m_connection, u"PRAGMA data_version"_s);
        if (!query.run() || !query.next())
            return std::nullopt;
        return query.number(0);
    }

    void onTimer()
    {
        if (!m_connection) {
            attach();
            return;
        }
        if (postgres()) {
            // isOpen() is not believed: ask, and see that we are still subscribed.
            Query query(
                *m_connection,
                u"SELECT count(*) FROM pg_listening_channels() AS c WHERE c = 'pelorus_change'"_s);
            if (!query.run() || !query.next() || query.number(0) == 0)
                QMetaObject::invokeMethod(this, &Watcher::lose, Qt::QueuedConnection);
            return;
        }
        const auto version = dataVersion();
        if (!version) {
            QMetaObject::invokeMethod(this, &Watcher::lose, Qt::QueuedConnection);
            return;
        }
        if (*version != m_version) {
            m_version = *version;
            note({});
        }
    }

    void onNotification(const QString &, QSqlDriver::NotificationSource, const QVariant &payload)
    {
        note(payload.toString());
    }

    /// The first at once, then gathered.
    void note(const QString &table)
    {
        if (table.isEmpty())
            m_everything = true;
        else
            m_tables.insert(table);
        if (m_quiet.isActive())
            return;
        flush();
    }

    void flush()
    {
        if (!m_everything && m_tables.isEmpty())
            return;
        const QSet<QString> tables = m_everything ? QSet<QString>{} : m_tables;
        m_everything = false;
        m_tables.clear();
        m_quiet.start(kAtMostEvery);
        emit changed(tables);
    }

    Database::Private &m_database;
    std::unique_ptr<Connection> m_connection;
    QTimer m_poll;
    QTimer m_quiet;
    QSet<QString> m_tables;
    bool m_everything = false;
    bool m_connected = true;
    qint64 m_version = 0;
};

} // namespace

struct ChangeFeed::Private
{
    DatabasePtr database;
    QThread thread;
    Watcher *watcher = nullptr; ///< deleted by its own thread, at its end
};

ChangeFeed::ChangeFeed(DatabasePtr database, QObject *parent)
    : QObject(parent)
    , d(new Private)
{
    qRegisterMetaType<QSet<QString>>();
    d->database = std::move(database);
    d->watcher = new Watcher(d->database->priv());
    d->watcher->moveToThread(&d->thread);
    connect(d->watcher, &Watcher::changed, this, &ChangeFeed::changed, Qt::QueuedConnection);
    connect(d->watcher,
            &Watcher::connectedChanged,
            this,
            &ChangeFeed::connectedChanged,
            Qt::QueuedConnection);
    connect(&d->thread, &QThread::started, d->watcher, &Watcher::begin);
    connect(&d->thread, &QThread::finished, d->watcher, &QObject::deleteLater);
    d->thread.setObjectName(u"change feed"_s);
    d->thread.start();
}

ChangeFeed::~ChangeFeed()
{
    d->thread.quit();
    d->thread.wait();
}

} // namespace pelorus::store

#include "changefeed.moc"
