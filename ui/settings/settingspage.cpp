// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingspage.h"

#include "core/vault/vault.h"
#include "ui/settings/backupsection.h"
#include "ui/settings/databasesection.h"
#include "ui/transfer/transferdialog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/secretedit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMetaProperty>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::ui {
namespace {

constexpr int kMostRunning = 64;

void choose(QComboBox *box, const QString &value)
{
    box->setCurrentIndex(std::max(0, box->findData(value)));
}

} // namespace

SettingsPage::SettingsPage(Services &services, const Appearance &appearance, QWidget *parent)
    : Page(tr("Settings"), parent)
    , m_services(services)
    , m_draft(services.settingsDraft)
    , m_token(new SecretEdit(this))
    , m_forget(new QPushButton(tr("Forget"), this))
    , m_host(new QLineEdit(this))
    , m_database(new DatabaseSection(services, banner(), this))
    , m_backups(new BackupSection(services, banner(), this))
    , m_limit(new QSpinBox(this))
    , m_perProxy(new QSpinBox(this))
    , m_aMonth(new QSpinBox(this))
    , m_headless(new QCheckBox(tr("Start browsers without a window"), this))
    , m_mediaRoot(new QLineEdit(this))
    , m_language(new QComboBox(this))
    , m_theme(new QComboBox(this))
    , m_save(primaryButton(tr("Save"), this))
{
    const settings::Settings &settings = services.settings;
    m_token->setObjectName(u"dolphinToken"_s);
    m_host->setText(settings.dolphinLocal.toString());
    m_limit->setRange(1, kMostRunning);
    m_limit->setValue(settings.concurrencyLimit);
    m_perProxy->setRange(0, settings::kAccountsPerProxyMost);
    m_perProxy->setSpecialValueText(tr("no limit"));
    m_perProxy->setValue(settings.accountsPerProxy);
    m_aMonth->setRange(0, settings::kProfilesAMonthMost);
    m_aMonth->setSpecialValueText(tr("no limit known"));
    m_aMonth->setValue(settings.profilesAMonth);
    m_headless->setChecked(settings.headless);
    m_mediaRoot->setText(QDir::toNativeSeparators(settings.mediaRoot));
    m_language->addItem(tr("As the system"), QString());
    m_language->addItem(u"English"_s, u"en"_s);
    m_language->addItem(u"Русский"_s, u"ru"_s);
    m_theme->addItem(tr("As the system"), u"system"_s);
    m_theme->addItem(tr("Light"), u"light"_s);
    m_theme->addItem(tr("Dark"), u"dark"_s);
    choose(m_language, appearance.language);
    choose(m_theme, appearance.theme);

    auto *form = new QFormLayout;
    form->setContentsMargins(16, 8, 16, 16);
    form->setHorizontalSpacing(24);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [&](const QString &text,
                         QWidget *field,
                         const QString &variable = {},
                         QWidget *beside = nullptr) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(field, field->inherits("QLineEdit") ? 1 : 0);
        if (beside)
            row->addWidget(beside);
        if (!field->inherits("QLineEdit"))
            row->addStretch();
        auto *label = new QLabel(text, this);
        label->setBuddy(field);
        form->addRow(label, row);
        if (!isSetOutside(variable))
            return;
        for (QWidget *locked : {field, beside})
            if (locked)
                locked->setEnabled(false);
        form->addRow(
            QString(),
            roleLabel(Role::Muted, tr("set by %1 in the environment").arg(variable), this));
    };
    const auto heading = [&](const QString &text) {
        auto *label = headingLabel(text, this);
        label->setContentsMargins(0, 12, 0, 0);
        form->addRow(label);
    };
    heading(tr("Dolphin"));
    add(tr("&Token"), m_token, u"DOLPHIN_API_TOKEN"_s, m_forget);
    add(tr("&Local address"), m_host, u"DOLPHIN_API_HOST"_s);
    heading(tr("Database"));
    add(tr("A&ddress"), m_database->address(), settings.databaseSetBy);
    add(tr("Pass&word"), m_database->password(), {}, m_database->forget());
    form->addRow(QString(),
                 roleLabel(Role::Muted,
                           tr("Another address copies no data: accounts and tasks stay where they "
                              "are, until you move them."),
                           this));
    auto *move = new QHBoxLayout;
    move->addWidget(m_database->move());
    move->addStretch();
    form->addRow(QString(), move);
    heading(tr("Backups"));
    add(tr("&Backup folder"), m_backups->folder(), u"PELORUS_BACKUP_DIR"_s, m_backups->choose());
    add(tr("E&very"), m_backups->every(), u"PELORUS_BACKUP_EVERY"_s);
    add(tr("&Keep the newest"), m_backups->keep(), u"PELORUS_BACKUP_KEEP"_s);
    add({}, m_backups->media(), u"PELORUS_BACKUP_MEDIA"_s);
    form->addRow(QString(), m_backups->actions());
    heading(tr("Work on this machine"));
    add(tr("Accounts at &once"), m_limit, u"CONCURRENCY_LIMIT"_s);
    add(tr("At once through one pro&xy"), m_perProxy, u"PELORUS_ACCOUNTS_PER_PROXY"_s);
    add(tr("&Profiles a month"), m_aMonth, u"PELORUS_PROFILES_A_MONTH"_s);
    m_aMonth->setToolTip(
        tr("What Dolphin's plan allows to create. The overview counts and warns from 80 % on."));
    add({}, m_headless, u"PELORUS_HEADLESS"_s);
    heading(tr("Files"));
    auto *browse = new QPushButton(tr("Choose…"), this);
    browse->setObjectName(u"chooseMedia"_s);
    add(tr("&Media folder"), m_mediaRoot, u"MEDIA_ROOT"_s, browse);
    auto *folder = new QLabel(QDir::toNativeSeparators(settings.dataDir), this);
    folder->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *open = new QPushButton(tr("Open"), this);
    add(tr("Data folder"), folder, {}, open);
    heading(tr("Window"));
    add(tr("Lan&guage"), m_language);
    add(tr("T&heme"), m_theme);
    auto *saveRow = new QHBoxLayout;
    saveRow->setSpacing(12);
    saveRow->setContentsMargins(0, 12, 0, 0);
    saveRow->addWidget(m_save);
    saveRow->addWidget(
        roleLabel(Role::Muted,
                  tr("Language and theme change at once. The rest takes effect when the work is "
                     "started anew."),
                  this),
        1);
    form->addRow(saveRow);

    auto *inside = new QWidget(this);
    inside->setLayout(form);
    inside->setMaximumWidth(fontMetrics().averageCharWidth() * 110);
    auto *area = new QScrollArea(this);
    area->setWidget(inside);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    setContent(area, area);

    connect(m_save, &QPushButton::clicked, this, &SettingsPage::save);
    connect(m_forget, &QPushButton::clicked, this, &SettingsPage::forgetToken);
    connect(m_database, &DatabaseSection::moveRequested, this, &SettingsPage::openTransfer);
    connect(m_backups, &BackupSection::restoreRequested, this, &SettingsPage::restoreRequested);
    connect(browse, &QPushButton::clicked, this, &SettingsPage::chooseMediaRoot);
    connect(open, &QPushButton::clicked, this, [dir = settings.dataDir] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(dir));
    });
    connect(m_language, &QComboBox::activated, this, [this] {
        emit languageChosen(m_language->currentData().toString());
    });
    connect(m_theme, &QComboBox::activated, this, [this] {
        emit themeChosen(m_theme->currentData().toString());
    });
    m_language->setObjectName(u"language"_s);
    m_limit->setObjectName(u"concurrencyLimit"_s);
    keepFromWheel(inside);
    takeDraft();
}

SettingsPage::~SettingsPage()
{
    m_database->keepIn(*m_draft);
    m_draft->token = m_token->typed();
    for (const auto &[variable, field] : fields())
        m_draft->fields.insert(variable, field->metaObject()->userProperty().read(field));
}

QList<std::pair<QString, QWidget *>> SettingsPage::fields() const
{
    return {{u"DOLPHIN_API_HOST"_s, m_host},
            {u"DATABASE_URL"_s, m_database->address()},
            {u"PELORUS_BACKUP_DIR"_s, m_backups->folder()},
            {u"PELORUS_BACKUP_EVERY"_s, m_backups->every()},
            {u"PELORUS_BACKUP_KEEP"_s, m_backups->keep()},
            {u"PELORUS_BACKUP_MEDIA"_s, m_backups->media()},
            {u"CONCURRENCY_LIMIT"_s, m_limit},
            {u"PELORUS_ACCOUNTS_PER_PROXY"_s, m_perProxy},
            {u"PELORUS_PROFILES_A_MONTH"_s, m_aMonth},
            {u"PELORUS_HEADLESS"_s, m_headless},
            {u"MEDIA_ROOT"_s, m_mediaRoot}};
}

void SettingsPage::takeDraft()
{
    for (const auto &[variable, field] : fields())
        if (const QVariant kept = m_draft->fields.value(variable);
            kept.isValid() && field->isEnabled())
            field->metaObject()->userProperty().write(field, kept);
    m_database->takeFrom(*m_draft);
    m_token->setTyped(std::exchange(m_draft->token, {}));
    showToken(m_draft->storedToken.value_or(m_services.settings.dolphinToken.length()));
    if (m_draft->saved)
        showSaved();
}

void SettingsPage::showToken(qsizetype length)
{
    m_token->setStored(length);
    m_forget->setEnabled(length > 0 && m_token->isEnabled());
}

void SettingsPage::showSaved()
{
    banner()->showNotice(Role::Running,
                         tr("Saved. It takes effect when the work is started anew; tasks that run "
                            "are stopped in order and go on afterwards."),
                         tr("Start anew"),
                         [this] { startAnew(); });
}

void SettingsPage::startAnew()
{
    if (!isBackingUp()) {
        emit restartRequested();
        return;
    }
    showSaved(); // still true where the answer is no
    askFirst(this,
             tr("Start anew"),
             tr("A backup is being written."),
             tr("The backup would be stopped; then there is none."),
             tr("Start anew"),
             tr("Finish the backup"),
             [this] { emit restartRequested(); });
}

bool SettingsPage::isSetOutside(const QString &variable) const
{
    return !variable.isEmpty()
        && (variable == m_services.settings.databaseSetBy
            || qEnvironmentVariableIsSet(variable.toUtf8().constData()));
}

void SettingsPage::refresh() { }

bool SettingsPage::isBackingUp() const
{
    return m_backups->isBackingUp();
}

void SettingsPage::chooseMediaRoot()
{
    auto *dialog = new QFileDialog(this, tr("Media folder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_mediaRoot->setText(QDir::toNativeSeparators(path));
    });
    dialog->open();
}

void SettingsPage::openTransfer()
{
    auto *dialog = new TransferDialog(m_services, this);
    connect(dialog, &TransferDialog::workMustStop, this, &SettingsPage::workMustStop);
    connect(dialog, &TransferDialog::workMayGoOn, this, &SettingsPage::workMayGoOn);
    connect(dialog, &TransferDialog::restartRequested, this, &SettingsPage::restartRequested);
    dialog->open();
}

void SettingsPage::save()
{
    const QUrl host(m_host->text().trimmed(), QUrl::StrictMode);
    if (m_host->isEnabled()
        && (!host.isValid() || host.host().isEmpty()
            || (host.scheme() != u"http"_s && host.scheme() != u"https"_s))) {
        banner()->showNotice(Role::Error,
                             tr("The local address must look like "
                                "http://localhost:3001."));
        m_host->setFocus();
        return;
    }
    QHash<QString, QString> values;
    if (m_host->isEnabled())
        values.insert(u"DOLPHIN_API_HOST"_s, host.toString());
    if (m_limit->isEnabled())
        values.insert(u"CONCURRENCY_LIMIT"_s, QString::number(m_limit->value()));
    if (m_perProxy->isEnabled())
        values.insert(u"PELORUS_ACCOUNTS_PER_PROXY"_s, QString::number(m_perProxy->value()));
    if (m_aMonth->isEnabled())
        values.insert(u"PELORUS_PROFILES_A_MONTH"_s, QString::number(m_aMonth->value()));
    if (m_headless->isEnabled())
        values.insert(u"PELORUS_HEADLESS"_s, m_headless->isChecked() ? u"1"_s : u"0"_s);
    if (m_mediaRoot->isEnabled())
        values.insert(u"MEDIA_ROOT"_s, QDir::fromNativeSeparators(m_mediaRoot->text().trimmed()));
    m_backups->addTo(values);
    saveAll(values);
}

void SettingsPage::saveAll(const QHash<QString, QString> &values)
{
    const bool typed = m_token->isEnabled() && m_token->isTyped();
    // Still in its field: the database may refuse, and then nothing is saved.
    auto token = std::make_shared<Secret>(typed ? m_token->typed() : Secret());
    const auto database = m_database->change();
    const auto url = database ? m_database->urlToTry(*database) : nullptr;
    m_save->setEnabled(false);
    m_services.workers.run(
        this,
        [file = m_services.secretsFile(),
         dir = m_services.settings.dataDir,
         values,
         token,
         typed,
         database,
         url]() -> Result<void> {
            if (url)
                if (auto opens = tryDatabase(*url); !opens)
                    return opens;
            if (auto saved = saveSettings(dir, values); !saved)
                return saved;
            if (typed)
                if (auto sealed
                    = vault::LocalSecrets(file).write(vault::kDolphinToken, *token, Call::in(60s));
                    !sealed)
                    return sealed;
            return database ? saveDatabase(dir, *database, Call::in(60s)) : Result<void>();
        },
        [this, typed, length = token->length(), database](const Result<void> &saved) {
            m_save->setEnabled(true);
            if (!saved) {
                banner()->showError(saved.error());
                return;
            }
            if (typed) {
                m_token->clear();
                m_draft->storedToken = length;
                showToken(length);
            }
            if (database)
                m_database->saved(*database);
            m_draft->saved = true;
            showSaved();
        });
}

void SettingsPage::forgetToken()
{
    m_services.workers.run(
        this,
        [file = m_services.secretsFile()] {
            return vault::LocalSecrets(file).remove(vault::kDolphinToken, Call::in(60s));
        },
        [this](const Result<void> &done) {
            if (!done) {
                banner()->showError(done.error());
                return;
            }
            m_draft->storedToken = 0;
            showToken(0);
            banner()->showNotice(Role::Ok, tr("The token is forgotten."));
        });
}

} // namespace pelorus::ui
