// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/cookies.h"
#include "core/net/network.h"

#include <QJsonObject>

#include <memory>

namespace pelorus::cdp {

class Page;

/// A connection to a running browser's DevTools endpoint: one WebSocket, flat sessions. Calls block
/// a worker thread; every call has a deadline; a crash, detach, target's end or closed socket fails
/// what is pending on it at once. Only what the caller needs is attached. Thread-safe.
class Browser final : public std::enable_shared_from_this<Browser>
{
public:
    /// Retries while the port opens (1 to 3 s after the start answer). The endpoint is
    /// ws://address:port/devtools/browser/…
    [[nodiscard]] static Result<std::shared_ptr<Browser>>
    connect(net::Network &network, const QUrl &webSocket, const Call &call);
    ~Browser();
    Browser(const Browser &) = delete;
    Browser &operator=(const Browser &) = delete;

    /// `session` empty: the browser itself. Protocol errors carry the method name and Chromium's
    /// words.
    [[nodiscard]] Result<QJsonObject> call(const QString &method,
                                           const QJsonObject &params,
                                           const Call &call,
                                           const QString &session = {});

    /// Every cookie of the default context. Partitioned ones cannot be kept in our form: they are
    /// left out, named in the log and in `leftOut` ("name (domain)").
    [[nodiscard]] Result<formats::Cookies> cookies(const Call &call,
                                                   QStringList *leftOut = nullptr);

    struct SetReport
    {
        /// "name (domain)" of cookies the browser did not keep; with ": reason" where the cookie
        /// itself is at fault.
        QStringList missing;
    };
    /// Validates, sets one batch, reads back and compares; what is missing is set singly; what then
    /// is still missing is named.
    [[nodiscard]] Result<SetReport> setCookies(const formats::Cookies &cookies, const Call &call);

    /// Attaches to the first page that is not an extension's or devtools'; opens one if there is
    /// none.
    [[nodiscard]] Result<std::unique_ptr<Page>> attachPage(const Call &call);

    /// Opens a new tab in front and attaches to it.
    [[nodiscard]] Result<std::unique_ptr<Page>> openPage(const Call &call);

    [[nodiscard]] bool isOpen() const;
    /// Ends the browser gracefully (Browser.close); the profile must still be stopped.
    void closeBrowser(const Call &call);

private:
    struct Private;
    friend class Page;
    explicit Browser(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace pelorus::cdp
