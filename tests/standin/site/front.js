// SPDX-License-Identifier: GPL-3.0-or-later
// The signed-in frame with its sidebar, the feed, and the dialogs that come by themselves.

import { appear, button, deep, h, icon, log, message, wait } from './dom.js';
import { t } from './labels.js';
import { openCreate } from './create.js';
import { cookieBanner, saveInfoDialog } from './login.js';
import { rateDialog } from './stops.js';

/** A picture of no particular thing. */
export function swatch(seed) {
  const hue = (seed * 67) % 360;
  return `background:linear-gradient(${seed * 31}deg,hsl(${hue} 45% 70%),hsl(${(hue + 70) % 360} 40% 45%))`;
}

function item(shape, label, word, attributes = {}) {
  return h('div', { class: 'box' }, h('a', { class: 'item', role: 'link', tabindex: '0', ...attributes },
    deep(2, icon(shape, label)), h('div', { class: 'word' }, h('span', {}, h('span', {}, word)))));
}

function go(path) {
  return { href: path };
}

/** The menu under Create: Post and its neighbours. */
function subMenu(boot) {
  const menu = h('div', { class: 'menu' });
  const entry = (shape, key, action) => h('a', { class: 'item', role: 'link', tabindex: '0', href: '#',
    onclick: (event) => { event.preventDefault(); menu.remove(); action(); } },
  h('span', { class: 'box' }, h('span', {}, t(key))), icon(shape, '', 20));
  menu.append(deep(2, entry('media', 'post', () => openCreate(boot)),
    ...['reel', 'story', 'live', 'ad'].map((key) => entry('reel', key, () => log('sub_menu', key)))));
  return menu;
}

function pressCreate(boot) {
  let menu = null;
  return (event) => {
    event.preventDefault();
    if (!event.isTrusted) log('untrusted_click', 'Create');
    if (!boot.scenario.subMenu) return openCreate(boot);
    if (menu?.isConnected) return menu.remove();
    menu = subMenu(boot);
    setTimeout(() => appear(menu), 120);
  };
}

function sidebar(boot) {
  const name = boot.account.username;
  return h('nav', { class: 'nav', role: 'navigation' },
    h('a', { class: 'logo', href: '/', 'aria-label': 'Instagram' }, 'Instagram'),
    deep(2, item('home', t('home'), t('home'), go('/')),
      item('search', t('search'), t('search'), { href: '#' }),
      item('compass', t('explore'), t('explore'), go('/explore/')),
      item('reel', t('reels'), t('reels'), go('/reels/')),
      item('message', t('messages'), t('messages'), go('/direct/inbox/')),
      item('heart', t('notifications'), t('notifications'), { href: '#' }),
      item('plus', t('newPost'), t('create'), { href: '#', onclick: pressCreate(boot) }),
      item('person', t('profile'), t('profile'), go(`/${name}/`))),
    h('div', { class: 'spacer' }), item('menu', t('more'), t('more'), { href: '#' }));
}

/** What a person would have to decide about; nobody knows this dialog. */
export const unknownDialog = () => message({ label: 'Something new for you', heading: 'Shape what you see',
  text: 'Choose how the new reach experiment treats your account. You can change this for 30 days.',
  buttons: [['Join experiment', () => log('unknown_dialog', 'first')], ['Keep as it is', () => log('unknown_dialog', 'second')]] });

/** The dialogs of an arriving visitor, one after the other. */
async function greet(boot) {
  const s = boot.scenario;
  await cookieBanner(boot);
  if (boot.fresh && s.saveLoginInfo === 'dialog') await saveInfoDialog();
  if (s.notificationsDialog && boot.page === 'front') {
    await wait(200);
    await message({ label: t('notifyTitle'), heading: t('notifyTitle'), text: t('notifyText'),
      buttons: [[t('turnOn'), () => log('notifications', 'on')], [t('notNowCapitals'), () => log('notifications', 'not_now')]] });
  }
  if (s.messagingNotice && boot.page === 'front') {
    await message({ label: t('messagingTitle'), heading: t('messagingTitle'), text: t('messagingText'), buttons: [[t('ok'), null]] });
  }
  if (s.rateLimited === 'landing' && s.rateLimitShape === 'dialog') await rateDialog();
  if (s.unknownDialog === 'landing' && boot.page === 'front') await unknownDialog();
  if (s.unknownDialog === 'profile' && boot.page === 'profile') await unknownDialog();
}

/** Sidebar and main column; answers the column. */
export function frame(boot, mount) {
  const main = h('main', { class: 'main', role: 'main' });
  mount.append(deep(5, h('div', { class: 'app' }, sidebar(boot), main)));
  greet(boot);
  return main;
}

const authors = ['harbour.coffee', 'lena_climbs', 'studio.kite', 'old_town_bakery', 'mila.and.dog'];
// Ordinary texts with the words of error pages: only a careless search takes them for one.
const texts = ['Something went wrong with the oven today. Try again later, they said!',
  'Morning light at the pier', 'Can you verify this is the best croissant? #challenge',
  'New series, part 3. Your post has been shared by so many of you, thank you', 'Please wait a few minutes, coffee is coming'];

function article(index, withShare) {
  const author = authors[index % authors.length];
  const share = index % 2 ? button(icon('share', t('share')), () => log('foreign_share', author))
                          : button(t('share'), () => log('foreign_share', author));
  return h('article', { class: 'article' }, deep(2,
    h('div', { class: 'author' }, h('div', { class: 'face small', style: swatch(index + 3) }),
      h('a', { href: `/${author}/`, role: 'link' }, h('span', {}, author)), h('span', { class: 'quiet' }, `• ${index + 1} h`)),
    h('div', { class: 'photo', style: swatch(index + 1), role: 'img', 'aria-label': `Photo by ${author}` }),
    h('div', { class: 'actions' }, button(icon('heart', 'Like'), () => {}), button(icon('comment', 'Comment'), () => {}),
      withShare ? share : null, h('div', { class: 'spacer' }), button(icon('save', 'Save'), () => {})),
    h('div', {}, h('span', { class: 'strong' }, `${(index * 37) % 900 + 12} likes`)),
    h('div', { dir: 'auto' }, h('a', { class: 'strong', href: `/${author}/` }, author), ' ', h('span', {}, texts[index % texts.length]))));
}

export async function frontPage(boot, mount) {
  const s = boot.scenario;
  const main = frame(boot, mount);
  const feed = h('div', { class: 'column' },
    h('div', { class: 'stories' }, ...authors.map((_, i) => h('div', { class: 'face', style: swatch(i + 9) }))),
    // Not the video's input: the story ring takes pictures only.
    h('form', { class: 'away', method: 'post' }, h('input', { type: 'file', accept: 'image/jpeg,image/png' })));
  main.append(deep(3, feed));
  if (s.oldDialog !== 'never' && boot.first) openCreate(boot, { leftOver: s.oldDialog });
  await wait(150);
  const count = Math.max(s.foreignShares, 3);
  for (let i = 0; i < count; i += 1) feed.append(article(i, i < s.foreignShares));
}

export function inboxPage(boot, mount) {
  frame(boot, mount).append(deep(3, h('div', { class: 'empty' }, h('h2', {}, 'Your messages'),
    h('p', { class: 'quiet' }, 'Send a message to start a chat.'))));
}

export function plainPage(boot, mount) {
  frame(boot, mount).append(deep(3, h('div', { class: 'empty' }, h('h2', {}, boot.title ?? 'Instagram'))));
}
