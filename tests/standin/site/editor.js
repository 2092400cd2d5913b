// SPDX-License-Identifier: GPL-3.0-or-later
// The caption editor. It keeps its own text and changes it on editing events alone, as Lexical does:
// what a script writes into the element is taken out again and never reaches the post.

import { h, log, wait } from './dom.js';

const flat = (root) => [...root.childNodes].map((line) => line.textContent).join('\n');

/** Where a point of the document lies in the flat text. */
function offsetOf(root, node, offset) {
  const before = (count) => [...root.children].slice(0, count).reduce((sum, line) => sum + line.textContent.length + 1, 0);
  if (node === root) return Math.max(0, offset >= root.childElementCount ? before(offset) - 1 : before(offset));
  const index = [...root.children].findIndex((line) => line.contains(node));
  if (index < 0) return flat(root).length;
  const range = document.createRange();
  range.setStart(root.children[index], 0);
  range.setEnd(node, offset);
  return before(index) + range.toString().length;
}

/**
 * swallow: never, typed (nothing is taken), once (the first input is lost), late (gone after 0.7 s),
 * share (shown, but empty in the post).
 */
export function captionEditor({ label, limit, swallow, changed }) {
  let text = '';
  let composing = false;
  let lost = false;
  const root = h('div', { class: 'editor', role: 'textbox', contenteditable: 'true', tabindex: '0', 'aria-label': label,
    'aria-placeholder': label, 'data-lexical-editor': 'true', spellcheck: 'true' });
  const hint = h('div', { class: 'hint' }, label);
  const counter = h('span', {});

  const observer = new MutationObserver(() => {
    if (composing) return;
    setTimeout(() => { if (!composing && flat(root) !== text) render(text.length); }, 30);
  });
  const watch = () => observer.observe(root, { childList: true, characterData: true, subtree: true });

  function render(caret) {
    observer.disconnect();
    root.replaceChildren(...text.split('\n').map((line) => h('p', { dir: 'auto' },
      line === '' ? h('br') : h('span', { 'data-lexical-text': 'true' }, line))));
    hint.style.display = text === '' ? '' : 'none';
    counter.textContent = `${text.length.toLocaleString('en')}/${limit.toLocaleString('en')}`;
    if (document.activeElement === root) placeCaret(caret);
    watch();
  }

  function placeCaret(caret) {
    const lines = text.slice(0, caret).split('\n');
    const line = root.children[lines.length - 1];
    const leaf = line.firstChild?.firstChild ?? line;
    window.getSelection().collapse(leaf, leaf.nodeType === Node.TEXT_NODE ? lines.at(-1).length : 0);
  }

  function accept(next, caret) {
    if (swallow === 'typed' || (swallow === 'once' && !lost)) {
      lost = true;
      log('caption_lost', swallow);
      return render(text.length);
    }
    let cut = next.slice(0, limit);
    if (/[\ud800-\udbff]$/.test(cut)) cut = cut.slice(0, -1);
    text = cut;
    render(Math.min(caret, text.length));
    changed(text, text.slice(0, caret));
    if (swallow === 'late' && !lost) {
      lost = true;
      wait(700).then(() => { text = ''; render(0); log('caption_lost', swallow); });
    }
  }

  function selected(event) {
    const target = event.getTargetRanges?.()[0];
    if (target && root.contains(target.startContainer)) {
      return [offsetOf(root, target.startContainer, target.startOffset), offsetOf(root, target.endContainer, target.endOffset)];
    }
    const selection = window.getSelection();
    if (selection.rangeCount === 0 || !root.contains(selection.anchorNode)) return [text.length, text.length];
    const range = selection.getRangeAt(0);
    return [offsetOf(root, range.startContainer, range.startOffset), offsetOf(root, range.endContainer, range.endOffset)];
  }

  root.addEventListener('beforeinput', (event) => {
    if (event.inputType === 'insertCompositionText') return;
    event.preventDefault();
    const [from, to] = selected(event);
    const put = (data) => accept(text.slice(0, from) + data + text.slice(to), from + data.length);
    if (event.inputType === 'insertParagraph' || event.inputType === 'insertLineBreak') return put('\n');
    if (event.inputType.startsWith('insert')) {
      const data = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
      return put(data.replace(/\r\n?/g, '\n'));
    }
    if (!event.inputType.startsWith('delete')) return;
    if (from !== to) return put('');
    const forward = event.inputType.includes('Forward');
    const size = ([...(forward ? text.slice(to) : text.slice(0, from))].at(forward ? 0 : -1) ?? '').length;
    if (forward) accept(text.slice(0, from) + text.slice(from + size), from);
    else accept(text.slice(0, from - size) + text.slice(from), from - size);
  });
  // What an input method composes cannot be prevented; it is read back when it is done.
  root.addEventListener('compositionstart', () => { composing = true; });
  root.addEventListener('compositionend', () => { composing = false; accept(flat(root), flat(root).length); });
  root.addEventListener('input', (event) => {
    if (event.isTrusted && !composing && flat(root) !== text) accept(flat(root), flat(root).length);
  });

  render(0);
  return { node: h('div', { class: 'box' }, root, hint), counter, root, text: () => (swallow === 'share' ? '' : text) };
}
