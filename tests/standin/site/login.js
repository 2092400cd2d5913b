// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in: the form, the code of the second factor, "Save your login info?", the account chooser.

import { deep, h, hasCookie, log, message, post, wait } from './dom.js';
import { t } from './labels.js';

/** An input whose state follows input events alone: a value set by script is not seen. */
function textField(name, label, type, changed) {
  let value = '';
  const input = h('input', { name, type, 'aria-label': label, 'aria-required': 'true', autocapitalize: 'off',
    autocorrect: 'off', maxlength: '75', autocomplete: type === 'password' ? 'current-password' : 'username' });
  input.addEventListener('input', () => { value = input.value; changed(); });
  return { node: h('label', { class: 'input' }, h('span', {}, label), input), get: () => value };
}

function submitButton(caption) {
  return h('button', { type: 'submit', class: 'primary wide', disabled: true }, h('div', { class: 'box' }, caption));
}

/** The consent banner stays until it is answered; the answer is kept in a cookie. */
export async function cookieBanner(boot) {
  if (!boot.scenario.cookieBanner || hasCookie('ig_nrcb')) return;
  await wait(300);
  const answered = (choice) => () => {
    document.cookie = 'ig_nrcb=1; path=/; max-age=31536000; secure';
    log('cookies', choice);
  };
  await message({ label: t('cookiesTitle'), heading: t('cookiesTitle'), text: t('cookiesText'), cover: false,
    buttons: [[t('allowAll'), answered('all')], [t('declineOptional'), answered('declined')]] });
}

function afterSignIn(answer) {
  window.location.assign(answer.next ?? '/');
}

export function loginPage(boot, mount) {
  const next = boot.next ?? '/';
  const problem = h('div', {});
  const submit = submitButton(t('logIn'));
  const changed = () => { submit.disabled = busy || name.get() === '' || password.get() === ''; };
  const name = textField('username', t('user'), 'text', changed);
  const password = textField('password', t('password'), 'password', changed);
  let busy = false;

  const show = (text) => problem.replaceChildren(
    h('div', { class: 'problem', role: 'alert' }, h('p', { id: 'slfErrorAlert', 'aria-atomic': 'true' }, text)));

  async function signIn(event) {
    event.preventDefault();
    if (busy || submit.disabled) return;
    busy = true;
    changed();
    const answer = await post('/api/v1/web/accounts/login/ajax/', { username: name.get(),
      enc_password: `#PWD_INSTAGRAM_BROWSER:0:${Math.floor(Date.now() / 1000)}:${password.get()}`, next });
    busy = false;
    if (answer.authenticated) return afterSignIn(answer);
    if (answer.two_factor_required) {
      sessionStorage.setItem('twoFactor', JSON.stringify(answer.two_factor_info));
      return window.location.assign(`/accounts/login/two_factor?next=${encodeURIComponent(next)}`);
    }
    if (answer.checkpoint_url) return window.location.assign(answer.checkpoint_url);
    changed();
    if (answer.message === 'feedback_required') return show(t('rateWait'));
    show(answer.http === 0 || answer.http >= 500 ? t('noConnection') : t('wrongPassword'));
  }

  mount.append(deep(4, h('main', { class: 'main', role: 'main' }, h('div', { class: 'sheet' },
    h('a', { class: 'logo', href: '/', 'aria-label': 'Instagram' }, 'Instagram'),
    h('form', { id: 'loginForm', method: 'post', novalidate: true, onsubmit: signIn },
      deep(2, name.node), deep(2, password.node), deep(1, submit)),
    h('button', { type: 'button', class: 'wide' }, h('span', {}, t('facebook'))),
    problem,
    h('a', { class: 'quiet', href: '/accounts/password/reset/' }, t('forgot'))))));
  cookieBanner(boot);
}

export function twoFactorPage(boot, mount) {
  const problem = h('div', {});
  const submit = submitButton(t('confirm'));
  const info = JSON.parse(sessionStorage.getItem('twoFactor') ?? '{}');
  const code = textField(info.field ?? boot.scenario.twoFactorField, t('securityCode'), 'tel',
    () => { submit.disabled = code.get().trim().length < 6; });

  async function confirm(event) {
    event.preventDefault();
    if (submit.disabled) return;
    submit.disabled = true;
    const answer = await post('/api/v1/web/accounts/login/ajax/two_factor/', { username: info.username ?? '',
      identifier: info.two_factor_identifier ?? '', verificationCode: code.get().trim(), next: boot.next ?? '/' });
    if (answer.authenticated) return afterSignIn(answer);
    if (answer.checkpoint_url) return window.location.assign(answer.checkpoint_url);
    submit.disabled = false;
    problem.replaceChildren(h('div', { class: 'problem', role: 'alert' },
      h('p', { id: 'twoFactorErrorAlert' }, answer.http === 0 ? t('noConnection') : t('wrongCode'))));
  }

  mount.append(deep(4, h('main', { class: 'main', role: 'main' }, h('div', { class: 'sheet' },
    h('h2', {}, t('codeTitle')),
    h('form', { method: 'post', onsubmit: confirm }, deep(1, code.node), submit), problem))));
  cookieBanner(boot);
}

const saveButtons = (leave) => [
  [t('saveInfo'), () => { log('save_info', 'save'); leave(); }],
  [t('notNow'), () => { log('save_info', 'not_now'); leave(); }]];

/** "Save your login info?" over the front page. */
export const saveInfoDialog = () => message({ label: t('saveInfoTitle'), heading: t('saveInfoTitle'),
  text: t('saveInfoText'), buttons: saveButtons(() => {}) });

/** The same as a page of its own. */
export function saveInfoPage(boot, mount) {
  const [save, later] = saveButtons(() => window.location.assign(boot.next ?? '/'));
  mount.append(deep(3, h('main', { class: 'main', role: 'main' }, h('div', { class: 'sheet' },
    h('h2', {}, t('saveInfoTitle')), h('p', { class: 'quiet' }, t('saveInfoText')),
    h('button', { type: 'button', class: 'primary wide', onclick: save[1] }, save[0]),
    h('div', { class: 'button link', role: 'button', tabindex: '0', onclick: later[1] }, later[0])))));
}

/** Several saved accounts: each button signs that one in. */
export function chooserPage(boot, mount) {
  const choose = (username) => async () => {
    await log('account_chosen', username);
    await post('/api/v1/web/accounts/choose/', { username });
    window.location.assign('/');
  };
  mount.append(deep(3, h('main', { class: 'main', role: 'main' }, h('div', { class: 'sheet' },
    h('div', { class: 'logo' }, 'Instagram'),
    ...boot.choices.map((username) => h('div', { class: 'item' },
      h('span', { class: 'strong' }, username),
      h('button', { type: 'button', class: 'primary', onclick: choose(username) }, h('span', {}, 'Continue')))),
    h('a', { class: 'link', href: '/accounts/login/?force_login=1' }, 'Log into another account')))));
}
