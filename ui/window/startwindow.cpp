// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/startwindow.h"

#include "ui/support/icons.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/helpers.h"

#include <QCloseEvent>
#include <QDir>
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
    , m_question(new QLabel(this))
    , m_adopt(primaryButton(tr("Back up and go on"), this))
    , m_retry(primaryButton(tr("Try again"), this))
    , m_asItIs(new QPushButton(tr("Open the database as it is"), this))
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
    buttons->addWidget(m_asItIs);
    buttons->addWidget(m_retry);
    buttons->addWidget(m_adopt);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    layout->addLayout(head);
    layout->addWidget(m_progress);
    layout->addWidget(m_banner);
    layout->addWidget(m_question);
    layout->addStretch();
    layout->addLayout(buttons);
    m_adopt->setObjectName(u"adopt"_s);
    m_retry->setObjectName(u"startAgain"_s);
    m_asItIs->setObjectName(u"openAsItIs"_s);
    m_question->setWordWrap(true);
    m_question->setTextInteractionFlags(Qt::TextSelectableByMouse);
    showWorking();
    connect(m_retry, &QPushButton::clicked, this, [this] {
        showWorking();
        m_again();
    });
    connect(m_asItIs, &QPushButton::clicked, this, [this] {
        showWorking();
        m_openAsItIs();
    });
    connect(m_adopt, &QPushButton::clicked, this, [this] {
        showWorking();
        emit adoptionAgreed(m_backupFile);
    });
    connect(m_quit, &QPushButton::clicked, this, &StartWindow::quitRequested);
}

void StartWindow::showWorking()
{
    m_banner->clear();
    m_question->hide();
    m_retry->hide();
    m_asItIs->hide();
    m_adopt->hide();
    m_progress->show();
}

void StartWindow::showStep(const QString &text)
{
    m_step->setText(text);
}

void StartWindow::showError(const QString &what, const Error &error, std::function<void()> retry)
{
    m_again = std::move(retry);
    m_step->setText(what);
    m_progress->hide();
    m_banner->showError(error);
    m_retry->show();
    m_retry->setFocus();
}

void StartWindow::showRestoreError(const Error &error,
                                   std::function<void()> retry,
                                   std::function<void()> openAsItIs)
{
    showError(tr("The backup was not restored."), error, std::move(retry));
    m_openAsItIs = std::move(openAsItIs);
    m_asItIs->show();
}

void StartWindow::askForAdoption(const QString &backupFile)
{
    m_backupFile = backupFile;
    m_step->setText(tr("This database belongs to the Django application."));
    m_question->setText(
        tr("Pelorus can work in it beside that application, which goes on working. For that it "
           "adds "
           "its own tables, triggers and indexes and two lock columns, and widens some columns. No "
           "row is changed or deleted. Whoever uses the database meanwhile is waited for.")
        + u"\n\n"_s
        + tr("Before that the database is backed up to %1. Keep that file as safe as the database: "
             "it holds passwords.")
              .arg(QDir::toNativeSeparators(backupFile)));
    m_progress->hide();
    m_question->show();
    m_adopt->show();
    m_adopt->setFocus();
}

void StartWindow::closeEvent(QCloseEvent *event)
{
    event->ignore();
    emit quitRequested();
}

} // namespace pelorus::ui
