// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QWidget>

#include <functional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace pelorus::ui {

class Banner;

/// Shown while settings, database and keychain are opened; says for people what went wrong, and
/// asks before a database of the Django application is changed.
class StartWindow final : public QWidget
{
    Q_OBJECT
public:
    explicit StartWindow(QWidget *parent = nullptr);
    void showStep(const QString &text);
    /// `retry` does the same once more.
    void showError(const QString &what, const Error &error, std::function<void()> retry);
    /// The database is still as it was, and may be opened so.
    void showRestoreError(const Error &error,
                          std::function<void()> retry,
                          std::function<void()> openAsItIs);
    void askForAdoption(const QString &backupFile);

signals:
    void adoptionAgreed(const QString &backupFile);
    void quitRequested();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void showWorking();

    std::function<void()> m_again;
    std::function<void()> m_openAsItIs;
    QString m_backupFile;
    QLabel *m_step;
    QProgressBar *m_progress;
    Banner *m_banner;
    QLabel *m_question;
    QPushButton *m_adopt;
    QPushButton *m_retry;
    QPushButton *m_asItIs;
    QPushButton *m_quit;
};

} // namespace pelorus::ui
