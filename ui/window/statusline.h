// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/engine.h"
#include "ui/support/services.h"
#include "ui/support/theme.h"

#include <QTimer>
#include <QWidget>

class QToolButton;

namespace pelorus::ui {

/// The truth about this machine; each item opens its page.
class StatusLine final : public QWidget
{
    Q_OBJECT
public:
    explicit StatusLine(Services &services, QWidget *parent = nullptr);

    void setEngine(const run::EngineStatus &status);
    /// This window only looks: no engine works here that could know of Dolphin.
    void showViewer();
    void setConnected(bool connected);
    void setLanguage(const QString &language);
    void refresh();
    void showDatabase(const Result<milliseconds> &time);
    void showCounters(const store::Counters &counters);

signals:
    void databaseClicked();
    void dolphinClicked();
    void runningClicked();
    void profilesClicked();
    void languageClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Measured
    {
        milliseconds ping;
        store::Counters counters;
    };
    [[nodiscard]] QToolButton *addItem(const QString &name);
    void set(QToolButton *button,
             const QString &icon,
             Role role,
             const QString &text,
             const QString &tip = {});
    void fold();
    Services &m_services;
    QToolButton *m_database;
    QToolButton *m_dolphin;
    QToolButton *m_running;
    QToolButton *m_profiles;
    QToolButton *m_language;
    Reader<Measured> m_reader;
    QTimer m_clock;
};

} // namespace pelorus::ui
