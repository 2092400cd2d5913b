// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bulk/draft.h"
#include "ui/support/async.h"

#include <QObject>

namespace pelorus::ui {

/// Reads the draft's videos on workers, two at a time: streams, a thumbnail, the content hash.
class Intake final : public QObject
{
    Q_OBJECT
public:
    Intake(Workers &workers, std::shared_ptr<BulkDraft> draft, QObject *parent = nullptr);
    ~Intake() override;

    /// Reads what waits.
    void start();
    /// Stops within a megabyte; what is not read is marked so.
    void cancel();
    /// Puts what was stopped or failed back to waiting and starts.
    void again();
    [[nodiscard]] bool isRunning() const { return m_running > 0; }

signals:
    void progressed();

private:
    void next();
    Workers &m_workers;
    std::shared_ptr<BulkDraft> m_draft;
    std::stop_source m_stop;
    int m_running = 0;
};

/// The videos among files and folders (those of a folder sorted as people sort). Blocking.
[[nodiscard]] QStringList videosAmong(const QStringList &paths);

} // namespace pelorus::ui
