// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/system/harness.h"

namespace pelorus::test {

/// What a worker is disturbed at. Together they pass every point that a worker can pass by itself.
enum class Scene {
    Task,      ///< signs in by password and publishes one video
    Ways,      ///< two videos through a proxy: every way of cookies, Dolphin's other forms of calls
    Recovery,  ///< after one that died when its profile had just been made, with an edit waiting
    Unclear,   ///< nothing answers Share, and a later look finds the video
    Persistent ///< the account's own profile, which stays
};

/// One account and the task that publishes on it, beside a customer's own profile that runs; and
/// what must hold of them whatever happens to the worker. What really happened is asked of the
/// stand-in, not of the worker.
class Promises final
{
public:
    explicit Promises(const QString &engine, Scene scene = Scene::Task);

    [[nodiscard]] Harness &bench() { return m_bench; }
    /// First thing to check in a test.
    [[nodiscard]] const QString &problem() const { return m_bench.problem(); }

    /// Runs workers with this in their environment until nothing is open. True when a signal ended
    /// one.
    [[nodiscard]] bool isKilled(const QString &variable, const QString &value);
    /// What the worker left when it was gone: call it then.
    void look();
    /// Starts a worker long after, again and again, until nothing is open. Fails the test when that
    /// never happens.
    void settle();
    /// P1 and P3 to P5. Fails the test.
    void check();

    /// The crash points that the undisturbed scene passes, in order: NAME#K.
    [[nodiscard]] static QStringList places(Scene scene);
    /// Before and after each of them.
    [[nodiscard]] static QStringList momentsOf(const QStringList &places);
    [[nodiscard]] static QStringList moments() { return momentsOf(places(Scene::Task)); }
    /// `count` of them, the same for the same PELORUS_SEED, which is printed.
    [[nodiscard]] static QStringList byChance(const QStringList &all, int count);
    /// PELORUS_SEED or a new one, which is printed.
    [[nodiscard]] static quint32 seed();
    /// The label soak: everything instead of a choice.
    [[nodiscard]] static bool isSoak();
    [[nodiscard]] static QStringList run();

private:
    [[nodiscard]] bool isEnded();
    void makeDue();
    void setUpWays();
    void setUpRecovery();
    void setUpPersistent();
    [[nodiscard]] QStringList profilesThatStay() const;

    Scene m_scene;
    Harness m_bench;
    QStringList m_videos;
    BulkTaskId m_bulk;
    ProfileId m_foreign;
    bool m_sessionWasSaved = false;
    bool m_wasIntended = false; ///< a click may have happened
    int m_signIns = 0;
};

} // namespace pelorus::test
