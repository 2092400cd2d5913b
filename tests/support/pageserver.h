// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/httpserver.h"
#include "tests/support/otherthread.h"

#include <QUrl>

#include <mutex>

namespace pelorus::test {

/// Serves HTML texts on a thread of its own, so that the test's thread may wait for the browser.
/// POST /upload counts bytes; /hang never answers. Anything unknown is 404.
class PageServer final
{
public:
    PageServer();
    ~PageServer();
    PageServer(const PageServer &) = delete;
    PageServer &operator=(const PageServer &) = delete;

    /// The address of this page from now on.
    QUrl serve(const QString &path, const QString &html);
    [[nodiscard]] QUrl url(const QString &path) const;
    /// Sizes of what was posted to /upload, in order.
    [[nodiscard]] QList<qint64> uploads() const;

private:
    void handle(const std::shared_ptr<standin::Exchange> &exchange);

    mutable std::mutex m_mutex;
    QHash<QString, QByteArray> m_pages;
    QList<qint64> m_uploads;
    QList<std::shared_ptr<standin::Exchange>> m_hanging;
    quint16 m_port = 0;
    OtherThread m_thread;
    std::unique_ptr<standin::HttpServer> m_server;
};

} // namespace pelorus::test
