// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/keychain.h"

#include "core/base/threadguard.h"

#include <QCoreApplication>
#include <QThread>
#include <qt6keychain/keychain.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

using namespace Qt::StringLiterals;

namespace pelorus::vault::keychain {
namespace {

constexpr auto kService = "Pelorus"_L1;
// Long enough for a person to type the keyring's password, for callers without a deadline.
constexpr milliseconds kLongestWait{60000};

/// What one job hands back. Shared: a job that outlives its deadline still has where to write.
struct Answer
{
    std::mutex mutex;
    std::condition_variable_any wake;
    bool done = false;
    QKeychain::Error error = QKeychain::NoError;
    QString text;
    Secret value;
};

tl::unexpected<Error> keychainError(QKeychain::Error error, const QString &text)
{
    if (error == QKeychain::EntryNotFound) {
        return fail(ErrorKind::NotFound,
                    QCoreApplication::translate("Core", "The keychain has no such entry."),
                    text,
                    int(error));
    }
    return fail(ErrorKind::Keychain,
                QCoreApplication::translate("Core",
                                            "The system's keychain cannot be used. Unlock it, or "
                                            "start a keyring service, and try again."),
                text,
                int(error));
}

Result<Secret> run(const std::function<QKeychain::Job *()> &make, const Call &given)
{
    mayBlock("Asking the keychain");
    const Call call = given.within(kLongestWait);
    auto *application = QCoreApplication::instance();
    if (!application || QThread::currentThread() == application->thread()) {
        return fail(
            ErrorKind::Internal,
            QCoreApplication::translate("Core", "The keychain was asked in the wrong place."),
            u"needs a worker thread and a running event loop"_s);
    }
    if (auto go = call.check(); !go)
        return fail(go.error());

    const auto answer = std::make_shared<Answer>();
    // Made and started on the main thread, where its signals are delivered.
    const auto shared = std::make_shared<std::function<QKeychain::Job *()>>(make);
    QMetaObject::invokeMethod(
        application,
        [answer, shared] {
            QKeychain::Job *job = (*shared)();
            QObject::connect(job, &QKeychain::Job::finished, job, [answer, job] {
                const std::scoped_lock lock(answer->mutex);
                answer->error = job->error();
                answer->text = job->errorString();
                if (auto *reader = qobject_cast<QKeychain::ReadPasswordJob *>(job))
                    answer->value = Secret(reader->binaryData());
                answer->done = true;
                answer->wake.notify_all();
            });
            job->start();
        },
        Qt::QueuedConnection);

    std::unique_lock lock(answer->mutex);
    answer->wake.wait_until(lock, call.stop, call.deadline.at(), [&] { return answer->done; });
    if (!answer->done) {
        if (call.stop.stop_requested())
            return fail(call.check().error());
        return fail(
            ErrorKind::Keychain,
            QCoreApplication::translate("Core",
                                        "The system's keychain did not answer in time. It "
                                        "may be waiting for its password; unlock it and try "
                                        "again."));
    }
    if (answer->error != QKeychain::NoError)
        return keychainError(answer->error, answer->text);
    return std::move(answer->value);
}

} // namespace

Result<Secret> read(const QString &name, const Call &call)
{
    return run(
        [name]() -> QKeychain::Job * {
            auto *job = new QKeychain::ReadPasswordJob(kService);
            job->setInsecureFallback(false);
            job->setKey(name);
            return job;
        },
        call);
}

Result<void> write(const QString &name, const Secret &value, const Call &call)
{
    const auto copy = std::make_shared<Secret>(value.clone());
    const auto done = run(
        [name, copy]() -> QKeychain::Job * {
            auto *job = new QKeychain::WritePasswordJob(kService);
            job->setInsecureFallback(false);
            job->setKey(name);
            copy->reveal([&](const QByteArray &bytes) {
                job->setBinaryData(QByteArray(bytes.constData(), bytes.size()));
            });
            return job;
        },
        call);
    if (!done)
        return fail(done.error());
    return {};
}

Result<void> remove(const QString &name, const Call &call)
{
    const auto done = run(
        [name]() -> QKeychain::Job * {
            auto *job = new QKeychain::DeletePasswordJob(kService);
            job->setInsecureFallback(false);
            job->setKey(name);
            return job;
        },
        call);
    if (!done)
        return fail(done.error());
    return {};
}

} // namespace pelorus::vault::keychain
