// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/uploaddialog.h"

#include "core/formats/captions.h"
#include "core/store/stores.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/helpers.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

UploadDialog::UploadDialog(Services &services,
                           store::AccountRow account,
                           QString path,
                           QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_account(std::move(account))
    , m_path(std::move(path))
    , m_banner(new Banner(this))
    , m_picture(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_left(roleLabel(Role::Muted, {}, this))
    , m_caption(new QPlainTextEdit(this))
    , m_location(new QLineEdit(this))
    , m_again(new QCheckBox(tr("Publish it again all the same"), this))
    , m_missing(roleLabel(Role::Warning, {}, this))
    , m_publish(primaryButton(tr("Publish 1 video on %1").arg(m_account.username), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Upload to %1").arg(m_account.username));
    const int character = fontMetrics().averageCharWidth();
    m_picture->setFixedSize(character * 22, character * 22);
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setFrameShape(QFrame::StyledPanel);
    m_picture->setPixmap(
        icons::pixmap(u"film"_s, Role::Muted, fontMetrics().height() * 2, devicePixelRatioF()));
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_facts->setText(QFileInfo(m_path).fileName() + u'\n' + tr("Reading the file…"));
    m_caption->setObjectName(u"uploadCaption"_s);
    m_caption->setMinimumSize(character * 52, fontMetrics().height() * 7);
    m_caption->setTabChangesFocus(true);
    m_location->setObjectName(u"uploadLocation"_s);
    m_location->setPlaceholderText(tr("none"));
    m_location->setMaxLength(store::kLocationLength);
    m_again->hide();
    m_publish->setObjectName(u"uploadPublish"_s);

    auto *label = new QLabel(tr("&Caption"), this);
    label->setBuddy(m_caption);
    auto *captionHead = new QHBoxLayout;
    captionHead->addWidget(label);
    captionHead->addStretch();
    captionHead->addWidget(m_left);
    auto *locationLabel = new QLabel(tr("&Location"), this);
    locationLabel->setBuddy(m_location);
    auto *location = new QHBoxLayout;
    location->setSpacing(12);
    location->addWidget(locationLabel);
    location->addWidget(m_location, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_publish, QDialogButtonBox::AcceptRole);

    auto *grid = new QGridLayout(this);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->addWidget(m_banner, 0, 0, 1, 2);
    grid->addWidget(m_picture, 1, 0, 4, 1, Qt::AlignTop);
    grid->addWidget(m_facts, 1, 1);
    grid->addLayout(captionHead, 2, 1);
    grid->addWidget(m_caption, 3, 1);
    grid->addLayout(location, 4, 1);
    grid->addWidget(m_again, 5, 1);
    grid->addWidget(m_missing, 6, 0, 1, 2);
    grid->addWidget(buttons, 7, 0, 1, 2);
    grid->setRowStretch(3, 1);

    connect(m_caption, &QPlainTextEdit::textChanged, this, &UploadDialog::check);
    connect(m_again, &QCheckBox::toggled, this, &UploadDialog::check);
    connect(m_publish, &QPushButton::clicked, this, &UploadDialog::publish);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_caption->setFocus();
    read();
    check();
}

UploadDialog::~UploadDialog()
{
    m_stop.request_stop();
}

void UploadDialog::read()
{
    m_services.workers.run(
        this,
        [path = m_path,
         account = m_account.id,
         database = m_services.database,
         stop = m_stop.get_token()]() -> Result<File> {
            File file;
            const Call call{Deadline::never(), stop};
            // Without ffprobe the file can still be published; the site judges it.
            file.info = media::probe(path, call.within(std::chrono::seconds(30)));
            if (!file.info && file.info.error().kind != ErrorKind::Unsupported)
                return fail(file.info.error());
            // A missing picture is no reason not to publish.
            if (auto picture = media::thumbnail(path, 320, call.within(std::chrono::seconds(30))))
                file.thumbnail = *picture;
            auto digest = media::digest(path, call);
            if (!digest)
                return fail(digest.error());
            file.digest = *digest;
            store::PublicationStore publications(database);
            auto standing = publications.find(account, digest->sha256);
            if (!standing)
                return fail(standing.error());
            file.standing = *standing;
            const auto planned = publications.standing({{account, digest->sha256}});
            if (!planned)
                return fail(planned.error());
            file.isPlanned
                = !planned->empty() && planned->front().standing == store::Standing::Planned;
            return file;
        },
        [this](const Result<File> &file) {
            if (!file) {
                m_facts->setText(QFileInfo(m_path).fileName());
                m_banner->showError(file.error(), [this] { read(); });
                return;
            }
            showFile(*file);
        });
}

void UploadDialog::showFile(const File &file)
{
    m_file = file;
    const QString name = QFileInfo(m_path).fileName();
    m_facts->setText(file.info ? tr("%1\n%2, %3, %4 × %5", "file, size, duration, width, height")
                                     .arg(name,
                                          format::size(file.digest.size),
                                          format::duration(file.info->duration),
                                          QString::number(file.info->frame.width()),
                                          QString::number(file.info->frame.height()))
                               : name + u'\n' + format::size(file.digest.size) + u'\n'
                             + file.info.error().message);
    if (QPixmap picture; picture.loadFromData(file.thumbnail, "JPEG"))
        m_picture->setPixmap(picture.scaled(m_picture->size() * devicePixelRatioF(),
                                            Qt::KeepAspectRatio,
                                            Qt::SmoothTransformation));
    const bool stands = file.standing && file.standing->state != store::PublicationState::Refused;
    m_again->setVisible(stands || file.isPlanned);
    if (file.isPlanned)
        m_banner->showNotice(Role::Warning,
                             tr("A task that has not ended publishes the same video on this "
                                "account."));
    else if (stands)
        m_banner->showNotice(
            Role::Warning,
            file.standing->state == store::PublicationState::Confirmed
                ? tr("The same video was published on this account %1.")
                      .arg(format::exact(file.standing->createdAt))
                : tr("The same video may be on this account already: a try of %1 is unconfirmed. "
                     "Look before you publish it again.")
                      .arg(format::exact(file.standing->createdAt)));
    check();
}

void UploadDialog::check()
{
    const qsizetype length = m_caption->toPlainText().size();
    const qsizetype left = formats::kCaptionLimit - length;
    m_left->setText(
        tr("%1 of %2").arg(format::number(length), format::number(formats::kCaptionLimit)));
    setRole(m_left, left < 0 ? Role::Error : Role::Muted);
    QString missing;
    if (!m_file)
        missing = tr("The file is not read yet.");
    else if (left < 0)
        missing = tr("The caption is %Ln characters too long.", nullptr, int(-left));
    else if (m_again->isVisibleTo(this) && !m_again->isChecked())
        missing = m_file->isPlanned ? tr("The same video is about to be on this account.")
                                    : tr("The same video is on this account.");
    m_missing->setText(missing);
    m_missing->setVisible(!missing.isEmpty());
    m_publish->setEnabled(missing.isEmpty() && !m_publishing);
}

void UploadDialog::publish()
{
    if (!m_file || m_publishing)
        return;
    m_publishing = true;
    m_publish->setEnabled(false);
    store::NewItem item;
    item.storedPath = m_services.settings.storedMediaPath(m_path);
    item.caption = m_caption->toPlainText();
    item.location = m_location->text().trimmed();
    item.size = m_file->digest.size;
    item.sha256 = m_file->digest.sha256;
    item.publishAgain = m_again->isVisibleTo(this) && m_again->isChecked();
    m_services.workers.run(
        this,
        [database = m_services.database,
         account = m_account.id,
         machine = m_services.settings.machine,
         item] { return store::JobStore(database).createUpload(account, {item}, machine); },
        [this](const Result<UploadTaskId> &task) {
            m_publishing = false;
            if (!task) {
                m_banner->showError(task.error());
                check();
                return;
            }
            emit created(*task);
            accept();
        });
}

} // namespace pelorus::ui
