// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/engine.h"
#include "ui/support/services.h"
#include "ui/widgets/page.h"

#include <array>
#include <functional>

class QTreeWidget;
class QTreeWidgetItem;

namespace pelorus::ui {

struct CheckResult
{
    enum class Verdict { Good, Poor, Bad } verdict = Verdict::Good;
    QString text;
    QString details;
};

/// Whether this machine has all that tasks need. Each check is real and cheap, and done when the
/// page is shown or asked to; one that hangs is not begun again.
class ChecksPage final : public Page
{
    Q_OBJECT
public:
    explicit ChecksPage(Services &services, QWidget *parent = nullptr);
    void refresh() override;
    void setEngine(const run::EngineStatus &status);
    /// No engine works here that could know of Dolphin.
    void showViewer();
    /// Every check has answered.
    [[nodiscard]] bool isComplete() const;
    void show(int check, const CheckResult &result);

    enum Check {
        Database,
        Dolphin,
        Token,
        Keychain,
        Ffprobe,
        MediaRoot,
        DiskSpace,
        Backups,
        CheckCount
    };

protected:
    [[nodiscard]] bool followsDatabase() const override { return false; }

private:
    void run(Check check,
             std::function<CheckResult()> work,
             Workers::Lane lane = Workers::Lane::MayHang);
    void copy() const;
    Services &m_services;
    QTreeWidget *m_list;
    std::vector<QTreeWidgetItem *> m_rows;
    std::array<bool, CheckCount> m_running{};
    run::EngineStatus m_engine;
    bool m_viewer = false;
};

} // namespace pelorus::ui
