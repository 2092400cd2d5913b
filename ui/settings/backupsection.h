// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/backup.h"
#include "ui/support/services.h"

#include <QWidget>

class QCheckBox;
class QHBoxLayout;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace pelorus::ui {

class BackupRun;
class Banner;

/// The backups' part of the settings: the fields of the schedule, which the page lays out and
/// saves, and the buttons for one now and for the way back.
class BackupSection final : public QObject
{
    Q_OBJECT
public:
    BackupSection(Services &services, Banner *banner, QWidget *page);

    [[nodiscard]] QLineEdit *folder() const { return m_folder; }
    [[nodiscard]] QPushButton *choose() const { return m_choose; }
    [[nodiscard]] QSpinBox *every() const { return m_every; }
    [[nodiscard]] QSpinBox *keep() const { return m_keep; }
    [[nodiscard]] QCheckBox *media() const { return m_media; }
    /// "Back up…", "Restore…" and how far that is.
    [[nodiscard]] QHBoxLayout *actions() const { return m_actions; }

    /// Adds what the environment leaves to the settings file.
    void addTo(QHash<QString, QString> &values) const;
    [[nodiscard]] bool isBackingUp() const;

signals:
    /// A person has read what it means and wants it.
    void restoreRequested(const QString &file);

private:
    void chooseFolder();
    void chooseBackupFile();
    void backUp(const QString &file);
    void chooseFileToRestore();
    void askToRestore(const QString &file);
    void ask(const QString &file, const QDateTime &at, qint64 bytes, bool media);
    void showRun();
    void showEnd();
    [[nodiscard]] QString startFolder() const;

    Services &m_services;
    Banner *m_banner;
    QWidget *m_page;
    QLineEdit *m_folder;
    QPushButton *m_choose;
    QSpinBox *m_every;
    QSpinBox *m_keep;
    QCheckBox *m_media;
    QPushButton *m_backUp;
    QPushButton *m_restore;
    QProgressBar *m_progress;
    QPushButton *m_stop;
    QHBoxLayout *m_actions;
    std::shared_ptr<BackupRun> m_run;
};

} // namespace pelorus::ui
