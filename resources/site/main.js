// SPDX-License-Identifier: GPL-3.0-or-later
// What the driver may ask, and where it may click.

/// Each want is {locator, arg}: there and enabled; {gone, arg}: no longer there; {changed}: the create
/// dialog went on from that step; {fact, arg}: a question that is answered with yes.
function satisfied(want) {
    const arg = want.arg ?? {};
    if (want.locator) {
        const element = locators[want.locator](arg);
        return element && !disabled(element);
    }
    if (want.gone)
        return !locators[want.gone](arg);
    if (want.changed !== undefined)
        return step() !== want.changed && step() !== "";
    return questions[want.fact](arg);
}

/// The first want that holds, or what stands in the way.
function until({ any, ignore = [] }) {
    const obstacle = interruption({ ignore });
    if (obstacle)
        return obstacle;
    const found = any.find(satisfied);
    return found ? { kind: "ready", found: found.locator ?? found.gone ?? found.fact ?? "changed" } : null;
}

const questions = {
    until, interruption, landing, afterSignIn, outcome, listen, step: () => ({ step: step() }),
    has: ({ locator, arg }) => Boolean(locators[locator](arg ?? {})),
    answered: ({ name }) => interruption({})?.name !== name,
    captionIs, captionText, places: () => ({ places: places() }), placeShown, suggestions,
    noSuggestions: () => !suggestions(), ratioMenu: () => ratioOptions().length > 0,
    noRatioMenu: () => ratioOptions().length === 0, ratioChosen, profileMissing, grid, snapshot, selectAll, holds,
    complaint: () => ({ text: complaint() }),
};

function ask({ question, arg }) {
    const answer = questions[question](arg ?? {});
    return answer?.kind === "wait" ? null : answer;
}

function find({ locator, arg }) {
    return locators[locator](arg ?? {}) || null;
}
