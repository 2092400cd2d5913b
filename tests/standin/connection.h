// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/httpserver.h"

class QTcpSocket;

namespace pelorus::standin {

/// One client's socket: reads heads and bodies, one request at a time. Deletes itself when closed.
class Connection final : public QObject
{
public:
    Connection(HttpServer *server, QTcpSocket *socket);
    ~Connection() override;

    void close();

private:
    friend class Exchange;
    enum class State { Head, Body, Answer };

    void advance();
    bool readHead();
    void takeHead(const QByteArray &head);
    /// One piece of the body; false when nothing more can be done now.
    bool readPiece();
    bool readChunkHeader();
    void deliver(const QByteArray &piece);
    void bodyEnded();
    void wantBody();
    void write(int status, const Headers &headers, const QByteArray &body);
    void refuse(int status);
    void nextRequest();
    [[nodiscard]] bool wantsUpgrade(const QByteArray &head) const;

    HttpServer *m_server;
    QTcpSocket *m_socket;
    std::weak_ptr<Exchange> m_exchange;
    std::shared_ptr<Exchange> m_held; ///< hangs until the client leaves
    State m_state = State::Head;
    qint64 m_left = 0;     ///< of the body, or of the current chunk
    qint64 m_received = 0; ///< of the body
    bool m_chunked = false;
    bool m_inChunk = false;
    bool m_bodyDone = false;
    bool m_wanted = false; ///< somebody reads the body, or it is being drained
    bool m_continue = false;
    bool m_keepAlive = true;
    bool m_answered = false;
    bool m_busy = false;
};

} // namespace pelorus::standin
