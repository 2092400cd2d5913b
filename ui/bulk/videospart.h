// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bulk/intake.h"
#include "ui/bulk/videomodel.h"

#include <QWidget>

#include <functional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace pelorus::ui {

class TableView;

/// Part 1 of the bulk upload: the videos, by drop, folder or file dialog.
class VideosPart final : public QWidget
{
    Q_OBJECT
public:
    VideosPart(Workers &workers,
               const std::shared_ptr<BulkDraft> &draft,
               QWidget *parent = nullptr);

    /// Files and folders, from a drop or a dialog.
    void addPaths(const QStringList &paths);
    /// Where there is a video among them: `before` is told which will be new.
    void addPathsAfter(std::function<void(const QStringList &fresh)> before,
                       const QStringList &paths);
    void showProgress();
    /// Takes these out, without Undo.
    void take(const QStringList &paths);
    [[nodiscard]] QStringList selectedPaths() const;

signals:
    void changed();
    /// No video was among what was dropped or chosen.
    void foundNone();
    /// `undo` puts the removed ones back.
    void removed(int count, std::function<void()> undo);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void chooseFiles();
    void chooseFolder();
    void removeSelected();

    Workers &m_workers;
    std::shared_ptr<BulkDraft> m_draft;
    Intake *m_intake;
    VideoModel *m_model;
    TableView *m_table;
    QLabel *m_count;
    QLabel *m_hint;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QPushButton *m_again;
};

} // namespace pelorus::ui
