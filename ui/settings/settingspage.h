// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingsfile.h"
#include "ui/support/services.h"
#include "ui/widgets/page.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace pelorus::ui {

class BackupSection;
class DatabaseSection;
class SecretEdit;

/// The settings that an operator changes. What the environment sets is shown and cannot be changed.
class SettingsPage final : public Page
{
    Q_OBJECT
public:
    SettingsPage(Services &services, const Appearance &appearance, QWidget *parent = nullptr);
    ~SettingsPage() override;
    void refresh() override;
    [[nodiscard]] bool isBackingUp() const;

signals:
    void languageChosen(const QString &language);
    void themeChosen(const QString &theme);
    /// The settings were saved; they take effect when the work is started anew.
    void restartRequested();
    /// See TransferDialog.
    void workMustStop(const std::function<void()> &stopped);
    void workMayGoOn();
    /// The program has to close its database, restore and open it again.
    void restoreRequested(const QString &file);

private:
    /// What can be changed, by the variable that it is saved as; without the secrets.
    [[nodiscard]] QList<std::pair<QString, QWidget *>> fields() const;
    void takeDraft();
    void showSaved();
    void startAnew();
    void showToken(qsizetype length);
    void save();
    void saveAll(const QHash<QString, QString> &values);
    void forgetToken();
    void chooseMediaRoot();
    void openTransfer();
    /// By the environment, which this page cannot change.
    [[nodiscard]] bool isSetOutside(const QString &variable) const;

    Services &m_services;
    std::shared_ptr<SettingsDraft> m_draft;
    SecretEdit *m_token;
    QPushButton *m_forget;
    QLineEdit *m_host;
    DatabaseSection *m_database;
    BackupSection *m_backups;
    QSpinBox *m_limit;
    QSpinBox *m_perProxy;
    QSpinBox *m_aMonth;
    QCheckBox *m_headless;
    QLineEdit *m_mediaRoot;
    QComboBox *m_language;
    QComboBox *m_theme;
    QPushButton *m_save;
};

} // namespace pelorus::ui
