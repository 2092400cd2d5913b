// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/changefeed.h"

#include "core/base/log.h"
#include "core/store/pglistener.h"
#include "core/store/session.h"

#include <QDeadlineTimer>
#include <QScopedPointer>
#include <QThread>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::store {
namespace {

constexpr auto kLitePoll = 100ms;
constexpr auto kDeafPoll = 2s; ///< where LISTEN is refused, as by a standby
constexpr auto kReconnect = 1s;
constexpr auto kAtMostEvery = 50ms;
constexpr std::chrono::milliseconds kEndsWithin = 200ms; ///< the GUI thread never waits

/// Lives on the feed's thread with a connection of its own.
class Watcher final : public QObject
{
    Q_OBJECT
public:
    Watcher(DatabasePtr database, std::chrono::milliseconds selfCheck)
        : m_selfCheck(selfCheck)
        , m_kept(std::move(database))
        , m_database(m_kept->priv())
        , m_poll(this)
        , m_quiet(this)
    {
        m_quiet.setSingleShot(true);
        connect(&m_quiet, &QTimer::timeout, this, &Watcher::flush);
        connect(&m_poll, &QTimer::timeout, this, &Watcher::onTimer);
    }

    /// The thread's event loop is over: nobody would delete it later.
    ~Watcher() override { delete m_listener.release(); }

    Q_SLOT void begin() { attach(); }

signals:
    void changed(const QSet<QString> &tables);
    void connectedChanged(bool connected);

private:
    bool postgres() const { return m_database.url.engine == Engine::PostgreSql; }

    void attach()
    {
        if (!postgres()) {
            m_connection = std::make_unique<Connection>(m_database.url);
            const auto opened = m_connection->open(m_database.url);
            const auto version = opened ? dataVersion() : std::nullopt;
            if (!version)
                return lose(u"cannot be read"_s);
            m_version = *version;
            return attached(kLitePoll);
        }
        m_listener.reset(new PgListener);
        connect(m_listener.get(), &PgListener::subscribed, this, &Watcher::onSubscribed);
        connect(m_listener.get(), &PgListener::notified, this, &Watcher::note);
        connect(m_listener.get(), &PgListener::counted, this, &Watcher::onCounted);
        connect(m_listener.get(), &PgListener::lost, this, &Watcher::lose);
        m_poll.start(m_selfCheck);
        if (const auto opened = m_listener->open(m_database.url); !opened)
            lose(opened.error().message);
    }

    void attached(std::chrono::milliseconds poll)
    {
        m_poll.start(poll);
        if (!std::exchange(m_connected, true))
            emit connectedChanged(true);
        note({}); // whatever was missed meanwhile: from here on nothing is
    }

    void onSubscribed(bool granted)
    {
        if (!granted && m_hears)
            log::warn("db", u"LISTEN refused: everything is read anew every 2 s"_s);
        m_hears = granted;
        m_changes.reset();
        if (granted)
            m_listener->check(); // first: what happens after that count and is not told, it finds
        else
            attached(kDeafPoll);
    }

    /// Of what was told too, which costs one more look: only a count that rests says that nothing
    /// was missed.
    void onCounted(qint64 changes)
    {
        const auto before = std::exchange(m_changes, changes);
        if (!before)
            attached(m_selfCheck);
        else if (*before != changes)
            note({});
    }

    void lose(const QString &why)
    {
        if (std::exchange(m_connected, false)) {
            log::warn("db", u"change feed lost: "_s % why);
            emit connectedChanged(false);
        }
        m_connection.reset();
        m_listener.reset();
        m_hears = true;
        // Once without delay: a restarted server is back already, as a rule.
        m_poll.start(std::exchange(m_triedAtOnce, true) ? std::chrono::milliseconds(kReconnect)
                                                        : 0ms);
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
        if (m_listener) {
            if (!m_hears)
                return m_listener->subscribe();
            m_triedAtOnce = false;
            return m_listener->check();
        }
        if (!m_connection)
            return attach();
        const auto version = dataVersion();
        if (!version)
            return lose(u"cannot be read"_s);
        m_triedAtOnce = false;
        if (std::exchange(m_version, *version) != *version)
            note({});
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

    std::chrono::milliseconds m_selfCheck;
    DatabasePtr m_kept; ///< the thread may outlive the feed for a while
    Database::Private &m_database;
    std::unique_ptr<Connection> m_connection; ///< SQLite
    /// PostgreSQL. Ended later, as it is ended by its own signals.
    std::unique_ptr<PgListener, QScopedPointerDeleteLater> m_listener;
    QTimer m_poll;
    QTimer m_quiet;
    QSet<QString> m_tables;
    bool m_everything = false;
    bool m_connected = true;
    bool m_hears = true;        ///< LISTEN was not refused
    bool m_triedAtOnce = false; ///< to connect, since the last self-check
    qint64 m_version = 0;
    std::optional<qint64> m_changes; ///< PostgreSQL's count of them
};

} // namespace

struct ChangeFeed::Private
{
    QThread *thread = nullptr;
};

ChangeFeed::ChangeFeed(DatabasePtr database, std::chrono::milliseconds selfCheck)
    : d(new Private)
{
    qRegisterMetaType<QSet<QString>>();
    d->thread = new QThread;
    auto *const watcher = new Watcher(std::move(database), selfCheck);
    watcher->moveToThread(d->thread);
    connect(watcher, &Watcher::changed, this, &ChangeFeed::changed, Qt::QueuedConnection);
    connect(watcher,
            &Watcher::connectedChanged,
            this,
            &ChangeFeed::connectedChanged,
            Qt::QueuedConnection);
    connect(d->thread, &QThread::started, watcher, &Watcher::begin);
    connect(d->thread, &QThread::finished, watcher, &QObject::deleteLater);
    d->thread->setObjectName(u"change feed"_s);
    d->thread->start();
}

ChangeFeed::~ChangeFeed()
{
    d->thread->quit();
    // A connection that is being made to a dead network is not waited for.
    if (d->thread->wait(QDeadlineTimer(kEndsWithin)))
        delete d->thread;
    else
        connect(d->thread, &QThread::finished, d->thread, &QObject::deleteLater);
}

} // namespace pelorus::store

#include "changefeed.moc"
