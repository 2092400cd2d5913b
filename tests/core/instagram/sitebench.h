// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cdp/browser.h"
#include "core/cdp/page.h"
#include "core/instagram/site.h"
#include "tests/standin/site.h"
#include "tests/support/chromium.h"
#include "tests/support/otherthread.h"

#include <QTemporaryDir>

#include <optional>

namespace pelorus::test {

/// The stand-in site on a thread of its own, a real Chromium that takes it for the real one, and
/// short times. One signed-in account a test: prepareAccount().
class SiteBench final
{
public:
    SiteBench();
    ~SiteBench();
    SiteBench(const SiteBench &) = delete;
    SiteBench &operator=(const SiteBench &) = delete;

    /// False when the browser did not come up.
    [[nodiscard]] bool start();

    /// A site anew with this one account, a browser without cookies but for its session (none when
    /// `signedIn` is false), a page anew.
    [[nodiscard]] Result<void> prepareAccount(const QJsonObject &scenario,
                                              const QString &language = QStringLiteral("en"),
                                              int existingPosts = 3,
                                              bool signedIn = true);
    QJsonObject configure(const QJsonObject &settings);
    [[nodiscard]] QJsonObject state();

    [[nodiscard]] instagram::Site &site() { return *m_site; }
    [[nodiscard]] cdp::Page &page() { return *m_page; }
    [[nodiscard]] cdp::Browser &browser() { return *m_browser; }
    void stopBrowser() { m_chromium.stop(); }
    /// How long the caption is watched; before prepareAccount().
    [[nodiscard]] bool setCaptionSettles(int ms);
    void setConfirmationWithin(milliseconds time) { m_confirmationWithin = time; }
    /// "step: note" of each finished step.
    [[nodiscard]] QStringList notes() const { return m_notes; }
    void clearNotes() { m_notes.clear(); }
    /// A file that differs from all others.
    [[nodiscard]] instagram::Post video(const QString &name = QStringLiteral("clip.mp4"),
                                        const QByteArray &head = "\0\0\0\x18"
                                                                 "ftypmp42");

    static inline const QString kAccount = QStringLiteral("studio.kite.one");
    static inline const QString kPassword = QStringLiteral("CANARY-p4ss");
    static inline const QString kTotp = QStringLiteral("JBSWY3DPEHPK3PXP");
    [[nodiscard]] static Call soon() { return Call::in(std::chrono::seconds(40)); }

private:
    QTemporaryDir m_folder;
    quint16 m_port = 0;
    OtherThread m_thread;
    std::unique_ptr<standin::HttpServer> m_server;
    std::unique_ptr<standin::Site> m_standin;
    net::Network m_network;
    Chromium m_chromium;
    std::shared_ptr<cdp::Browser> m_browser;
    std::unique_ptr<cdp::Page> m_page;
    std::optional<instagram::SiteMap> m_map;
    std::unique_ptr<instagram::Site> m_site;
    QStringList m_notes;
    milliseconds m_confirmationWithin{8000};
    int m_videos = 0;
};

/// What came of it, in one word: the error's name, else its kind.
[[nodiscard]] QString wordOf(const Error &error);

} // namespace pelorus::test
