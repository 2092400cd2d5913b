// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proxies/proxydialog.h"

#include "core/store/stores.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/secretedit.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

constexpr int kLongestCountry = 50; ///< of the shared column

} // namespace

ProxyDialog::ProxyDialog(Services &services, const store::ProxyRow &proxy, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_proxy(proxy)
    , m_banner(new Banner(this))
    , m_type(new QComboBox(this))
    , m_host(new QLineEdit(proxy.host, this))
    , m_port(new QSpinBox(this))
    , m_user(new SecretEdit(this))
    , m_password(new SecretEdit(this))
    , m_country(new QLineEdit(proxy.country, this))
    , m_notes(new QLineEdit(proxy.notes, this))
    , m_save(primaryButton(proxy.id.isValid() ? tr("Save") : tr("Add proxy"), this))
{
    setObjectName(u"proxyDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    const bool isNew = !proxy.id.isValid();
    setWindowTitle(isNew ? tr("Add proxy") : tr("Edit proxy #%1").arg(proxy.id.value));
    m_type->addItems({u"HTTP"_s, u"HTTPS"_s, u"SOCKS4"_s, u"SOCKS5"_s});
    m_type->setCurrentText(isNew ? u"HTTP"_s : proxy.type.toUpper());
    m_host->setObjectName(u"proxyHost"_s);
    m_host->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
    m_host->setPlaceholderText(tr("name or address, without port"));
    m_port->setObjectName(u"proxyPort"_s);
    m_port->setRange(1, 65535);
    m_port->setGroupSeparatorShown(false);
    m_port->setValue(isNew ? 8080 : proxy.port);
    m_country->setMaxLength(kLongestCountry);
    if (isNew) {
        m_user->setPlaceholderText(tr("only where the proxy asks for one"));
        m_password->setPlaceholderText(tr("only where the proxy asks for one"));
    } else {
        m_user->setStored(proxy.userLength);
        m_password->setStored(proxy.passwordLength);
    }

    auto *form = new QFormLayout;
    form->addRow(tr("&Kind", "of proxy"), m_type);
    form->addRow(tr("&Host"), m_host);
    form->addRow(tr("&Port"), m_port);
    form->addRow(tr("&User name"), m_user);
    form->addRow(tr("Pass&word"), m_password);
    form->addRow(tr("&Country"), m_country);
    form->addRow(tr("N&otes"), m_notes);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_save, QDialogButtonBox::AcceptRole);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_banner);
    layout->addLayout(form);
    layout->addWidget(buttons);

    const auto enable = [this] { m_save->setEnabled(!m_host->text().trimmed().isEmpty()); };
    connect(m_host, &QLineEdit::textChanged, this, enable);
    connect(m_save, &QPushButton::clicked, this, &ProxyDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    enable();
    m_host->setFocus();
}

void ProxyDialog::save()
{
    formats::ProxyEntry checked;
    formats::ProxyFields fields;
    fields.scheme = m_type->currentText();
    fields.host = m_host->text();
    fields.port = QString::number(m_port->value());
    fields.login = m_user->text();
    fields.password = m_password->text();
    if (const QString wrong = formats::fillProxy(checked, fields); !wrong.isEmpty()) {
        m_banner->showNotice(Role::Error, wrong);
        return;
    }
    m_save->setEnabled(false);
    if (m_proxy.id.isValid())
        change(checked);
    else
        add(checked);
}

void ProxyDialog::add(const formats::ProxyEntry &checked)
{
    auto proxy = std::make_shared<store::Proxy>();
    proxy->type = checked.scheme.toUpper();
    proxy->host = checked.host;
    proxy->port = checked.port;
    proxy->username = checked.login.clone();
    proxy->password = checked.password.clone();
    proxy->country = m_country->text().trimmed();
    proxy->notes = m_notes->text();
    m_services.workers.run(
        this,
        [database = m_services.database, proxy] { return store::ProxyStore(database).add(*proxy); },
        [this](const Result<ProxyId> &id) { onSaved(id); });
}

void ProxyDialog::change(const formats::ProxyEntry &checked)
{
    auto edit = std::make_shared<store::ProxyEdit>();
    if (const QString type = checked.scheme.toUpper(); type != m_proxy.type.toUpper())
        edit->type = type;
    if (m_host->text().trimmed() != m_proxy.host)
        edit->host = checked.host;
    if (checked.port != m_proxy.port)
        edit->port = checked.port;
    if (m_user->isTyped())
        edit->username = checked.login.clone();
    if (m_password->isTyped())
        edit->password = checked.password.clone();
    if (m_country->text().trimmed() != m_proxy.country)
        edit->country = m_country->text().trimmed();
    if (m_notes->text() != m_proxy.notes)
        edit->notes = m_notes->text();
    m_services.workers.run(
        this,
        [database = m_services.database, id = m_proxy.id, edit]() -> Result<ProxyId> {
            if (auto done = store::ProxyStore(database).edit(id, *edit); !done)
                return fail(done.error());
            return id;
        },
        [this](const Result<ProxyId> &id) { onSaved(id); });
}

void ProxyDialog::onSaved(const Result<ProxyId> &id)
{
    m_save->setEnabled(true);
    if (!id) {
        m_banner->showError(id.error());
        return;
    }
    emit saved(*id);
    accept();
}

} // namespace pelorus::ui
