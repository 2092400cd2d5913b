// SPDX-License-Identifier: GPL-3.0-or-later
// Where we are: dialogs on top, states of the account, and what stands in the way.

function dialogs() {
    return all(document, "[role='dialog'], [role='alertdialog'], dialog[open]");
}

function headingOf(root) {
    return all(root, headingSelector)[0] ?? null;
}

function labelledBy(dialog) {
    return [dialog.getAttribute("aria-label"), headingOf(dialog)?.textContent];
}

const createHeadings = ["createDialog", "crop", "edit", "details", "sharing"];

/// The create dialog is known by its label, its heading or what is in it; the last one wins.
function createDialog() {
    const known = dialog =>
        labelledBy(dialog).some(text => createHeadings.some(key => isLabel(text, key)))
        || data.fields.video.some(selector => dialog.querySelector(selector))
        || data.fields.caption.some(selector => dialog.querySelector(selector))
        || (field("preview", dialog) && ["next", "share"].some(key => named(dialog, key).length))
        || texts(dialog).some(text => isLabel(text, "dragHere") || isLabel(text, "selectFromComputer"));
    return dialogs().filter(known).at(-1) ?? null;
}

/// Dialogs that lie over the page or over the create dialog, the topmost first.
function otherDialogs() {
    const create = createDialog();
    return dialogs().filter(dialog => !create || !dialog.contains(create))
        .filter(dialog => !isRatioMenu(dialog)).reverse();
}

function isRatioMenu(element) {
    return texts(element).some(text => data.ratios.includes(text));
}

function buttonsOf(root, keys) {
    return keys.flatMap(key => named(root, key, clickableSelector));
}

/// The definition of a known dialog that `root` shows.
function knownDialog(root, anywhere) {
    return data.dialogs.find(known => {
        if (anywhere && !known.anywhere)
            return false;
        if (known.text && !labelledBy(root).concat(texts(root)).some(text => isLabel(text, known.text)))
            return false;
        return known.buttons.every(keys => buttonsOf(root, keys).length > 0);
    });
}

function answerButton({ name, way }) {
    const known = data.dialogs.find(dialog => dialog.name === name);
    const root = otherDialogs().find(dialog => knownDialog(dialog) === known)
        ?? (known.anywhere && knownDialog(document.body, true) === known ? document.body : null);
    if (!root)
        return null;
    for (const key of known[way] ?? known.answer) {
        const found = named(root, key, clickableSelector)[0];
        if (found)
            return found;
    }
    return null;
}

/// An otherwise empty page: no navigation, hardly any text.
function barePage() {
    return !document.querySelector("nav") && !field("signedIn")
        && document.body && document.body.innerText.length < data.barePage;
}

function headings() {
    return all(document, headingSelector)
        .filter(heading => !heading.closest("article, [role='dialog'], [role='alertdialog']"));
}

/// Whole steps of the path, since a user's name may begin like one of them.
function urlHas(parts) {
    const path = location.pathname.replace(/\/*$/, "/");
    return (parts ?? []).some(part => part.startsWith("/") ? path.startsWith(part.replace(/\/*$/, "/"))
        : path.slice(1).split("/").slice(1).includes(part) || location.search.includes(part));
}

const firstSeen = new Map();

/// Whether a page or dialog that may still be filling itself has shown this text for a while.
function isSteady(text) {
    const since = firstSeen.get(text) ?? Date.now();
    firstSeen.set(text, since);
    return Date.now() - since >= data.timing.unknownDialog;
}

/// The first state of the data that the page, not a dialog, is in. One of the same address that
/// lacks what belongs to it may still get it.
function pageState(ignored) {
    const spoken = headings().map(heading => heading.textContent)
        .concat(barePage() ? texts(document.body) : []);
    const fitting = data.states.filter(known => !ignored.includes(known.landing)
        && (urlHas(known.url) || (known.field && field(known.field))
            || (known.text && spoken.some(text => isLabel(text, known.text)))));
    const state = fitting.find(known =>
        !known.with || known.with.some(selector => all(document, selector).length));
    if (!state)
        return null;
    const text = excerpt(document.querySelector("main") ?? document.body);
    if (state !== fitting[0] && !isSteady(text))
        return { kind: "wait" };
    return { kind: "state", landing: state.landing, name: state.name ?? state.landing, text };
}

function dialogState(dialog, ignored) {
    const spoken = labelledBy(dialog).concat(texts(dialog));
    const state = data.states.find(known => !ignored.includes(known.landing)
        && known.text && spoken.some(text => isLabel(text, known.text)));
    return state && { kind: "state", landing: state.landing, name: state.name ?? state.landing,
                      text: excerpt(dialog) };
}

function unknownDialog(dialog) {
    const text = excerpt(dialog);
    if (!isSteady(text))
        return { kind: "wait" };
    return { kind: "unknown", text, buttons: all(dialog, buttonSelector).flatMap(namesOf) };
}

/// What must be dealt with before anything else; null when the way is free.
function interruption({ ignore = [] }) {
    const refused = dialogs().find(dialog =>
        texts(dialog).concat(labelledBy(dialog)).some(text => isLabel(text, "fileRefused")));
    if (refused)
        return { kind: "media", text: excerpt(refused) };
    for (const dialog of otherDialogs()) {
        const known = knownDialog(dialog);
        if (known)
            return { kind: "dialog", name: known.name, text: excerpt(dialog) };
        const state = dialogState(dialog, ignore);
        if (state)
            return state;
        if (isMenu(dialog) || !all(dialog, clickableSelector).length)
            continue;
        return unknownDialog(dialog);
    }
    const state = pageState(ignore);
    if (state)
        return state;
    const loose = knownDialog(document.body, true);
    return loose ? { kind: "dialog", name: loose.name, text: "" } : null;
}

/// A sub-menu of "Create" may be a dialog; it is ours.
function isMenu(dialog) {
    return named(dialog, "post", clickableSelector).length > 0;
}

function signedIn() {
    return field("signedIn") ?? iconed(document, "newPost") ?? iconed(document, "home");
}

/// For errors and evidence: what there was to choose from.
function snapshot() {
    const root = dialogs().at(-1) ?? document.body;
    return { language: language(), path: location.pathname,
             label: root.getAttribute("aria-label") ?? "", heading: headingOf(root)?.textContent ?? "",
             names: all(root, buttonSelector).slice(0, 20).map(button => namesOf(button)[0] ?? "").filter(Boolean),
             text: excerpt(root) };
}
