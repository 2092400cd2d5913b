// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/startwindow.h"

#include "ui/support/icons.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/helpers.h"

#include <QCloseEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

StartWindow::StartWindow(QWidget *parent)
    : QWidget(parent)
    , m_step(roleLabel(Role::Muted, {}, this))
    , m_progress(new QProgressBar(this))
    , m_banner(new Banner(this))
    , m_retry(primaryButton(tr("Try again"), this))
    , m_quit(new QPushButton(tr("Quit"), this))
{
    setWindowTitle(u"Pelorus"_s);
    setWindowIcon(icons::program());
    const int line = fontMetrics().height();
    setMinimumSize(fontMetrics().averageCharWidth() * 76, line * 16);
    auto *picture = new QLabel(this);
    picture->setPixmap(icons::program().pixmap(line * 4, line * 4));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(6);

    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(picture);
    auto *words = new QVBoxLayout;
    words->addStretch();
    words->addWidget(titleLabel(u"Pelorus"_s, this));
    words->addWidget(m_step);
    words->addStretch();
    head->addLayout(words, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_quit);
    buttons->addWidget(m_retry);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    layout->addLayout(head);
    layout->addWidget(m_progress);
    layout->addWidget(m_banner);
    layout->addStretch();
    layout->addLayout(buttons);
    m_retry->hide();
    connect(m_retry, &QPushButton::clicked, this, [this] {
        m_banner->clear();
        m_retry->hide();
        m_progress->show();
        emit retryRequested();
    });
    connect(m_quit, &QPushButton::clicked, this, &StartWindow::quitRequested);
}

void StartWindow::showStep(const QString &text)
{
    m_step->setText(text);
}

void StartWindow::showError(const QString &what, const Error &error)
{
    m_step->setText(what);
    m_progress->hide();
    m_banner->showError(error);
    m_retry->show();
    m_retry->setFocus();
}

void StartWindow::closeEvent(QCloseEvent *event)
{
    event->ignore();
    emit quitRequested();
}

} // namespace pelorus::ui
