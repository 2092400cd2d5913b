// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountfilterbar.h"

#include "ui/support/icons.h"
#include "ui/widgets/wraplayout.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::ui {

AccountFilterBar::AccountFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_search(new QLineEdit(this))
    , m_status(new QComboBox(this))
    , m_lock(new QComboBox(this))
    , m_session(new QComboBox(this))
    , m_proxy(new QComboBox(this))
{
    m_search->setObjectName(u"accountSearch"_s);
    m_search->setPlaceholderText(tr("Search name, proxy, notes"));
    m_search->setAccessibleName(tr("Search accounts"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icons::icon(u"search"_s, Role::Muted), QLineEdit::LeadingPosition);
    m_search->setMinimumWidth(fontMetrics().averageCharWidth() * 24);

    m_status->addItems({tr("Any status"),
                        tr("Active"),
                        tr("Needs a person"),
                        tr("Paused"),
                        tr("Blocked or limited")});
    m_lock->addItems(
        {tr("Any lock"), tr("Free"), tr("This machine"), tr("Other machine"), tr("Expired")});
    m_session->addItems({tr("Any session"), tr("Signed in"), tr("Signed out"), tr("No cookies")});
    m_proxy->addItems({tr("Any proxy"), tr("With a proxy"), tr("Without a proxy")});
    m_status->setAccessibleName(tr("Status"));
    m_lock->setAccessibleName(tr("Lock"));
    m_session->setAccessibleName(tr("Session"));
    m_proxy->setAccessibleName(tr("Proxy"));

    auto *layout = new WrapLayout(this);
    layout->addWidget(m_search);
    for (QComboBox *box : {m_status, m_lock, m_session, m_proxy}) {
        layout->addWidget(box);
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        connect(box, &QComboBox::currentIndexChanged, this, [this] { emit changed(filter()); });
    }
    m_typing.setSingleShot(true);
    m_typing.setInterval(120ms);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, [this] { emit changed(filter()); });
    setFocusProxy(m_search);
}

AccountFilter AccountFilterBar::filter() const
{
    return {AccountFilter::Status(m_status->currentIndex()),
            AccountFilter::Lock(m_lock->currentIndex()),
            AccountFilter::Session(m_session->currentIndex()),
            AccountFilter::Proxy(m_proxy->currentIndex()),
            m_search->text()};
}

void AccountFilterBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void AccountFilterBar::setCompact(bool on)
{
    for (QComboBox *box : {m_lock, m_session, m_proxy})
        box->setVisible(!on);
}

void AccountFilterBar::clear()
{
    for (QComboBox *box : {m_status, m_lock, m_session, m_proxy}) {
        const QSignalBlocker quiet(box);
        box->setCurrentIndex(0);
    }
    m_search->clear();
    m_typing.stop();
    emit changed(filter());
}

void AccountFilterBar::showOnly(AccountFilter::Status status)
{
    m_status->setCurrentIndex(int(status));
}

} // namespace pelorus::ui
