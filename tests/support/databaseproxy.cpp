// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/databaseproxy.h"

#include <QLocalSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace pelorus::test {

class DatabaseProxy::Line final : public QObject
{
public:
    Line(const QUrl &server, std::atomic<bool> &broken, std::atomic<qint64> &statements)
        : m_server(server)
        , m_broken(broken)
        , m_statements(statements)
    {
    }

    void open()
    {
        m_listener = new QTcpServer(this);
        connect(m_listener, &QTcpServer::newConnection, this, [this] { accept(); });
        static_cast<void>(m_listener->listen(QHostAddress::LocalHost, m_port));
        m_port = m_listener->serverPort();
    }
    [[nodiscard]] quint16 port() const { return m_port; }

    void breakAt(const QByteArray &statement, Break how)
    {
        m_statement = statement;
        m_how = how;
    }

    void cut()
    {
        m_broken = true;
        m_statement.clear();
        m_listener->close();
        const auto clients = m_listener->findChildren<QTcpSocket *>(Qt::FindDirectChildrenOnly);
        for (QTcpSocket *const client : clients)
            client->abort();
    }

    void hush() { ++m_generation; }

    void mend()
    {
        m_broken = false;
        m_statement.clear();
        if (m_listener->isListening())
            return;
        static_cast<void>(m_listener->listen(QHostAddress::LocalHost, m_port));
    }

private:
    struct Pair
    {
        QTcpSocket *client = nullptr;
        QIODevice *server = nullptr;
        bool marked = false;
        QByteArray uncounted{}; ///< the begin of a message
        bool started = false;
        int generation = 0;
    };

    /// Of the protocol only its frames: a message that starts the line has no letter.
    void count(Pair &pair, const QByteArray &text)
    {
        pair.uncounted += text;
        for (;;) {
            const int head = pair.started ? 1 : 0;
            if (pair.uncounted.size() < head + 8)
                return;
            const qsizetype size
                = head + qFromBigEndian<quint32>(pair.uncounted.constData() + head);
            if (pair.uncounted.size() < size)
                return;
            const char letter = pair.uncounted.front();
            if (pair.started)
                m_statements += letter == 'Q' || letter == 'E' ? 1 : 0;
            else
                pair.started = (qFromBigEndian<quint32>(pair.uncounted.constData() + 4) >> 16) < 10;
            pair.uncounted.remove(0, size);
        }
    }

    void accept()
    {
        while (QTcpSocket *const client = m_listener->nextPendingConnection()) {
            auto pair = std::make_shared<Pair>();
            pair->client = client;
            pair->generation = m_generation;
            const QString folder = QUrlQuery(m_server).queryItemValue(u"host"_s);
            if (folder.startsWith(u'/')) {
                auto *const local = new QLocalSocket(client);
                const QString port = QUrlQuery(m_server).queryItemValue(u"port"_s);
                local->connectToServer(folder % u"/.s.PGSQL."_s % port);
                pair->server = local;
            } else {
                auto *const tcp = new QTcpSocket(client);
                tcp->connectToHost(m_server.host(), quint16(m_server.port(5432)));
                pair->server = tcp;
            }
            connect(client, &QTcpSocket::readyRead, this, [this, pair] { forward(*pair); });
            connect(pair->server, &QIODevice::readyRead, client, [this, pair] {
                const QByteArray answer = pair->server->readAll();
                if (!m_broken && pair->generation == m_generation)
                    pair->client->write(answer);
            });
            connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        }
    }

    void forward(Pair &pair)
    {
        QByteArray text = pair.client->readAll();
        if (m_broken || pair.generation != m_generation)
            return;
        count(pair, text);
        if (m_how == Break::Refuse && !m_statement.isEmpty()) {
            // Of the same length, so that the protocol's counts stay right.
            text.replace(m_statement, QByteArray(m_statement.size(), '?'));
            pair.server->write(text);
            return;
        }
        pair.marked = pair.marked || (!m_statement.isEmpty() && text.contains(m_statement));
        if (pair.marked && m_how == Break::Once) {
            m_statement.clear();
            return pair.client->abort();
        }
        if (pair.marked && m_how == Break::BeforeStatement)
            return breakNow(pair);
        pair.server->write(text);
        if (pair.marked && text.contains("COMMIT")) {
            // The answer comes when it is done, and goes no further.
            m_broken = true;
            connect(pair.server, &QIODevice::readyRead, this, [this, &pair] { breakNow(pair); });
        }
    }

    void breakNow(Pair &pair)
    {
        pair.server->disconnect(this);
        cut();
    }

    QUrl m_server;
    std::atomic<bool> &m_broken;
    std::atomic<qint64> &m_statements;
    QTcpServer *m_listener = nullptr;
    quint16 m_port = 0;
    int m_generation = 0;
    QByteArray m_statement;
    Break m_how = Break::BeforeStatement;
};

DatabaseProxy::DatabaseProxy(const QString &url)
    : m_url(url)
{
    m_thread.run([this] {
        m_line = std::make_unique<Line>(QUrl(m_url), m_broken, m_statements);
        m_line->open();
    });
}

DatabaseProxy::~DatabaseProxy()
{
    m_thread.run([this] { m_line.reset(); });
}

QString DatabaseProxy::url() const
{
    QUrl through(m_url);
    through.setHost(u"127.0.0.1"_s);
    through.setPort(m_line->port());
    through.setQuery(u"gssencmode=disable&sslmode=disable"_s);
    return through.toString();
}

void DatabaseProxy::breakAt(const QByteArray &statement, Break how)
{
    m_thread.run([&] { m_line->breakAt(statement, how); });
}

void DatabaseProxy::cut()
{
    m_thread.run([this] { m_line->cut(); });
}

void DatabaseProxy::mend()
{
    m_thread.run([this] { m_line->mend(); });
}

void DatabaseProxy::hush()
{
    m_thread.run([this] { m_line->hush(); });
}

} // namespace pelorus::test
