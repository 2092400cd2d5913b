// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace pelorus::ui {

class Banner;

/// Shown while settings, database and keychain are opened; says for people what went wrong.
class StartWindow final : public QWidget
{
    Q_OBJECT
public:
    explicit StartWindow(QWidget *parent = nullptr);
    void showStep(const QString &text);
    void showError(const QString &what, const Error &error);

signals:
    void retryRequested();
    void quitRequested();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    QLabel *m_step;
    QProgressBar *m_progress;
    Banner *m_banner;
    QPushButton *m_retry;
    QPushButton *m_quit;
};

} // namespace pelorus::ui
