// SPDX-License-Identifier: GPL-3.0-or-later
// What a person sees: visible elements, their names, their texts. `data` is site/instagram.json.
// The files of this folder run in one function scope, in an isolated world of the page.

function fold(text) {
    return String(text ?? "").normalize("NFC")
        .replace(/\.{3}/g, "…").replace(/[’‘]/g, "'").replace(/[\u200b\ufeff]/g, "")
        .replace(/\s+/g, " ").trim().toLowerCase();
}

const tables = Object.fromEntries(Object.entries(data.labels).map(([language, table]) =>
    [language, Object.fromEntries(Object.entries(table).map(([key, list]) => [key, list.map(fold)]))]));

function language() {
    return (document.documentElement.lang || "").slice(0, 2).toLowerCase();
}

/// The labels of a key: the page's own language first, then all tables together.
function labelSets(key) {
    const own = tables[language()]?.[key];
    const all = Object.values(tables).flatMap(table => table[key] ?? []);
    return own ? [own, all] : [all];
}

/// Whole string, or with "*" at either end what begins, ends or contains it.
function fits(text, label) {
    const open = label.startsWith("*"), ended = label.endsWith("*");
    const core = label.slice(open ? 1 : 0, ended ? -1 : undefined);
    if (open && ended)
        return text.includes(core);
    if (open)
        return text.endsWith(core);
    return ended ? text.startsWith(core) : text === core;
}

function isLabel(text, key) {
    const folded = fold(text);
    return folded !== "" && labelSets(key).at(-1).some(label => fits(folded, label));
}

function visible(element) {
    if (!element?.isConnected)
        return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility === "visible";
}

function all(root, selector) {
    return [...root.querySelectorAll(selector)].filter(visible);
}

/// The first visible element of a list of selectors from the data.
function field(name, root = document) {
    for (const selector of data.fields[name]) {
        const found = all(root, selector);
        if (found.length)
            return found[0];
    }
    return null;
}

/// Every name an element may go by: label, text, the label of its icon.
function namesOf(element) {
    const names = [element.getAttribute("aria-label"), element.innerText, element.value,
        element.getAttribute("placeholder"), element.getAttribute("aria-placeholder")];
    for (const id of (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean))
        names.push(document.getElementById(id)?.textContent);
    if (!element.innerText?.trim())
        element.querySelectorAll("svg[aria-label], img[alt]").forEach(icon =>
            names.push(icon.getAttribute("aria-label") ?? icon.getAttribute("alt")));
    return names.filter(name => typeof name === "string").map(fold).filter(Boolean);
}

const buttonSelector = "button, [role='button'], input[type='submit']";
const clickableSelector = buttonSelector
    + ", a[href], [role='link'], [role='menuitem'], [role='option'], [tabindex]";

/// Elements by role and exact name; the page's language decides before all languages together.
function named(root, key, selector = buttonSelector) {
    const candidates = all(root, selector).map(element => [element, namesOf(element)]);
    for (const labels of labelSets(key)) {
        const found = candidates.filter(([, names]) =>
            names.some(name => labels.some(label => fits(name, label))));
        if (found.length)
            return innermost(found.map(([element]) => element));
    }
    return [];
}

/// Without those that only wrap another one of them.
function innermost(elements) {
    return elements.filter(element =>
        !elements.some(other => other !== element && element.contains(other)));
}

/// The clickable ancestor of an icon with this label.
function iconed(root, key) {
    for (const labels of labelSets(key)) {
        const icon = all(root, "svg[aria-label]").find(svg =>
            labels.includes(fold(svg.getAttribute("aria-label"))));
        if (icon)
            return icon.closest(clickableSelector) ?? icon.parentElement;
    }
    return null;
}

function disabled(element) {
    return element.matches(":disabled") || Boolean(element.closest("[aria-disabled='true']"));
}

const headingSelector = "h1, h2, h3, h4, h5, h6, [role='heading']";
const silentSelector = "script, style, noscript, textarea, [contenteditable]:not([contenteditable='false'])";

/// The texts in a part of the page, element by element, without what somebody typed.
function texts(root) {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT, {
        acceptNode: element => element.matches(silentSelector)
            ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    });
    for (let element = walker.currentNode; element; element = walker.nextNode()) {
        const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (own && !element.querySelector(silentSelector) && visible(element))
            found.push(element.textContent.trim());
    }
    return found;
}

/// What a part of the page says, for people: one line, cut.
function excerpt(root) {
    const lines = texts(root).filter((line, index, list) => index === 0 || line !== list[index - 1]);
    const label = root.getAttribute?.("aria-label");
    if (!lines.length && label)
        lines.push(label);
    return lines.join(" · ").replace(/\s+/g, " ").slice(0, 400);
}
