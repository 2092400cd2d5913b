// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/connection.h"

#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 bufferSize = 256LL * 1024;
constexpr qint64 maxHead = 64LL * 1024;

QByteArray reason(int status)
{
    static const QHash<int, QByteArray> words{{200, "OK"},
                                              {201, "Created"},
                                              {204, "No Content"},
                                              {302, "Found"},
                                              {303, "See Other"},
                                              {304, "Not Modified"},
                                              {400, "Bad Request"},
                                              {401, "Unauthorized"},
                                              {402, "Payment Required"},
                                              {403, "Forbidden"},
                                              {404, "Not Found"},
                                              {405, "Method Not Allowed"},
                                              {409, "Conflict"},
                                              {410, "Gone"},
                                              {413, "Payload Too Large"},
                                              {422, "Unprocessable Entity"},
                                              {429, "Too Many Requests"},
                                              {500, "Internal Server Error"},
                                              {502, "Bad Gateway"},
                                              {503, "Service Unavailable"}};
    return words.value(status, "Status");
}

/// With the brackets of "ids[]" as such, which clients may encode.
QUrlQuery queryOf(const QByteArray &text)
{
    QString query = QString::fromLatin1(text);
    query.replace("%5B"_L1, "["_L1, Qt::CaseInsensitive);
    query.replace("%5D"_L1, "]"_L1, Qt::CaseInsensitive);
    return QUrlQuery(query);
}

bool hasToken(const QByteArray &header, const QByteArray &token)
{
    for (const QByteArray &part : header.toLower().split(',')) {
        if (part.trimmed() == token)
            return true;
    }
    return false;
}

} // namespace

Connection::Connection(HttpServer *server, QTcpSocket *socket)
    : QObject(server)
    , m_server(server)
    , m_socket(socket)
{
    socket->setParent(this);
    socket->setReadBufferSize(bufferSize);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &Connection::advance);
    connect(socket, &QTcpSocket::disconnected, this, [this] {
        // Bytes that came with the FIN are still to be looked at.
        advance();
        close();
    });
    QMetaObject::invokeMethod(this, &Connection::advance, Qt::QueuedConnection);
}

Connection::~Connection() = default;

void Connection::close()
{
    if (!m_socket)
        return;
    QTcpSocket *const socket = std::exchange(m_socket, nullptr);
    socket->disconnect(this);
    socket->abort();
    if (const auto exchange = m_exchange.lock(); exchange && exchange->m_onEnd && !m_bodyDone)
        std::exchange(exchange->m_onEnd, nullptr)(false);
    m_held.reset();
    deleteLater();
}

void Connection::advance()
{
    // A handler that answers at once comes back here: the loop below goes on by itself.
    if (m_busy)
        return;
    m_busy = true;
    while (m_socket) {
        if (m_state == State::Head) {
            if (!readHead())
                break;
        } else if (m_state == State::Body) {
            if (!m_wanted || !readPiece())
                break;
        } else {
            break; // the body is here, the answer is not
        }
    }
    m_busy = false;
}

bool Connection::readHead()
{
    const QByteArray waiting = m_socket->peek(maxHead);
    const qsizetype end = waiting.indexOf("\r\n\r\n");
    if (end < 0) {
        if (waiting.size() >= maxHead)
            close();
        return false;
    }
    if (m_server->m_upgrade && wantsUpgrade(waiting.left(end))) {
        QTcpSocket *const socket = std::exchange(m_socket, nullptr);
        socket->disconnect(this);
        socket->setReadBufferSize(0);
        socket->setParent(nullptr);
        deleteLater();
        m_server->m_upgrade(socket);
        return false;
    }
    takeHead(m_socket->read(end + 4));
    return true;
}

bool Connection::wantsUpgrade(const QByteArray &head) const
{
    return head.toLower().contains("\r\nupgrade: websocket");
}

void Connection::takeHead(const QByteArray &head)
{
    const QList<QByteArray> lines = head.trimmed().split('\n');
    const QList<QByteArray> start = lines.first().trimmed().split(' ');
    if (start.size() != 3 || !start[2].startsWith("HTTP/1.")) {
        refuse(400);
        return;
    }
    Request request;
    request.method = start[0];
    request.target = start[1];
    const qsizetype mark = request.target.indexOf('?');
    request.path = QUrl::fromPercentEncoding(mark < 0 ? request.target : request.target.left(mark));
    if (mark >= 0)
        request.query = queryOf(request.target.mid(mark + 1));
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        if (colon > 0)
            request.headers.emplaceBack(lines[i].left(colon), lines[i].mid(colon + 1).trimmed());
    }
    const QByteArray connection = request.header("Connection");
    m_keepAlive = start[2] == "HTTP/1.1" ? !hasToken(connection, "close")
                                         : hasToken(connection, "keep-alive");
    m_chunked = hasToken(request.header("Transfer-Encoding"), "chunked");
    const QByteArray length = request.header("Content-Length");
    bool isNumber = false;
    m_left = length.toLongLong(&isNumber);
    if (m_chunked || length.isEmpty()) {
        m_left = 0;
    } else if (!isNumber || m_left < 0) {
        refuse(400);
        return;
    }
    request.contentLength = m_chunked ? -1 : m_left;
    m_continue = request.header("Expect").toLower() == "100-continue";
    request.expectsContinue = m_continue;
    request.keepAlive = m_keepAlive;
    m_received = 0;
    m_inChunk = false;
    m_answered = false;
    m_bodyDone = !m_chunked && m_left == 0;
    m_wanted = false;
    m_state = m_bodyDone ? State::Answer : State::Body;

    auto exchange = std::make_shared<Exchange>(this, std::move(request));
    m_exchange = exchange;
    if (!m_server->m_handler) {
        exchange->respond(404, {}, {});
        return;
    }
    m_server->m_handler(std::move(exchange));
}

void Connection::wantBody()
{
    m_wanted = true;
    if (m_continue && !m_bodyDone && !m_answered && m_socket)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    m_continue = false;
    if (m_bodyDone) {
        if (const auto exchange = m_exchange.lock(); exchange && exchange->m_onEnd)
            std::exchange(exchange->m_onEnd, nullptr)(true);
        return;
    }
    QMetaObject::invokeMethod(this, &Connection::advance, Qt::QueuedConnection);
}

bool Connection::readPiece()
{
    if (m_chunked && !m_inChunk)
        return readChunkHeader();
    const QByteArray piece = m_socket->read(std::min<qint64>(m_left, bufferSize));
    if (piece.isEmpty())
        return false;
    m_left -= piece.size();
    if (m_chunked && m_left == 0)
        m_inChunk = false;
    deliver(piece);
    if (m_socket && !m_chunked && m_left == 0)
        bodyEnded();
    return true;
}

bool Connection::readChunkHeader()
{
    if (!m_socket->canReadLine())
        return false;
    const QByteArray line = m_socket->readLine().trimmed();
    if (line.isEmpty()) // the line end behind a chunk
        return true;
    bool ok = false;
    m_left = line.split(';').first().trimmed().toLongLong(&ok, 16);
    if (!ok || m_left < 0) {
        refuse(400);
        return false;
    }
    if (m_left == 0) {
        // No client of ours sends trailers; the blank line behind is all there is.
        m_socket->skip(2);
        bodyEnded();
        return true;
    }
    m_inChunk = true;
    return true;
}

void Connection::deliver(const QByteArray &piece)
{
    m_received += piece.size();
    const auto exchange = m_exchange.lock();
    if (!exchange)
        return;
    if (exchange->m_dropAfter >= 0 && m_received >= exchange->m_dropAfter) {
        exchange->drop();
        return;
    }
    if (exchange->m_onChunk)
        exchange->m_onChunk(piece);
}

void Connection::bodyEnded()
{
    m_bodyDone = true;
    m_state = State::Answer;
    if (const auto exchange = m_exchange.lock(); exchange && exchange->m_onEnd)
        std::exchange(exchange->m_onEnd, nullptr)(true);
    if (m_answered)
        nextRequest();
}

void Connection::write(int status, const Headers &headers, const QByteArray &body)
{
    const auto exchange = m_exchange.lock();
    const bool bodiless = status == 204 || status == 304;
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reason(status) + "\r\n";
    for (const auto &[name, value] : headers)
        head += name + ": " + value + "\r\n";
    if (!bodiless)
        head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    if (!m_keepAlive)
        head += "Connection: close\r\n";
    m_socket->write(head + "\r\n");
    const bool silent = bodiless || (exchange && exchange->request().method == "HEAD");
    const qint64 cut = exchange ? exchange->m_truncateAnswer : -1;
    if (!silent)
        m_socket->write(cut >= 0 ? body.left(cut) : body);
    m_answered = true;
    if (cut >= 0) {
        m_keepAlive = false;
        nextRequest();
        return;
    }
    if (m_bodyDone)
        nextRequest();
    else
        wantBody(); // drain what nobody read
}

void Connection::refuse(int status)
{
    m_keepAlive = false;
    m_bodyDone = true;
    write(status, {}, {});
}

void Connection::nextRequest()
{
    m_exchange.reset();
    m_state = State::Head;
    if (m_keepAlive) {
        QMetaObject::invokeMethod(this, &Connection::advance, Qt::QueuedConnection);
        return;
    }
    m_state = State::Answer; // nothing more is read from this client
    if (m_socket)
        m_socket->disconnectFromHost();
}

} // namespace pelorus::standin
