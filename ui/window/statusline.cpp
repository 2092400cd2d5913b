// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/statusline.h"

#include "core/store/stores.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::ui {
StatusLine::StatusLine(Services &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_database(addItem(u"statusDatabase"_s))
    , m_dolphin(addItem(u"statusDolphin"_s))
    , m_running(addItem(u"statusRunning"_s))
    , m_profiles(addItem(u"statusProfiles"_s))
    , m_language(addItem(u"statusLanguage"_s))
    , m_reader(
          services.workers,
          this,
          [database = services.database, ttl = services.settings.leaseTtl]() -> Result<Measured> {
              const auto ping = database->ping();
              if (!ping)
                  return fail(ping.error());
              const auto counters = store::JobStore(database).counters(ttl);
              if (!counters)
                  return fail(counters.error());
              return Measured{*ping, *counters};
          },
          [this](const Result<Measured> &measured) {
              showDatabase(measured.map([](const Measured &m) { return m.ping; }));
              if (measured)
                  showCounters(measured->counters);
          })
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // it folds instead
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 3, 8, 2);
    layout->setSpacing(4);
    for (QToolButton *button : {m_database, m_dolphin, m_running, m_profiles})
        layout->addWidget(button);
    layout->addStretch();
    layout->addWidget(m_language);
    connect(m_database, &QToolButton::clicked, this, &StatusLine::databaseClicked);
    connect(m_dolphin, &QToolButton::clicked, this, &StatusLine::dolphinClicked);
    connect(m_running, &QToolButton::clicked, this, &StatusLine::runningClicked);
    connect(m_profiles, &QToolButton::clicked, this, &StatusLine::profilesClicked);
    connect(m_language, &QToolButton::clicked, this, &StatusLine::languageClicked);
    set(m_database, u"database"_s, Role::Muted, tr("Database"));
    set(m_profiles, u"profiles"_s, Role::Muted, tr("profiles open 0, leaked 0"));
    setEngine({});
    m_clock.setInterval(5s);
    connect(&m_clock, &QTimer::timeout, this, &StatusLine::refresh);
    m_clock.start();
}

QToolButton *StatusLine::addItem(const QString &name)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const int side = fontMetrics().height();
    button->setIconSize(QSize(side, side));
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void StatusLine::set(
    QToolButton *button, const QString &icon, Role role, const QString &text, const QString &tip)
{
    button->setIcon(icons::icon(icon, role));
    button->setText(text);
    button->setToolTip(tip.isEmpty() ? text : text + u'\n' + tip);
    button->setAccessibleName(text);
    fold();
}

void StatusLine::fold()
{
    if (!layout())
        return;
    for (QToolButton *button : {m_database, m_profiles, m_running, m_dolphin})
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (QToolButton *button : {m_database, m_profiles, m_running, m_dolphin}) {
        layout()->invalidate();
        if (layout()->sizeHint().width() <= width())
            return;
        button->setToolButtonStyle(Qt::ToolButtonIconOnly); // its tooltip has the words
    }
}

void StatusLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fold();
}

void StatusLine::refresh()
{
    m_reader.refresh();
}

void StatusLine::showDatabase(const Result<milliseconds> &time)
{
    const QString name = m_services.database ? m_services.database->displayName() : tr("Database");
    if (time)
        set(m_database,
            u"database"_s,
            Role::Ok,
            tr("%1 · %2 ms", "database, latency").arg(name, format::number(time->count())),
            tr("The database answers."));
    else
        set(m_database,
            u"failed"_s,
            Role::Error,
            tr("%1: no answer", "database").arg(name),
            time.error().message);
}

void StatusLine::setConnected(bool connected)
{
    if (connected)
        refresh();
    else
        set(m_database,
            u"failed"_s,
            Role::Error,
            tr("Database: no answer"),
            tr("Pelorus tries again by itself."));
}

void StatusLine::showCounters(const store::Counters &counters)
{
    const bool leaked = counters.profilesLeaked > 0;
    set(m_profiles,
        leaked ? u"warning"_s : u"profiles"_s,
        leaked ? Role::Error : Role::Muted,
        tr("profiles open %1, leaked %2")
            .arg(format::number(counters.profilesOpen), format::number(counters.profilesLeaked)));
}

void StatusLine::setEngine(const run::EngineStatus &status)
{
    using Dolphin = run::EngineStatus::Dolphin;
    switch (status.dolphin) {
    case Dolphin::Unknown:
        set(m_dolphin, u"clock"_s, Role::Muted, tr("Dolphin: looking"));
        break;
    case Dolphin::Ready:
        set(m_dolphin,
            u"check"_s,
            Role::Ok,
            tr("Dolphin :%1", "port").arg(QString::number(status.dolphinPort)));
        break;
    case Dolphin::Closed:
        set(m_dolphin, u"failed"_s, Role::Error, tr("Dolphin is closed"), status.dolphinMessage);
        break;
    case Dolphin::NotReady:
        set(m_dolphin,
            u"warning"_s,
            Role::Warning,
            tr("Dolphin is not ready"),
            status.dolphinMessage);
        break;
    case Dolphin::NoToken:
        set(m_dolphin, u"key"_s, Role::Error, tr("No Dolphin token"), status.dolphinMessage);
        break;
    case Dolphin::WrongToken:
        set(m_dolphin,
            u"key"_s,
            Role::Error,
            tr("Dolphin refuses the token"),
            status.dolphinMessage);
        break;
    case Dolphin::OtherProgram:
        set(m_dolphin,
            u"failed"_s,
            Role::Error,
            tr("Another program on Dolphin's port"),
            status.dolphinMessage);
        break;
    }
    const QString count = tr("%1/%2 running", "count, limit")
                              .arg(format::number(status.running), format::number(status.limit));
    if (status.paused)
        set(m_running, u"pause"_s, Role::Warning, tr("%1, paused", "3/5 running").arg(count));
    else if (!status.waitingBecause.isEmpty())
        set(m_running, u"warning"_s, Role::Warning, count, status.waitingBecause);
    else
        set(m_running, u"running"_s, status.running > 0 ? Role::Running : Role::Muted, count);
}

void StatusLine::showViewer()
{
    set(m_dolphin,
        u"eye"_s,
        Role::Muted,
        tr("This window only looks"),
        tr("It starts no tasks and asks nothing of Dolphin."));
    m_running->hide();
}

void StatusLine::setLanguage(const QString &language)
{
    set(m_language, u"globe"_s, Role::Muted, language, tr("Language of the window"));
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(0, 0, width(), 1, theme::line());
}

} // namespace pelorus::ui
