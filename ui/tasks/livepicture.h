// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "ui/support/async.h"

#include <QFrame>
#include <QImage>

namespace pelorus::ui {

/// The browser of a task on this machine, as it is now. Asks for frames only while it can be seen.
class LivePicture final : public QFrame
{
    Q_OBJECT
public:
    explicit LivePicture(Workers &workers, QWidget *parent = nullptr);
    /// 0: nothing to show.
    void setJob(JobId job);
    /// Decoded on a worker; a frame that comes while one is decoded is dropped.
    void setFrame(const QByteArray &jpeg);
    [[nodiscard]] bool hasPicture() const { return !m_image.isNull(); }
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void watchRequested(pelorus::JobId job);
    void watchEnded();

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void update(bool wanted);
    Workers &m_workers;
    JobId m_job;
    JobId m_watched;
    QImage m_image;
    bool m_decoding = false;
};

} // namespace pelorus::ui
