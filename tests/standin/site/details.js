// SPDX-License-Identifier: GPL-3.0-or-later
// The last step: caption with its suggestions, location, switches, Share.

import { button, deep, get, h, icon, wait } from './dom.js';
import { captionEditor } from './editor.js';
import { swatch, unknownDialog } from './front.js';
import { t } from './labels.js';

/** Names offered while a # or @ word is being typed. They cover the page until the heading is clicked. */
function suggestions(flow, editor) {
  const s = flow.s;
  let veil = null;

  const close = () => { veil?.remove(); veil = null; };
  const open = (word) => {
    close();
    const names = [`${word}`, `${word}daily`, `${word}_official`];
    const choose = (name) => () => {
      close();
      editor.root.focus();
      document.execCommand('insertText', false, `${name.slice(word.length)} `);
    };
    veil = h('div', { class: 'veil' });
    veil.list = h('div', { class: 'veilList', role: 'listbox' }, ...names.map((name) => h('button', { class: 'choice', type: 'button',
      role: 'option', onclick: choose(name) }, deep(2, h('span', {}, name)))));
    flow.box.append(veil, veil.list);
    const { remove } = veil;
    veil.remove = () => { veil?.list.remove(); remove.call(veil); };
  };

  // The heading lies above the veil: clicking it is the way out.
  flow.heading.addEventListener('click', close);
  return {
    isOpen: () => veil !== null,
    typed(text, before) {
      if (s.suggestions === 'never') return;
      const last = /(?:^|\s)([#@][\p{L}\p{N}_.]+)$/u.exec(before);
      const any = s.suggestions === 'always' ? /(?:^|\s)([#@][\p{L}\p{N}_.]+)/u.exec(text) : null;
      const found = last ?? any;
      if (found) setTimeout(() => open(found[1]), 80); else close();
    },
  };
}

/** The location counts only when one of the offered places was chosen. */
function locationField(flow) {
  const input = h('input', { name: 'creationLocationInput', type: 'text', placeholder: t('location'), 'aria-label': t('location'), autocomplete: 'off' });
  const field = h('label', { class: 'field' }, input, icon('pin', t('location'), 16));
  let list = null;
  let asked = 0;

  const choose = (name) => (event) => {
    event.preventDefault();
    list?.remove();
    flow.location = name;
    input.value = name;
    input.readOnly = true;
    field.append(button(icon('close', 'Remove location', 12), () => {
      flow.location = '';
      input.readOnly = false;
      input.value = '';
      field.lastChild.remove();
    }));
  };

  input.addEventListener('input', async () => {
    asked += 1;
    const mine = asked;
    flow.location = '';
    await wait(flow.s.locationDelayMs);
    if (mine !== asked || flow.location) return;
    const answer = await get(`/api/v1/fbsearch/places/?query=${encodeURIComponent(input.value)}`);
    if (mine !== asked) return;
    list?.remove();
    if (!answer || answer.items.length === 0) return;
    list = h('div', { class: 'list' }, ...answer.items.map((name) => h('button', { type: 'button', class: 'choice', onclick: choose(name) },
      deep(2, h('div', {}, h('span', {}, name))))));
    field.append(list);
  });
  return field;
}

function accordion(title, ...content) {
  const inner = h('div', {}, ...content);
  inner.hidden = true;
  const opener = button(h('div', { class: 'toggle' }, h('span', {}, title), icon('down', 'Down chevron icon', 16)), () => {
    inner.hidden = !inner.hidden;
    opener.setAttribute('aria-expanded', String(!inner.hidden));
  }, { 'aria-expanded': 'false', style: 'display:block' });
  return h('div', { class: 'box' }, opener, inner);
}

export function detailsStep(flow, actions) {
  const s = flow.s;
  flow.location ??= '';
  let suggest = null;
  let discardAsked = false;
  let captioned = 0;
  const editor = captionEditor({ label: s.captionLabel === 'other' ? t('captionOther') : t('caption'), limit: s.captionLimit,
    swallow: s.swallowCaption,
    changed: (text, before) => {
      suggest.typed(text, before);
      if (s.unknownDialog === 'afterCaption') {
        clearTimeout(captioned);
        captioned = setTimeout(() => flow.box.isConnected && unknownDialog(), 1500);
      }
      if (s.discardAt === 'caption' && !discardAsked) {
        discardAsked = true;
        flow.askDiscard();
      }
    } });
  const alt = h('input', { type: 'text', placeholder: t('altText'), 'aria-label': t('altText') });
  const collaborators = h('input', { type: 'text', name: 'creationCollaboratorsInput', placeholder: t('collaborators'), 'aria-label': t('collaborators') });

  const side = h('div', { class: 'side' },
    h('div', { class: 'author' }, h('div', { class: 'face small', style: swatch(flow.boot.account.username.length) }), h('span', {}, flow.boot.account.username)),
    editor.node, h('div', { class: 'counter' }, icon('heart', 'Emoji', 20), editor.counter),
    locationField(flow), h('label', { class: 'field' }, collaborators, icon('people', t('collaborators'), 16)),
    flow.switch('ai', t('aiLabel'), false),
    accordion(t('accessibility'), h('label', { class: 'field' }, alt)),
    accordion(t('advanced'), flow.switch('hideLikes', t('hideLikes'), false), flow.switch('noComments', t('noComments'), false)));

  flow.set(flow.isVideo ? t('newReel') : t('dialog'), { ...actions, right: button(t('share'), () => flow.share(), { class: 'link' }),
    body: [h('div', { class: 'preview' }, flow.film()), side] });
  suggest = suggestions(flow, editor);

  if (s.infoDialog === 'beforeShare' && flow.isVideo) wait(s.infoDelayMs).then(() => flow.box.isConnected && flow.info());
  if (s.unknownDialog === 'details') wait(200).then(unknownDialog);
  return {
    covered: () => suggest.isOpen(),
    caption: () => editor.text(),
    altText: () => alt.value,
    collaborators: () => collaborators.value,
  };
}
