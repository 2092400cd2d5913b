// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/livepicture.h"

#include "ui/support/theme.h"

#include <QPainter>

namespace pelorus::ui {

LivePicture::LivePicture(Workers &workers, QWidget *parent)
    : QFrame(parent)
    , m_workers(workers)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setSizePolicy(policy);
    setMinimumHeight(fontMetrics().height() * 8);
    setAccessibleName(tr("Live picture of the browser"));
    hide();
}

QSize LivePicture::sizeHint() const
{
    const int character = fontMetrics().averageCharWidth();
    return {character * 60, fontMetrics().height() * 14};
}

void LivePicture::setJob(JobId job)
{
    if (m_job == job)
        return;
    m_job = job;
    m_image = {};
    setVisible(job.isValid());
    update(isVisible());
    QFrame::update();
}

void LivePicture::update(bool wanted)
{
    const JobId target = wanted ? m_job : JobId{};
    if (m_watched == target)
        return;
    if (m_watched.isValid())
        emit watchEnded();
    m_watched = target;
    if (target.isValid())
        emit watchRequested(target);
}

void LivePicture::setFrame(const QByteArray &jpeg)
{
    if (m_decoding || !m_watched.isValid())
        return;
    m_decoding = true;
    m_workers.run(
        this,
        [jpeg] { return QImage::fromData(jpeg, "JPEG"); },
        [this, job = m_watched](const QImage &image) {
            m_decoding = false;
            if (job != m_watched || image.isNull())
                return;
            m_image = image;
            QFrame::update();
        });
}

void LivePicture::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    update(true);
}

void LivePicture::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    update(false);
}

void LivePicture::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    if (m_image.isNull()) {
        painter.setPen(theme::color(Role::Muted));
        painter.drawText(rect(),
                         Qt::AlignCenter | Qt::TextWordWrap,
                         tr("The picture of the browser comes as soon as it has opened."));
        return;
    }
    const QSize size = m_image.size().scaled(this->size() - QSize(2, 2), Qt::KeepAspectRatio);
    const QRect target(QPoint((width() - size.width()) / 2, (height() - size.height()) / 2), size);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(target, m_image);
    painter.setPen(theme::line());
    painter.drawRect(target);
}

} // namespace pelorus::ui
