// SPDX-License-Identifier: GPL-3.0-or-later
// The create dialog: choosing the file, crop, edit. Details and sharing have files of their own.

import { appear, button, deep, h, icon, log, message, wait } from './dom.js';
import { t } from './labels.js';
import { detailsStep } from './details.js';
import { shareDraft } from './share.js';
import { unknownDialog } from './front.js';
import { rateDialog } from './stops.js';

const accepted = 'image/avif,image/jpeg,image/png,image/heic,image/heif,video/mp4,video/quicktime';

let current = null;

const beforeUnload = (event) => { if (!current?.draft) return; event.preventDefault(); event.returnValue = ''; };

/** Opens the dialog; over an open draft it asks about that one first. */
export async function openCreate(boot, { leftOver = 'never' } = {}) {
  const s = boot.scenario;
  if (current) return current.draft ? current.askDiscard() : undefined;
  if (s.rateLimited === 'create') return rateDialog();
  if (s.loginRequired === 'create') {
    await log('create_refused');
    return window.location.assign('/accounts/login/?next=%2Fcreate%2Fselect%2F');
  }
  if (s.backgroundTab === 'create') window.open('/legal/updates/', '_blank');
  current = new Flow(boot);
  await wait(leftOver === 'never' ? s.dialogDelayMs : 0);
  current.show();
  if (leftOver === 'draft') current.take(new File(['ftyp'], 'old.mp4', { type: 'video/mp4' }), true);
  if (s.unknownDialog === 'create') unknownDialog();
}

class Flow {
  constructor(boot) {
    this.boot = boot;
    this.s = boot.scenario;
    this.draft = false;
    this.steps = ['crop', 'edit', 'trim'].slice(0, this.s.nextSteps);
    this.ratio = this.s.defaultRatio;
    this.cover = '';
    this.infoOpen = false;
    this.infoShown = false;
    this.onKey = (event) => { if (event.key === 'Escape') this.leave(); };
  }

  show() {
    this.box = h('div', { class: 'creator narrow', role: 'dialog' });
    this.layer = h('div', { class: 'layer' },
      h('div', { class: 'layer shade', style: 'z-index:0', onclick: () => this.leave() }),
      h('div', { class: 'corner' }, button(icon('close', t('close')), () => this.leave())), this.box);
    document.addEventListener('keydown', this.onKey);
    this.selectStep();
    appear(this.layer);
  }

  /** Puts a step into the dialog: heading, what stands left and right of it, and the content. */
  set(title, { left = null, right = null, body, wide = true, label = title }) {
    const labels = { step: label, fixed: t('dialog'), none: null };
    const name = labels[this.s.dialogLabel];
    if (name === null) this.box.removeAttribute('aria-label'); else this.box.setAttribute('aria-label', name);
    this.box.className = h('i', { class: wide ? 'creator' : 'creator narrow' }).className;
    this.heading = h('h1', { class: 'title' }, h('div', {}, title));
    this.box.replaceChildren(deep(3, h('div', { class: 'head' }, h('div', { class: 'headSide' }, left), this.heading,
      h('div', { class: 'headSide headEnd' }, right)), h('div', { class: 'stage' }, body)));
  }

  /** After a press the old step stays for a moment, as a slow page's does. */
  async turn(show) {
    if (this.turning) return;
    this.turning = true;
    await wait(this.s.stepDelayMs);
    this.turning = false;
    if (this.layer.isConnected) show();
  }

  // --- choosing the file

  selectStep() {
    const early = this.s.hiddenInput !== 'afterClick';
    const input = early ? this.input(this.s.hiddenInput === 'atOnce') : null;
    const form = h('form', { enctype: 'multipart/form-data', method: 'POST', role: 'presentation', class: 'away' }, input);
    this.set(t('dialog'), { wide: false, body: h('div', { class: 'drop' }, form, icon('media', t('drag'), 72),
      h('h3', {}, t('drag')), h('div', { class: 'box' }, this.selectButton(form))) });
  }

  input(works) {
    const input = h('input', { type: 'file', accept: accepted, multiple: true, class: 'away' });
    input.addEventListener('change', () => {
      if (!works) return log('ignored_input');
      if (input.files.length > 0) this.take(input.files[0]);
    });
    return input;
  }

  selectButton(form) {
    const caption = this.s.selectLabel === 'capitals' ? t('selectCapitals') : t('select');
    return h('button', { type: 'button', class: 'primary', onclick: () => {
      const early = this.s.hiddenInput === 'atOnce' ? form.querySelector('input') : null;
      const input = early ?? this.input(true);
      if (!early) form.append(input);
      input.click();
    } }, h('span', { class: 'box' }, caption));
  }

  async take(file, silent = false) {
    const reason = silent ? null : await this.refusal(file);
    await wait(150);
    if (reason) {
      log('file_refused', file.name);
      return this.refusedStep(reason);
    }
    this.file = file;
    this.isVideo = !/^image\//.test(file.type);
    this.draft = true;
    this.picked = Date.now();
    if (this.s.beforeUnload) window.addEventListener('beforeunload', beforeUnload);
    this.nextStep(0);
    if (this.s.infoDialog === 'afterFile' && this.isVideo) this.info();
  }

  async refusal(file) {
    const s = this.s;
    if (s.refuseOverBytes > 0 && file.size > s.refuseOverBytes) return t('refusedSize');
    if (s.refuseNames.some((part) => file.name.includes(part))) return t('refusedText');
    if (!s.refuseUnreadable || /^image\//.test(file.type)) return null;
    const head = new TextDecoder('latin1').decode(await file.slice(4, 8).arrayBuffer());
    return head === 'ftyp' ? null : t('refusedText');
  }

  refusedStep(reason) {
    const form = h('form', { class: 'away', method: 'POST' });
    this.set(t('refusedLabel'), { wide: false, body: h('div', { class: 'drop' }, form, icon('warning', '', 72),
      h('h3', {}, reason), h('div', { class: 'quiet' }, t('refusedHint')),
      h('button', { type: 'button', class: 'primary', onclick: () => { const input = this.input(true); form.append(input); input.click(); } },
        h('span', {}, t('selectOther')))) });
  }

  // --- between the steps

  nextStep(index) {
    this.closeRatios();
    const name = this.steps[index] ?? 'details';
    const actions = { left: button(icon('back', t('back')), () => this.turn(() => (index === 0 ? this.leave() : this.nextStep(index - 1)))),
      right: name === 'details' ? null : this.nextButton(() => this.nextStep(index + 1)) };
    if (name === 'crop') return this.cropStep(actions);
    if (name === 'edit') return this.editStep(actions);
    if (name === 'trim') return this.trimStep(actions);
    window.history.replaceState(null, '', '/create/details/');
    this.details = detailsStep(this, actions);
  }

  nextButton(go) {
    const next = button(t('next'), () => {
      if (this.infoOpen || this.ratios) return log('warning', 'Next was clicked while something covered it');
      this.turn(go);
    }, { class: 'link' });
    const left = this.picked + this.s.processingMs - Date.now();
    if (left > 0) {
      next.setAttribute('aria-disabled', 'true');
      setTimeout(() => next.removeAttribute('aria-disabled'), left);
    }
    return next;
  }

  film() {
    this.url ??= URL.createObjectURL(this.file);
    const shape = { '1:1': 'film square', '9:16': 'film tall', '16:9': 'film landscape', original: 'film' }[this.ratio];
    return this.isVideo ? h('video', { class: shape, src: this.url, preload: 'metadata', muted: true, playsinline: true })
                        : h('img', { class: shape, src: this.url, alt: '' });
  }

  // --- crop

  cropStep(actions) {
    const film = h('div', { class: 'box', style: 'height:100%' }, this.film());
    this.preview = h('div', { class: 'preview' }, film);
    const tool = (shape, label, action) => h('button', { type: 'button', class: 'tool', onclick: action }, h('div', {}, icon(shape, label, 16)));
    this.preview.append(h('div', { class: 'tools' },
      tool('crop', t('selectCrop'), (event) => { event.stopPropagation(); this.toggleRatios(event.currentTarget, film); }),
      tool('zoom', t('zoom'), () => {}), tool('gallery', t('gallery'), () => {})));
    if (this.s.selectStays) {
      const form = h('form', { class: 'away', method: 'POST' });
      this.preview.append(h('div', { class: 'stays' }, form, this.selectButton(form)));
    }
    this.preview.addEventListener('click', () => this.closeRatios());
    this.set(t('crop'), { ...actions, wide: false, body: this.preview });
    window.history.replaceState(null, '', '/create/style/');
  }

  /** The menu lies over Next and does not go away by itself when a ratio is chosen. */
  toggleRatios(opener, film) {
    if (this.ratios) return this.closeRatios();
    const choose = (ratio) => () => {
      this.ratio = ratio;
      film.replaceChildren(this.film());
      for (const entry of this.ratios.querySelectorAll('[role=button]')) {
        entry.setAttribute('aria-pressed', String(entry.dataset.ratio === ratio));
      }
    };
    const entry = (ratio, text) => button(h('div', { class: 'ratio' }, h('span', {}, text), icon('media', '', 18)),
      choose(ratio), { 'data-ratio': ratio, 'aria-pressed': String(this.ratio === ratio), style: 'display:block' });
    this.ratios = h('div', { class: 'ratios' }, deep(2, entry('original', t('original')), entry('1:1', '1:1'),
      entry('9:16', '9:16'), entry('16:9', '16:9')));
    this.box.append(this.ratios);
    this.placeRatios(opener);
  }

  placeRatios(opener) {
    const box = this.box.getBoundingClientRect();
    const at = opener.getBoundingClientRect();
    const covers = this.s.ratioMenuCovers;
    Object.assign(this.ratios.style, { position: 'absolute', left: `${covers ? box.width - 180 : at.left - box.left}px`,
      top: `${covers ? 0 : at.top - box.top - 190}px` });
  }

  closeRatios() {
    this.ratios?.remove();
    this.ratios = null;
  }

  // --- edit

  editStep(actions) {
    const body = h('div', { class: 'preview' }, this.film());
    const coverInput = h('input', { type: 'file', accept: 'image/jpeg,image/png', class: 'away' });
    coverInput.addEventListener('change', () => {
      const [file] = coverInput.files;
      if (!file) return;
      this.cover = file.name;
      if (!/^image\//.test(file.type)) log('warning', 'a file that is no picture was given as the cover');
    });
    const form = h('form', { method: 'POST', class: 'away' }, coverInput);
    const select = h('button', { type: 'button', class: 'link', onclick: () => coverInput.click() }, h('span', {}, t('select')));
    const frames = () => h('div', { class: 'frames' }, ...Array.from({ length: 6 }, () => h('div', { class: 'frame' })));
    const side = this.isVideo
      ? [h('div', { class: 'toggle' }, h('span', { class: 'strong' }, t('cover')), select), form, frames(),
        h('span', { class: 'strong' }, t('trim')), frames(), this.switch('sound', t('sound'), true)]
      : [h('span', { class: 'strong' }, t('filters')), frames(), frames()];
    this.set(t('edit'), { ...actions, body: [body, h('div', { class: 'side' }, ...side)] });
  }

  trimStep(actions) {
    this.set(t('trim'), { ...actions, body: [h('div', { class: 'preview' }, this.film()),
      h('div', { class: 'side' }, h('div', { class: 'frames' }, ...Array.from({ length: 8 }, () => h('div', { class: 'frame' }))))] });
  }

  switch(name, text, on) {
    this.switches ??= {};
    this.switches[name] ??= on;
    const input = h('input', { type: 'checkbox', role: 'switch', 'aria-label': text, 'aria-checked': String(this.switches[name]) });
    input.checked = this.switches[name];
    input.addEventListener('change', () => {
      this.switches[name] = input.checked;
      input.setAttribute('aria-checked', String(input.checked));
    });
    return h('div', { class: 'toggle' }, h('span', {}, text), h('div', { class: 'switch' }, input, h('div', { class: 'track' })));
  }

  // --- dialogs over it

  async info() {
    if (this.infoShown) return;
    this.infoShown = this.infoOpen = true;
    const letters = { latin: 'OK', cyrillic: '\u041e\u041a', understood: t('understood'), language: t('ok') }[this.s.okLetters];
    await message({ label: t('info'), heading: t('info'), text: t('infoText'), buttons: [[letters, null]] });
    this.infoOpen = false;
  }

  /** Share: refused while anything lies over it. */
  share() {
    if (this.infoOpen || this.details.covered()) return log('warning', 'Share was clicked while something covered it');
    if (this.sharing) return log('warning', 'Share was clicked twice');
    this.sharing = true;
    shareDraft(this);
  }

  leave() {
    if (!this.draft) return this.close();
    return this.askDiscard();
  }

  async askDiscard() {
    if (this.asking) return;
    this.asking = true;
    await message({ label: t('discardTitle'), heading: t('discardTitle'), text: t('discardText'),
      buttons: [[t('discard'), () => { log('discard', 'discarded'); this.close(); }], [t('keepEditing'), () => log('discard', 'kept')]] });
    this.asking = false;
  }

  close() {
    this.layer.remove();
    document.removeEventListener('keydown', this.onKey);
    window.removeEventListener('beforeunload', beforeUnload);
    if (this.url) URL.revokeObjectURL(this.url);
    if (this.draft || window.location.pathname.startsWith('/create/')) window.history.replaceState(null, '', '/');
    this.draft = false;
    current = null;
  }
}
