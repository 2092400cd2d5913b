// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/backuprun.h"

namespace pelorus::ui {

void BackupRun::start(
    Workers &workers, const Secret &url, const QString &file, const QString &media, bool canStop)
{
    m_running = true;
    m_canStop = canStop;
    m_cancel = std::stop_source();
    workers.run(
        this,
        [url = std::make_shared<Secret>(url.clone()), file, media, stop = m_cancel.get_token()] {
            return store::backup(*url, file, {media, {}}, {Deadline::never(), stop});
        },
        [this, file](Result<store::BackupReport> report) {
            m_running = false;
            m_file = file;
            m_report = std::move(report);
            emit ended();
        });
}

} // namespace pelorus::ui
