// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instagram/site.h"

#include <QJsonArray>

namespace pelorus::instagram {

/// What the page's scripts (resources/site) are asked, and what is clicked: waiting with the known
/// dialogs answered, everything else that stands in the way turned into an error.
class Driver final
{
public:
    Driver(cdp::Page &page,
           const SiteMap &map,
           Options options,
           std::function<void(const StepEvent &)> onStep);

    [[nodiscard]] const Options &options() const { return m_options; }
    [[nodiscard]] const QJsonObject &data() const { return m_map.data(); }
    [[nodiscard]] cdp::Page &page() { return m_page; }
    [[nodiscard]] milliseconds time(const char *name) const;
    [[nodiscard]] QUrl pathUrl(const char *name, const QString &argument = {}) const;

    void begin(const QString &step);
    void note(const QString &text);
    void end();

    /// States that are no obstacle while this step looks for them, and how dialogs are answered.
    void setIgnored(const QJsonArray &landings) { m_ignored = landings; }
    void setLeaving(bool leaving) { m_leaving = leaving; }

    /// A pause between two actions, uniform between the options' limits.
    [[nodiscard]] Result<void> pause(const Call &call);
    /// Answer of a question of main.js, now.
    [[nodiscard]] Result<QJsonValue>
    ask(const QString &question, const QJsonObject &argument, const Call &call);
    /// The first truthy answer.
    [[nodiscard]] Result<QJsonObject>
    await(const QString &question, const QJsonObject &argument, const Call &call);

    static QJsonObject ready(const QString &locator, const QJsonObject &argument = {});
    static QJsonObject gone(const QString &locator, const QJsonObject &argument = {});
    static QJsonObject fact(const QString &question, const QJsonObject &argument = {});
    /// Waits for the first of these; `what` says in the error what was missing.
    [[nodiscard]] Result<QString>
    until(const QJsonArray &wants, milliseconds within, const QString &what, const Call &call);
    /// Waits, pauses, clicks; deals with what covers it.
    [[nodiscard]] Result<void> press(const QString &locator,
                                     const QJsonObject &argument,
                                     milliseconds within,
                                     const QString &what,
                                     const Call &call);
    /// Closes suggestions that lie over the form, by a click on its heading.
    [[nodiscard]] Result<void> uncover(const Call &call);
    [[nodiscard]] Result<void> type(const QString &locator, const QString &text, const Call &call);
    [[nodiscard]] Result<bool>
    has(const QString &locator, const Call &call, const QJsonObject &argument = {});

    /// Answers a known dialog; any other obstacle is an error.
    [[nodiscard]] Result<void> clear(const QJsonObject &obstacle, const Call &call);
    /// The page is not as expected; the detail says what there was instead.
    [[nodiscard]] Error unexpected(const QString &what, const QString &name, const Call &call);

    static QString findFunction();
    static QJsonObject finding(const QString &locator, const QJsonObject &argument = {});

private:
    [[nodiscard]] Result<void> install(const Call &call);

    cdp::Page &m_page;
    const SiteMap &m_map;
    const Options m_options;
    const std::function<void(const StepEvent &)> m_onStep;
    QString m_step;
    QStringList m_notes;
    QJsonArray m_ignored;
    bool m_leaving = false;
    QString m_library;
};

} // namespace pelorus::instagram
