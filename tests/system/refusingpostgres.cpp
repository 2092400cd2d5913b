// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/refusingpostgres.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QtEndian>

#include <future>

namespace pelorus::test {
namespace {

constexpr int kPatience = 10000;
constexpr quint32 kWantsTls = 80877103;
constexpr quint32 kWantsGss = 80877104;

/// Exactly so many bytes, or fewer when the client has left.
QByteArray take(QTcpSocket &socket, qint64 size)
{
    while (socket.bytesAvailable() < size && socket.waitForReadyRead(kPatience)) { }
    return socket.read(size);
}

quint32 number(const QByteArray &bytes)
{
    return bytes.size() < 4 ? 0 : qFromBigEndian<quint32>(bytes.constData());
}

QByteArray message(char type, const QByteArray &content)
{
    QByteArray head(5, type);
    qToBigEndian(quint32(4 + content.size()), head.data() + 1);
    return head + content;
}

/// The password of one connection.
QByteArray refuse(QTcpSocket &socket)
{
    for (;;) {
        const quint32 size = number(take(socket, 4));
        if (size < 8 || size > 10000)
            return {};
        const quint32 code = number(take(socket, size - 4));
        if (code != kWantsTls && code != kWantsGss)
            break;
        socket.write("N");
    }
    socket.write(message('R', QByteArray("\0\0\0\3", 4))); // in clear, please
    if (take(socket, 1) != "p")
        return {};
    const QByteArray password = take(socket, number(take(socket, 4)) - 4).chopped(1);
    QByteArray fields;
    for (const QByteArray &field : {QByteArray("SFATAL"),
                                    QByteArray("VFATAL"),
                                    QByteArray("C28P01"),
                                    QByteArray("Mpassword authentication failed: " + password)})
        fields += field + '\0';
    socket.write(message('E', fields + '\0'));
    socket.waitForBytesWritten(kPatience);
    socket.disconnectFromHost();
    return password;
}

} // namespace

RefusingPostgres::RefusingPostgres()
{
    std::promise<quint16> listening;
    auto port = listening.get_future();
    m_thread = std::jthread([this, &listening](const std::stop_token &stop) {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        listening.set_value(server.serverPort());
        while (!stop.stop_requested()) {
            if (!server.waitForNewConnection(100))
                continue;
            // Two may have come at once, of which one is awaited.
            while (const std::unique_ptr<QTcpSocket> socket{server.nextPendingConnection()}) {
                const QByteArray password = refuse(*socket);
                const std::lock_guard lock(m_mutex);
                m_heard += password + '\n';
            }
        }
    });
    m_port = port.get();
}

RefusingPostgres::~RefusingPostgres() = default;

QByteArray RefusingPostgres::heard() const
{
    const std::lock_guard lock(m_mutex);
    return m_heard;
}

} // namespace pelorus::test
