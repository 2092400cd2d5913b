// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

namespace pelorus::test {

/// A real headless Chromium with a fresh profile and a process group of its own, which the
/// destructor ends. Blocks while it starts and stops; tests and bench only.
class Chromium final
{
public:
    Chromium() = default;
    ~Chromium();
    Chromium(const Chromium &) = delete;
    Chromium &operator=(const Chromium &) = delete;

    /// False when it did not open its port within 30 s.
    [[nodiscard]] bool start(const QStringList &moreArguments = {});
    void stop();

    /// ws://127.0.0.1:port/devtools/browser/…
    [[nodiscard]] QUrl webSocket() const { return m_webSocket; }

private:
    QTemporaryDir m_profile;
    QProcess m_process;
    QUrl m_webSocket;
};

} // namespace pelorus::test
