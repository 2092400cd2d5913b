// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cdp/pagescript.h"

namespace pelorus::cdp {
namespace {

// Two rules hold throughout: nothing waits for animation frames alone (a hidden tab has none), and
// answers are JSON text, since an element or undefined cannot be returned by value.
constexpr char kScript[] = R"js(() => {
  if (globalThis.pelorus) return;
  const watches = new Map();
  const touching = ['transitionend', 'animationend', 'load', 'input', 'change', 'scroll'];
  const clicks = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'auxclick', 'dblclick'];

  const frame = () => new Promise(done => { requestAnimationFrame(done); setTimeout(done, 50); });

  const test = async w => {
    const start = performance.now();
    try {
      const value = await w.find(w.arg);
      w.error = '';
      return value ? { value } : null;
    } catch (e) {
      w.error = String(e).slice(0, 300);
      return null;
    } finally {
      w.last = performance.now();
      w.cost = w.last - start;
    }
  };
  const unwatch = token => {
    const w = watches.get(token);
    if (!w) return;
    watches.delete(token);
    clearTimeout(w.timer);
    w.observer.disconnect();
    for (const name of touching) document.removeEventListener(name, w.poke, true);
  };
  // At most a quarter of the page's time goes into looking.
  const poke = (token, w) => {
    if (w.timer) return;
    if (w.running) { w.again = true; return; }
    const rest = Math.max(8, 3 * w.cost) - (performance.now() - w.last);
    if (rest > 0) w.timer = setTimeout(() => { w.timer = 0; run(token, w); }, rest);
    else run(token, w);
  };
  const run = async (token, w) => {
    w.running = true;
    w.again = false;
    const found = await test(w);
    w.running = false;
    if (!watches.has(token)) return;
    if (found) {
      unwatch(token);
      globalThis.pelorusSignal(JSON.stringify({ token, value: found.value }));
    } else if (w.again) {
      poke(token, w);
    }
  };
  const watch = async (token, find, arg) => {
    const w = { find, arg, running: true, again: false, timer: 0, cost: 0, last: 0, error: '' };
    w.poke = () => poke(token, w);
    w.observer = new MutationObserver(w.poke);
    w.observer.observe(document,
                       { subtree: true, childList: true, attributes: true, characterData: true });
    for (const name of touching) document.addEventListener(name, w.poke, true);
    watches.set(token, w);
    const found = await test(w);
    w.running = false;
    if (found) unwatch(token);
    else if (w.again) poke(token, w);
    return JSON.stringify(found ?? { error: w.error });
  };
  const check = async token => {
    const w = watches.get(token);
    if (!w) return JSON.stringify({ gone: true });
    const found = await test(w);
    if (found) unwatch(token);
    return JSON.stringify(found ?? { error: w.error });
  };

  const describe = e => {
    if (!e) return 'nothing';
    const role = e.getAttribute('role');
    const label = e.getAttribute('aria-label') || e.textContent || '';
    const text = label.replace(/\s+/g, ' ').trim().slice(0, 60);
    return e.localName + (role ? ' role=' + role : '') + (text ? ' "' + text + '"' : '');
  };
  const parentOf = e => e.parentElement || (e.getRootNode() instanceof ShadowRoot ? e.getRootNode().host : null);
  const within = (e, outer) => {
    for (; e; e = parentOf(e)) if (e === outer) return true;
    return false;
  };
  const hit = (x, y) => {
    let e = document.elementFromPoint(x, y);
    for (let inner = e; inner?.shadowRoot; e = inner) {
      inner = inner.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === e) break;
    }
    return e;
  };
  const boxOf = e => {
    // A text that wraps has a box whose middle may be beside it.
    const r = e.getClientRects().length > 1 && getComputedStyle(e).display === 'inline'
      ? e.getClientRects()[0] : e.getBoundingClientRect();
    return { left: r.left, top: r.top, right: r.right, bottom: r.bottom };
  };
  const same = (a, b) => a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;
  const pointOf = b => {
    const left = Math.max(b.left, 0), right = Math.min(b.right, innerWidth);
    const top = Math.max(b.top, 0), bottom = Math.min(b.bottom, innerHeight);
    return right - left >= 1 && bottom - top >= 1 ? { x: (left + right) / 2, y: (top + bottom) / 2 } : null;
  };
  // An animation that has not begun yet leaves its element where it is.
  const waitsToMove = e => document.getAnimations().some(
    a => a.pending && a.timeline === document.timeline && within(e, a.effect?.target));
  // What is animated moves with the page's own clock: a busy machine draws frames late, and several
  // of them at one and the same time. The clock of a hidden page need not go on at all.
  const steady = async (e, box) => {
    const drawn = () => document.visibilityState !== 'hidden';
    const clock = () => document.timeline.currentTime;
    const began = clock(), end = performance.now() + 1000;
    do {
      if (drawn() && waitsToMove(e)) return { state: 'moving' };
      await frame();
      if (!e.isConnected) return { state: 'missing' };
      if (!same(box, boxOf(e))) return { state: 'moving' };
    } while (drawn() && clock() - began < 10 && performance.now() < end);
    return null;
  };
  const disabled = e => e.matches(':disabled') || e.closest('[aria-disabled=true], [inert]') !== null;
  const usable = e => {
    const b = boxOf(e);
    if (b.right - b.left <= 0 || b.bottom - b.top <= 0 || getComputedStyle(e).visibility !== 'visible')
      return { state: 'hidden' };
    return disabled(e) ? { state: 'disabled' } : null;
  };
  const block = ['nearest', 'center', 'start', 'end'];

  const clickable = async (e, turn) => {
    const not = usable(e);
    if (not) return not;
    let box = boxOf(e), point = pointOf(box);
    const mid = (box.top + box.bottom) / 2;
    if (turn > 0 || !point || mid < 0 || mid > innerHeight) {
      e.scrollIntoView({ block: block[turn % 4], inline: 'nearest', behavior: 'instant' });
      box = boxOf(e);
    }
    const unsteady = await steady(e, box);
    if (unsteady) return unsteady;
    point = pointOf(box);
    if (!point) return { state: 'hidden' };
    const top = hit(point.x, point.y);
    if (!within(top, e)) return { state: 'covered', by: describe(top) };
    return { state: 'ok', x: point.x, y: point.y };
  };
  const focusable = e => {
    const not = usable(e);
    if (not) return not;
    const editable = e.isContentEditable || e.matches('input, textarea');
    if (!editable || e.readOnly) return { state: 'readonly' };
    e.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    const root = e.getRootNode();
    if (root.activeElement === e) return { state: 'ok' };
    e.focus({ preventScroll: true });
    if (!within(root.activeElement, e) && !within(e, root.activeElement)) return { state: 'unfocusable' };
    // The caret goes behind what is already there.
    if (e.isContentEditable && e.textContent) {
      getSelection().selectAllChildren(e);
      getSelection().collapseToEnd();
    } else if ('value' in e && e.value) {
      try { e.setSelectionRange(e.value.length, e.value.length); } catch { /* type=email has none */ }
    }
    return { state: 'ok' };
  };
  const acceptsFile = e =>
    e.matches('input[type=file]') ? (e.disabled ? { state: 'disabled' } : { state: 'ok' }) : { state: 'nofile' };

  // Clicks that would reach something else than the target are swallowed before the page sees them.
  // Ends by itself, so that an operator's own click is never swallowed for long.
  const arm = e => {
    const record = { state: 'none', by: '', until: performance.now() + 15000 };
    const on = event => {
      if (!event.isTrusted || performance.now() > record.until) return;
      if (record.state === 'none') {
        record.state = event.composedPath().includes(e) ? 'hit' : 'blocked';
        record.by = describe(event.composedPath()[0] instanceof Element ? event.composedPath()[0] : null);
      }
      if (record.state === 'hit') return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    for (const name of clicks) addEventListener(name, on, { capture: true, passive: false });
    record.off = () => { for (const name of clicks) removeEventListener(name, on, { capture: true }); };
    pelorus.record = record;
  };
  const disarm = () => {
    const record = pelorus.record;
    pelorus.record = null;
    if (!record) return JSON.stringify({ state: 'none' });
    record.off();
    return JSON.stringify({ state: record.state, by: record.by });
  };

  // mode: click, focus, file. Looks again until it is ready or `budget` ms have passed.
  const locate = async (find, arg, mode, budget) => {
    const end = performance.now() + budget;
    disarm();
    for (let turn = 0;; ) {
      let found = { state: 'missing' };
      try {
        const e = await find(arg);
        if (e && (e.isConnected || mode === 'file')) {
          found = mode === 'click' ? await clickable(e, turn) : mode === 'focus' ? focusable(e) : acceptsFile(e);
          pelorus.target = e;
        }
      } catch (error) {
        found = { state: 'missing', error: String(error).slice(0, 300) };
      }
      found.hidden = document.visibilityState === 'hidden';
      if (found.state === 'covered') turn++;
      if (found.state === 'ok' && mode === 'click') arm(pelorus.target);
      if (found.state === 'ok' || performance.now() >= end) return JSON.stringify(found);
      await frame();
    }
  };

  // The size is taken at the event: many pages clear the input in their own handler.
  const expectFile = input => {
    pelorus.size = -1;
    const on = () => { if (input.files.length) pelorus.size = input.files[0].size; };
    for (const name of ['input', 'change']) input.addEventListener(name, on, { capture: true, once: true });
  };
  const fileSize = input => (pelorus.size < 0 && input.files.length ? input.files[0].size : pelorus.size);

  globalThis.pelorus = { watch, check, unwatch, locate, disarm, expectFile, fileSize, target: null, record: null, size: -1 };
})js";

} // namespace

QString pageScript()
{
    return QString::fromUtf8(kScript);
}

} // namespace pelorus::cdp
