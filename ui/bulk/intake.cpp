// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/intake.h"

#include "core/base/threadguard.h"
#include "core/media/media.h"

#include <QFileInfo>

using namespace std::chrono_literals;

namespace pelorus::ui {
namespace {

constexpr int kAtOnce = 2;
constexpr int kThumbnailSide = 160;

DraftVideo readVideo(const QString &path, const std::stop_token &stop)
{
    DraftVideo video;
    video.path = path;
    const Call call{Deadline::never(), stop};
    const auto failed = [&](const Error &error) {
        video.state = error.kind == ErrorKind::Cancelled ? DraftVideo::State::Stopped
                                                         : DraftVideo::State::Failed;
        if (video.state == DraftVideo::State::Failed)
            video.problem = error.message;
        return video;
    };
    const auto info = media::probe(path, call.within(30s));
    // Without ffprobe the file can still be published; the site judges it.
    if (!info && info.error().kind != ErrorKind::Unsupported)
        return failed(info.error());
    if (info) {
        video.duration = info->duration;
        video.frame = info->frame;
        if (const auto jpeg = media::thumbnail(path, kThumbnailSide, call.within(30s)))
            video.thumbnail = QImage::fromData(*jpeg, "JPEG");
    }
    const auto digest = media::digest(path, call);
    if (!digest)
        return failed(digest.error());
    video.size = digest->size;
    video.sha256 = digest->sha256;
    video.state = DraftVideo::State::Ready;
    return video;
}

} // namespace

QStringList videosAmong(const QStringList &paths)
{
    mayBlock("Looking for videos");
    QStringList videos;
    for (const QString &path : paths) {
        if (QFileInfo(path).isDir())
            videos << run::videosIn(path);
        else
            videos << path;
    }
    return videos;
}

Intake::Intake(Workers &workers, std::shared_ptr<BulkDraft> draft, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_draft(std::move(draft))
{
    // What an earlier window was reading when it was built anew.
    for (DraftVideo &video : m_draft->videos)
        if (video.state == DraftVideo::State::Reading)
            video.state = DraftVideo::State::Waiting;
}

Intake::~Intake()
{
    m_stop.request_stop();
}

void Intake::start()
{
    while (m_running < kAtOnce) {
        const int before = m_running;
        next();
        if (m_running == before)
            break;
    }
}

void Intake::next()
{
    const auto waiting
        = std::ranges::find(m_draft->videos, DraftVideo::State::Waiting, &DraftVideo::state);
    if (waiting == m_draft->videos.end())
        return;
    waiting->state = DraftVideo::State::Reading;
    ++m_running;
    m_workers.run(
        this,
        [path = waiting->path, stop = m_stop.get_token()] { return readVideo(path, stop); },
        [this](DraftVideo video) {
            --m_running;
            if (const int at = m_draft->videoAt(video.path); at >= 0)
                m_draft->videos[size_t(at)] = std::move(video);
            start();
            emit progressed();
        });
}

void Intake::cancel()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    for (DraftVideo &video : m_draft->videos)
        if (video.state == DraftVideo::State::Waiting)
            video.state = DraftVideo::State::Stopped;
    emit progressed();
}

void Intake::again()
{
    for (DraftVideo &video : m_draft->videos)
        if (video.state == DraftVideo::State::Stopped || video.state == DraftVideo::State::Failed) {
            video.state = DraftVideo::State::Waiting;
            video.problem.clear();
        }
    start();
    emit progressed();
}

} // namespace pelorus::ui
