// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/media.h"
#include "core/store/records.h"
#include "ui/support/services.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace pelorus::ui {

class Banner;

/// The small panel for one video on one account: what it is, its caption, "Publish 1 video on X".
class UploadDialog final : public QDialog
{
    Q_OBJECT
public:
    UploadDialog(Services &services,
                 store::AccountRow account,
                 QString path,
                 QWidget *parent = nullptr);
    ~UploadDialog() override;

signals:
    void created(pelorus::UploadTaskId task);

private:
    struct File
    {
        Result<media::VideoInfo> info; ///< Unsupported without ffprobe
        media::FileDigest digest;
        QByteArray thumbnail;
        std::optional<store::Publication> standing;
        bool isPlanned = false; ///< by another task that has not ended
    };
    void read();
    void showFile(const File &file);
    void publish();
    void check();

    Services &m_services;
    store::AccountRow m_account;
    QString m_path;
    std::stop_source m_stop;
    std::optional<File> m_file;
    bool m_publishing = false;
    Banner *m_banner;
    QLabel *m_picture;
    QLabel *m_facts;
    QLabel *m_left;
    QPlainTextEdit *m_caption;
    QLineEdit *m_location;
    QCheckBox *m_again;
    QLabel *m_missing;
    QPushButton *m_publish;
};

} // namespace pelorus::ui
