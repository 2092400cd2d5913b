// SPDX-License-Identifier: GPL-3.0-or-later
// Pages where a program must stop: a person decides.

import { button, deep, h, icon, log, message, post } from './dom.js';
import { t } from './labels.js';

const sheet = (mount, ...parts) => mount.append(deep(4, h('main', { class: 'main', role: 'main' },
  h('div', { class: 'sheet broad' }, ...parts))));

const challenges = {
  challenge: { title: "Help us confirm it's you", text: 'We noticed an unusual login attempt. To keep your account safe, confirm that this was you.', action: 'This was me' },
  checkpoint: { title: "Confirm it's you", text: 'We detected unusual activity on your account. Continue to review it.', action: 'Continue' },
  authPlatform: { title: 'Check your email', text: "Enter the code we sent to c*****@e******.com. Help us confirm it's you.", action: 'Continue', input: 'security_code', hint: 'Code' },
  human: { title: "Confirm you're human to use your account", text: 'This helps us keep automated activity away from our community.', action: 'Continue' },
  phone: { title: 'Add a phone number to get back into your account', text: 'Enter your phone number. We will send you a security code to confirm your account.', action: 'Send code', input: 'phone_number', hint: 'Phone number' },
};

export function challengePage(boot, mount) {
  const kind = challenges[boot.kind] ?? challenges.challenge;
  const submit = h('button', { type: 'submit', class: 'primary wide' }, h('span', {}, kind.action));
  const form = h('form', { method: 'post' },
    kind.input ? h('label', { class: 'input' }, h('span', {}, kind.hint),
      h('input', { name: kind.input, type: 'tel', 'aria-label': kind.hint })) : null, submit);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const answer = await post('/api/v1/challenge/web/', { token: boot.token });
    window.location.assign(answer.next ?? '/');
  });
  sheet(mount, icon('warning', '', 48), h('h2', {}, kind.title), h('p', { class: 'quiet' }, kind.text), form);
}

const suspensions = {
  suspended: { title: 'Your account has been suspended', text: 'Your account, or activity on it, does not follow our Community Guidelines. You have 180 days left to appeal.', action: 'Appeal' },
  disabled: { title: 'We disabled your account', text: 'You no longer have access to your account, because it does not follow our Community Guidelines.', action: 'Download data' },
  appeal: { title: 'You submitted an appeal', text: 'It usually takes us just over a day to review your information.', action: 'Log out' },
};

export function suspendedPage(boot, mount) {
  const kind = suspensions[boot.kind];
  sheet(mount, h('h2', {}, h('span', {}, kind.title)), h('p', { class: 'quiet' }, kind.text),
    button(kind.action, () => log('suspended_click', kind.action), { class: 'primary' }));
}

export function consentPage(boot, mount) {
  const age = boot.kind === 'age';
  const agree = async () => {
    await post('/api/v1/consent/', {});
    window.location.assign(boot.next ?? '/');
  };
  sheet(mount, h('h2', {}, age ? 'Add your birthday' : 'Review and agree to our updated terms'),
    h('p', { class: 'quiet' }, age ? "This won't be part of your public profile." : 'Our terms have changed. Read them, then decide whether you want to go on.'),
    age ? h('label', { class: 'input' }, h('span', {}, 'Date of birth'), h('input', { name: 'birthday', type: 'date' })) : null,
    h('button', { type: 'button', class: 'primary wide', onclick: agree }, age ? 'Save' : 'Agree to terms'),
    h('button', { type: 'button', class: 'wide', onclick: () => log('consent', 'more') }, 'More options'));
}

/** The plain page of a refused request; nothing else on it. */
export function ratePage(boot, mount) {
  mount.append(h('main', { role: 'main' }, h('h1', {}, t('rateTitle')), h('p', {}, t('rateWait'))));
}

export const rateDialog = () => message({ label: t('rateTitle'), heading: t('rateTitle'), text: t('rateText'),
  buttons: [[t('tellUs'), () => log('rate_dialog', 'tell')], [t('ok'), () => log('rate_dialog', 'ok')]] });

export function brokenPage(boot, mount) {
  sheet(mount, h('h2', {}, t('wrong')), h('p', { class: 'quiet' }, t('brokenText')),
    button(t('reload'), () => window.location.reload(), { class: 'link' }));
}

export function missingPage(boot, mount) {
  sheet(mount, h('h2', {}, t('notFound')),
    h('p', { class: 'quiet' }, 'The link you followed may be broken, or the page may have been removed. ',
      h('a', { class: 'link', href: '/' }, 'Go back to Instagram.')));
}
