// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QWidget>

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
    void showError(const QString &what, const Error &error);
    void askForAdoption(const QString &backupFile);

signals:
    void retryRequested();
    void adoptionAgreed(const QString &backupFile);
    void quitRequested();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void showWorking();

    QString m_backupFile;
    QLabel *m_step;
    QProgressBar *m_progress;
    Banner *m_banner;
    QLabel *m_question;
    QPushButton *m_adopt;
    QPushButton *m_retry;
    QPushButton *m_quit;
};

} // namespace pelorus::ui
