// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in, and the account's own profile.

Object.assign(locators, {
    username: () => field("username"),
    password: () => field("password"),
    code: () => field("code"),
    logIn: () => submitOf(field("password"), "logIn"),
    confirm: () => submitOf(field("code"), "confirm"),
    signedIn: () => signedIn(),
    ownProfile: ({ username }) => ownProfile(username),
});

/// The form's own submit button, or the one with the label.
function submitOf(input, key) {
    const form = input?.closest("form") ?? document.body;
    return input && (all(form, "button[type='submit'], input[type='submit']")[0] ?? named(form, key)[0]) || null;
}

/// Selects what a field holds, so that inserted text replaces it.
function selectAll({ locator }) {
    const input = locators[locator]({});
    input?.focus();
    input?.select?.();
    return Boolean(input);
}

function holds({ locator, length }) {
    return locators[locator]({})?.value.length === length;
}

/// What the page says about a refused sign-in or code.
function complaint() {
    const alert = all(document, "[role='alert'], [aria-live='assertive']").find(element => texts(element).length);
    if (alert)
        return excerpt(alert);
    return texts(document.body).find(text => isLabel(text, "wrongPassword")) ?? "";
}

function afterSignIn({ ignore, before }) {
    const said = complaint();
    if (said && said !== before) {
        const limited = isLabel(said, "rateLimited");
        return limited ? { kind: "state", landing: "rate_limited", name: "rate_limited", text: said }
            : { kind: "refused", text: said };
    }
    return landing({ ignore });
}

/// Where we landed; null while the page does not say.
function landing({ ignore = [] }) {
    const found = interruption({ ignore });
    if (found)
        return found;
    return document.readyState !== "loading" && signedIn()
        ? { kind: "state", landing: "signed_in", name: "signed_in", text: "" } : null;
}

/// The page of this very account with the link that only its owner sees.
function ownProfile(username) {
    const here = location.pathname.split("/").filter(Boolean)[0];
    const titled = fold(here) === fold(username)
        && all(document, "h1, h2, h3, [role='heading'], header span, header a, main span")
            .some(element => fold(element.textContent) === fold(username));
    return titled && editProfile() || null;
}

function editProfile() {
    return field("editProfile") ?? named(document.body, "editProfile", clickableSelector)[0] ?? null;
}

function profileMissing() {
    return headings().some(heading => isLabel(heading.textContent, "profileMissing"));
}

/// {links, empty}: the account's own posts in the order of the page, and whether the page says that
/// there are none.
function grid({ username }) {
    const main = document.querySelector("main") ?? document.body;
    const own = new RegExp(`^/(?:${username.replace(/[.]/g, "\\.")}/)?(?:reel|p)/[^/]+/?$`, "i");
    const links = [...main.querySelectorAll("a[href]")].map(link => new URL(link.href, location.href))
        .filter(url => url.origin === location.origin && own.test(url.pathname))
        .map(url => url.origin + url.pathname);
    const said = texts(main);
    return { links: [...new Set(links)], count: postCount(said),
             empty: said.some(text => isLabel(text, "emptyGrid")) };
}

/// "12 posts" in the profile's header; -1 when the page does not say.
function postCount(said) {
    for (const text of said) {
        const [, number, word] = /^([\d.,\s]+)\s+(\D+)$/.exec(text) ?? [];
        if (word && isLabel(word, "postCount"))
            return Number(number.replace(/\D/g, ""));
    }
    return -1;
}
