// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transfersource.h"

#include "core/settings/databaseaddress.h"
#include "core/store/url.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/secretedit.h"

#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

TransferSource::TransferSource(Services &services, QWidget *parent)
    : QWidget(parent)
    , m_runner(services.database->role() == store::Role::Runner)
    , m_own(new QRadioButton(tr("The &database of this machine"), this))
    , m_other(new QRadioButton(tr("Another &file: SQLite (Django's too) or a dumpdata JSON"), this))
    , m_file(new QLineEdit(this))
    , m_choose(new QPushButton(tr("Choose…"), this))
    , m_address(new QLineEdit(this))
    , m_password(new SecretEdit(this))
{
    m_own->setObjectName(u"transferOwn"_s);
    m_other->setObjectName(u"transferOther"_s);
    m_file->setObjectName(u"transferFile"_s);
    m_address->setObjectName(u"transferAddress"_s);
    m_password->setObjectName(u"transferPassword"_s);
    if (const auto url = store::parseDatabaseUrl(services.settings.databaseUrl))
        m_ownFile = url->file;
    m_own->setVisible(!m_ownFile.isEmpty());
    m_own->setChecked(!m_ownFile.isEmpty());
    m_other->setChecked(m_ownFile.isEmpty());
    m_file->setAccessibleName(tr("File"));
    m_address->setPlaceholderText(u"postgresql://user@host/pelorus"_s);
    m_password->setPlaceholderText(tr("empty when the server asks for none"));

    auto *form = new QFormLayout(this);
    form->setContentsMargins(24, 16, 24, 16);
    form->setHorizontalSpacing(24);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(headingLabel(tr("What is moved"), this));
    form->addRow(m_own);
    if (!m_ownFile.isEmpty()) {
        auto *path = roleLabel(Role::Muted, QDir::toNativeSeparators(m_ownFile), this);
        path->setContentsMargins(24, 0, 0, 0);
        form->addRow(path);
    }
    form->addRow(m_other);
    auto *file = new QHBoxLayout;
    file->setContentsMargins(24, 0, 0, 0);
    file->setSpacing(8);
    file->addWidget(m_file, 1);
    file->addWidget(m_choose);
    form->addRow(file);
    auto *where = headingLabel(tr("Where to"), this);
    where->setContentsMargins(0, 12, 0, 0);
    form->addRow(where);
    form->addRow(tr("A&ddress"), m_address);
    form->addRow(tr("Pass&word"), m_password);
    form->addRow(QString(),
                 roleLabel(Role::Muted,
                           tr("An empty PostgreSQL database of your own: its tables are made by "
                              "Pelorus. First you see what would become of every row that is not "
                              "as it should be; nothing is written before you say so."),
                           this));

    connect(m_choose, &QPushButton::clicked, this, &TransferSource::chooseFile);
    connect(m_own, &QRadioButton::toggled, this, &TransferSource::changed);
    connect(m_address, &QLineEdit::textChanged, this, &TransferSource::changed);
    connect(m_file, &QLineEdit::textChanged, this, &TransferSource::changed);
    connect(m_file, &QLineEdit::textEdited, m_other, [this] { m_other->setChecked(true); });
}

bool TransferSource::isComplete() const
{
    return !m_address->text().trimmed().isEmpty()
        && (m_own->isChecked() || !m_file->text().trimmed().isEmpty());
}

TransferChoice TransferSource::choice()
{
    takePasswordOut(m_address, m_password);
    return {m_own->isChecked() ? m_ownFile : QDir::fromNativeSeparators(m_file->text().trimmed()),
            m_runner ? m_ownFile : QString(),
            std::make_shared<const Secret>(
                settings::joinDatabaseUrl(m_address->text(), m_password->typed()))};
}

DatabaseSetting TransferSource::target() const
{
    return {m_address->text(), std::make_shared<const Secret>(m_password->typed())};
}

void TransferSource::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose the file to move"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_file->setText(QDir::toNativeSeparators(path));
        m_other->setChecked(true);
    });
    dialog->open();
}

} // namespace pelorus::ui
