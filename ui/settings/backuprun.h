// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/backup.h"
#include "ui/support/async.h"

namespace pelorus::ui {

/// A backup that was started by hand. Outlives the page that shows it, which a change of language
/// builds anew; stops where nobody holds it any more.
class BackupRun final : public QObject
{
    Q_OBJECT
public:
    ~BackupRun() override { stop(); }

    /// `media` as in store::BackupOptions. Not while one runs.
    void start(Workers &workers,
               const Secret &url,
               const QString &file,
               const QString &media,
               bool canStop);
    void stop() { m_cancel.request_stop(); }
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] bool canStop() const { return m_canStop; }
    /// Of the last one that ended.
    [[nodiscard]] const QString &file() const { return m_file; }
    [[nodiscard]] const Result<store::BackupReport> &report() const { return m_report; }

signals:
    void ended();

private:
    bool m_running = false;
    bool m_canStop = false;
    std::stop_source m_cancel;
    QString m_file;
    Result<store::BackupReport> m_report;
};

} // namespace pelorus::ui
