// SPDX-License-Identifier: GPL-3.0-or-later
// The create dialog, from "New post" to the site's last word.

const locators = {
    newPost: () => {
        const icon = iconed(document, "newPost");
        return icon ?? named(document, "newPost", clickableSelector)
            .find(element => !element.closest("[role='dialog'], article")) ?? null;
    },
    subMenuPost: () => createDialog() ? null
        : named(document, "post", "a, button, [role='button'], [role='link'], [role='menuitem']")
            .find(element => !element.closest("article, main, header")) ?? null,
    createDialog: () => createDialog(),
    videoInput: () => {
        const dialog = createDialog();
        const inputs = selector => [...dialog.querySelectorAll(selector)];
        return dialog && fileStage(dialog) ? data.fields.video.flatMap(inputs)[0] ?? null : null;
    },
    anyVideoInput: () => data.fields.video
        .flatMap(selector => [...document.querySelectorAll(selector)]).at(-1) ?? null,
    selectFromComputer: () => inCreate(dialog => fileStage(dialog)
        && (named(dialog, "selectFromComputer", clickableSelector)[0] ?? onlyTextButton(dialog))),
    fileTaken: () => inCreate(dialog => !fileStage(dialog) && dialog),
    cropStage: () => inCreate(dialog => (isLabel(headingOf(dialog)?.textContent, "crop")
        || iconed(dialog, "selectCrop")) && dialog),
    ratioButton: () => inCreate(dialog => iconed(dialog, "selectCrop")),
    ratioOption: ({ ratio }) => ratioOptions(ratio)[0] ?? null,
    preview: () => inCreate(dialog => field("preview", dialog)),
    heading: () => inCreate(dialog => headingOf(dialog)),
    next: () => inCreate(dialog => headerButton(dialog, "next")),
    caption: () => inCreate(captionBox),
    location: () => inCreate(locationField),
    locationOption: ({ place }) => placeOptions().find(([title]) => fold(title) === fold(place))?.[1] ?? null,
    share: () => inCreate(dialog => captionBox(dialog) && headerButton(dialog, "share")),
    done: () => outcomeDialog(dialog => named(dialog, "done", clickableSelector)[0]
        ?? iconed(dialog, "close")),
    closeIcon: () => iconed(document, "close"),
    answerButton: answerButton,
};

function inCreate(find) {
    const dialog = createDialog();
    return dialog ? find(dialog) || null : null;
}

/// Before a file is taken the dialog offers the choice and nothing to go on with; the button may
/// stay in sight on the crop step.
function fileStage(dialog) {
    return !captionBox(dialog) && !headerButton(dialog, "next") && !iconed(dialog, "selectCrop")
        && !["crop", "edit", "details", "sharing"].some(key => isLabel(headingOf(dialog)?.textContent, key));
}

/// Where the site says which format is chosen, it must be this one.
function ratioChosen({ ratio }) {
    const option = ratioOptions(ratio)[0]?.closest("[aria-pressed], [aria-checked], [aria-selected]");
    return !option || ["aria-pressed", "aria-checked", "aria-selected"]
        .some(state => option.getAttribute(state) === "true");
}

/// In a language whose label nobody has seen yet.
function onlyTextButton(dialog) {
    const buttons = all(dialog, "button").filter(button => button.innerText.trim());
    return buttons.length === 1 ? buttons[0] : null;
}

/// The button of this name that is nearest to the dialog's heading.
function headerButton(dialog, key) {
    const candidates = named(dialog, key).filter(button => !button.closest("[role='listbox'], [role='menu']"));
    if (candidates.length < 2)
        return candidates[0] ?? null;
    for (let part = headingOf(dialog)?.parentElement; part && dialog.contains(part); part = part.parentElement) {
        const inside = candidates.filter(button => part.contains(button));
        if (inside.length)
            return inside[0];
    }
    return candidates[0];
}

/// What changes when the dialog goes on.
function step() {
    return inCreate(dialog => {
        const heading = fold(headingOf(dialog)?.textContent ?? dialog.getAttribute("aria-label"));
        return [heading, captionBox(dialog) ? "caption" : "", iconed(dialog, "selectCrop") ? "crop" : "",
            dialog.querySelectorAll("[role='switch']").length].join("|");
    }) ?? "";
}

function ratioOptions(ratio) {
    return inCreate(dialog => {
        const option = element => !element.closest("svg") && namesOf(element).some(name =>
            ratio ? (name === fold(ratio) || isLabel(name, ratio)) : data.ratios.includes(name));
        return innermost(all(document, clickableSelector + ", span, div").filter(element =>
            option(element) && element.innerText?.trim().length < 30));
    }) ?? [];
}

function captionBox(dialog) {
    const boxes = data.fields.caption.flatMap(selector => all(dialog, selector));
    return boxes.find(box => namesOf(box).some(name => isLabel(name, "caption"))) ?? boxes[0] ?? null;
}

/// By its label; without a known one, the only text field there is.
function locationField(dialog) {
    const inputs = all(dialog, "input:not([type]), input[type='text'], input[type='search']");
    const labelled = inputs.find(input => [input.name, ...namesOf(input)].some(name => isLabel(name, "location")));
    return labelled ?? (inputs.length === 1 ? inputs[0] : null);
}

/// Suggested places: [title, what to click]. The title is the first text; an address may follow.
/// They are in a list, or in the nearest part of the form that holds the field and more.
function placeOptions() {
    return inCreate(dialog => {
        const choices = part => innermost(all(part, "[role='option'], button, [role='button']"))
            .map(option => [texts(option)[0] ?? "", option]).filter(([title]) => title);
        const lists = all(document, "[role='listbox']");
        if (lists.length)
            return lists.flatMap(choices);
        const box = captionBox(dialog);
        let part = locationField(dialog)?.parentElement;
        for (; part && part !== dialog && !part.contains(box); part = part.parentElement) {
            if (choices(part).length)
                return choices(part);
        }
        return [];
    }) ?? [];
}

function places() {
    return placeOptions().map(([title]) => title).slice(0, 5);
}

/// The form shows the place, in the field or in its stead, and offers it no more.
function placeShown({ place }) {
    return inCreate(dialog => {
        if (placeOptions().some(([title]) => fold(title) === fold(place)))
            return false;
        const input = locationField(dialog);
        return fold(input?.value) === fold(place) || texts(dialog).some(text => fold(text) === fold(place));
    }) ?? false;
}

function suggestions() {
    return all(document, "[role='listbox']").length > 0;
}

/// The editor's text as a person reads it: blocks and <br> are line breaks, pictures their alt text.
function captionText() {
    return inCreate(dialog => {
        const box = captionBox(dialog);
        return box ? { text: typed(box) } : null;
    });
}

/// Line ends, no-break spaces and zero-width marks are the editor's own; everything else must be as given.
function captionIs({ text }) {
    const plain = value => value.replace(/\r\n?/g, "\n").replace(/\u00a0/g, " ")
        .replace(/[\u200b\ufeff]/g, "").trim();
    const now = captionText();
    return now !== null && plain(now.text) === plain(text);
}

function typed(node) {
    let text = "";
    for (const child of node.childNodes) {
        if (child.nodeType === 3)
            text += child.data;
        else if (child.nodeName === "BR")
            text += child.nextSibling || child.parentElement.childNodes.length === 1 ? "\n" : "";
        else if (child.nodeName === "IMG")
            text += child.alt;
        else if (child.nodeType === 1) {
            const block = getComputedStyle(child).display !== "inline";
            const inner = typed(child);
            const alone = child.childNodes.length === 1 && child.firstChild.nodeName === "BR";
            text += (block && child.previousSibling ? "\n" : "") + (alone ? "" : inner);
        }
    }
    return text;
}

// ---- after Share ------------------------------------------------------------------------------

function outcomeDialog(find) {
    for (const dialog of dialogs().reverse()) {
        const found = find(dialog);
        if (found)
            return found;
    }
    return null;
}

/// The site's last word in dialogs and headings; a refusal is looked for first. "Something went
/// wrong" is one in a dialog only: as a heading it is a broken page, which says nothing of the post.
function lastWord() {
    const open = dialogs().reverse();
    const places = open.concat(headings());
    for (const [result, key, parts] of [["refused", "shareFailed", places], ["refused", "broken", open],
                                        ["confirmed", "shared", places]]) {
        for (const part of parts) {
            const text = labelledBy(part).concat(texts(part)).find(line => isLabel(line, key));
            if (text)
                return { result, text: excerpt(part) || text, link: postLink(part) };
        }
    }
    return null;
}

function postLink(part) {
    const link = [...part.querySelectorAll("a[href*='/reel/'], a[href*='/p/']")][0];
    return link ? link.href : "";
}

let heard = null;

/// From now on a word that stands for a moment only is kept, until the document is left.
function listen() {
    heard = null;
    new MutationObserver(() => { heard ??= lastWord(); })
        .observe(document.documentElement, { subtree: true, childList: true, characterData: true,
                                             attributes: true });
    return true;
}

function outcome({ ignore = [] }) {
    heard ??= lastWord();
    if (heard)
        return { kind: "outcome", ...heard };
    return interruption({ ignore });
}
