// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instagram/driver.h"

namespace pelorus::instagram {

[[nodiscard]] Landing landingFromName(const QString &name);
/// What a landing in the middle of the work means.
[[nodiscard]] Error landingError(Landing landing, const QString &said);

struct Site::Private
{
    Private(cdp::Page &page,
            const SiteMap &map,
            Options options,
            std::function<void(const StepEvent &)> onStep)
        : driver(page, map, std::move(options), std::move(onStep))
    {
    }

    /// Asks until the page says where we are; known dialogs are answered.
    [[nodiscard]] Result<Observation> land(const QString &question,
                                           const QJsonObject &argument,
                                           milliseconds within,
                                           const Call &call);

    [[nodiscard]] Result<void> openCreate(const Call &call);
    [[nodiscard]] Result<void> chooseFile(const Post &post, const Call &call);
    [[nodiscard]] Result<void> crop(const Call &call);
    [[nodiscard]] Result<void> goToDetails(const Call &call);
    [[nodiscard]] Result<void> writeCaption(const QString &caption, const Call &call);
    [[nodiscard]] Result<void> checkCaption(const QString &caption, const Call &call);
    [[nodiscard]] Result<void> closeSuggestions(const Call &call);
    [[nodiscard]] Result<void> setLocation(const QString &place, const Call &call);
    [[nodiscard]] Result<void> leaveCreate(const Call &call);
    [[nodiscard]] Result<Shared> hearOutcome(const Call &call);
    [[nodiscard]] Result<QStringList> readGrid(const QString &username, const Call &call);

    Driver driver;
    QString caption; ///< what prepare() wrote
};

} // namespace pelorus::instagram
