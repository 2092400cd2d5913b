// SPDX-License-Identifier: GPL-3.0-or-later
// Elements, class names that differ on every load, and calls to the server.

const tokens = new Map();
const random = () => Math.random().toString(36).slice(2, 9);

/** The class name of this page load; a driver cannot learn it. */
export function token(name) {
  if (!tokens.has(name)) tokens.set(name, `x${random()}`);
  return tokens.get(name);
}

/** Puts the style sheet in with this load's class names. */
export function applyStyle(source) {
  const css = source.replace(/\.([a-z][A-Za-z0-9-]*)/g, (_, name) => `.${token(name)}`);
  document.head.append(Object.assign(document.createElement('style'), { textContent: css }));
}

const svgTags = new Set(['svg', 'title', 'path', 'circle', 'rect']);

/** h('div', {class: 'row', onclick: f, role: 'button'}, 'text', child, …) */
export function h(tag, attributes = {}, ...children) {
  const node = svgTags.has(tag) ? document.createElementNS('http://www.w3.org/2000/svg', tag)
                                : document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === 'class') {
      const names = value.split(' ').filter(Boolean).map(token);
      node.setAttribute('class', [...names, `x${random()}`].join(' '));
    } else if (key.startsWith('on')) {
      node.addEventListener(key.slice(2), value);
    } else {
      node.setAttribute(key, value === true ? '' : value);
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** `count` nameless boxes around the children: real pages are deep. */
export function deep(count, ...children) {
  let node = h('div', { class: 'box' }, ...children);
  for (let i = 1; i < count; i += 1) node = h('div', { class: 'box' }, node);
  return node;
}

const shapes = {
  home: 'M3 11 12 3l9 8v10h-6v-6H9v6H3z',
  search: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zm5 12 6 6',
  compass: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zm4 5-3 5-5 3 3-5z',
  reel: 'M4 4h16v16H4zM4 9h16M10 12v6l5-3z',
  message: 'M3 5h18v12H9l-5 4v-4H3z',
  heart: 'M12 20 4 12a5 5 0 0 1 8-6 5 5 0 0 1 8 6z',
  plus: 'M4 4h16v16H4zM12 8v8M8 12h8',
  menu: 'M4 6h16M4 12h16M4 18h16',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4 21c0-8 16-8 16 0',
  comment: 'M20 18a9 9 0 1 0-3 3l4 1z',
  share: 'M22 3 9 11 2 4zM22 3 12 21 9 11z',
  save: 'M5 3h14v18l-7-6-7 6z',
  more: 'M5 12h.1M12 12h.1M19 12h.1',
  close: 'M4 4l16 16M20 4 4 20',
  back: 'M20 12H4m6-7-7 7 7 7',
  crop: 'M10 20H4v-6M14 4h6v6',
  zoom: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zm5 12 6 6M7 10h6',
  gallery: 'M3 7h13v13H3zM7 7V3h14v14h-5',
  media: 'M3 4h12v12H3zM8 16v4h13V9h-6M7 12l3-4 4 5',
  pin: 'M12 3a7 7 0 0 1 7 7c0 5-7 11-7 11S5 15 5 10a7 7 0 0 1 7-7z',
  people: 'M9 5a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM2 20c0-7 14-7 14 0M18 8v8M14 12h8',
  check: 'M4 13l5 5L20 6',
  warning: 'M12 3 22 20H2zM12 10v4M12 17h.1',
  down: 'M5 9l7 7 7-7',
};

/** An icon named by its aria-label, as all of the site's icons are. */
export function icon(shape, label, size = 24) {
  return h('svg', { 'aria-label': label || null, class: 'icon', fill: 'none', stroke: 'currentColor', 'stroke-width': 2,
    role: 'img', height: size, width: size, viewBox: '0 0 24 24' },
  label ? h('title', {}, label) : null, h('path', { d: shapes[shape] ?? shapes.more }));
}

/** A div that acts as a button: click and Enter, its text in nested spans. */
export function button(text, onclick, attributes = {}) {
  const node = h('div', { class: 'button', role: 'button', tabindex: '0', ...attributes });
  node.append(typeof text === 'string' ? h('span', { class: 'box' }, h('span', {}, text)) : text);
  const press = (event) => {
    if (!event.isTrusted) log('untrusted_click', node.textContent.trim() || node.getAttribute('aria-label') || '');
    if (node.getAttribute('aria-disabled') === 'true') return;
    onclick(event);
  };
  node.addEventListener('click', press);
  node.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); press(event); }
  });
  return node;
}

/** Shows a layer with the short opening animation of the site's dialogs. No animation frames: a tab in
 *  the background gets none. */
export function appear(layer) {
  layer.classList.add(token('opening'));
  document.body.append(layer);
  setTimeout(() => layer.classList.remove(token('opening')), 20);
  return layer;
}

/** A modal message; `buttons` is [[text, action], …] and each press closes it. Resolves when closed. */
export function message({ label, heading, text, buttons, cover = true, picture = null }) {
  return new Promise((closed) => {
    const layer = h('div', { class: cover ? 'layer shade' : 'layer bottom' });
    const close = (action) => () => { layer.remove(); action?.(); closed(); };
    const rows = buttons.map(([caption, action]) =>
      (caption === null ? null : h('button', { class: 'row', type: 'button', tabindex: '0', onclick: close(action) },
        h('span', { class: 'box' }, caption))));
    layer.append(h('div', { class: 'card', role: 'dialog', 'aria-label': label, 'aria-modal': 'true' },
      deep(2, picture, h('div', { class: 'words' },
        heading ? h('h2', { class: 'heading' }, h('span', {}, heading)) : null,
        text ? h('div', { class: 'quiet' }, h('span', { dir: 'auto' }, text)) : null),
      h('div', { class: 'rows' }, ...rows))));
    appear(layer);
  });
}

export const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });

const cookie = (name) => document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
export const hasCookie = (name) => cookie(name) !== '';

/** Headers that the server wants on each POST. */
export const headers = () => ({ 'X-CSRFToken': cookie('csrftoken'), 'X-Requested-With': 'XMLHttpRequest' });

/** Posts form fields; answers {status, …the JSON body}. Status 0: no answer. */
export async function post(path, fields = {}) {
  try {
    const answer = await fetch(path, { method: 'POST', headers: headers(), body: new URLSearchParams(fields) });
    const body = await answer.json().catch(() => ({}));
    return { ...body, http: answer.status };
  } catch {
    return { http: 0 };
  }
}

export async function get(path) {
  try {
    const answer = await fetch(path, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** Tells the server what happened in the page (clicks on Share, warnings). */
export const log = (event, detail = '') => post('/ajax/bz/', { event, detail });
