// SPDX-License-Identifier: GPL-3.0-or-later
// Profile with its late grid, and the page of one post.

import { deep, get, h, icon, wait, button } from './dom.js';
import { frame, swatch } from './front.js';
import { t } from './labels.js';

function cell(entry, index) {
  return h('div', { class: 'cell' }, h('a', { class: 'thumb', role: 'link', tabindex: '0', href: entry.link, style: swatch(index + entry.code.charCodeAt(3)) },
    deep(2, h('div', {})), icon(entry.pinned ? 'pin' : 'reel', entry.pinned ? 'Pinned post icon' : 'Clip')));
}

/** Fills the grid twelve at a time, more as the page is scrolled. */
async function fillGrid(boot, grid) {
  const busy = h('div', { class: 'center' }, h('div', { class: 'busy', role: 'progressbar', 'aria-label': 'Loading...' }));
  grid.append(busy);
  await wait(boot.scenario.gridDelayMs);
  const cells = [];
  let cursor = 0;
  let loading = false;

  const more = async () => {
    if (loading || cursor === null) return;
    loading = true;
    const page = await get(`/api/v1/feed/user/${boot.profile.username}/username/?count=12&max_id=${cursor}`);
    loading = false;
    busy.remove();
    if (page === null) return;
    cells.push(...page.items.map((entry, i) => cell(entry, cells.length + i)));
    cursor = page.more_available ? page.next_max_id : null;
    if (cells.length === 0) {
      grid.append(h('div', { class: 'empty' }, h('h1', {}, h('span', {}, t('noPosts')))));
      return;
    }
    const rows = [];
    for (let i = 0; i < cells.length; i += 3) {
      const row = h('div', { class: 'gridRow' }, ...cells.slice(i, i + 3));
      while (row.childElementCount < 3) row.append(h('div', { class: 'cell' }));
      rows.push(row);
    }
    grid.replaceChildren(h('div', { class: 'box' }, ...rows));
  };

  document.addEventListener('scroll', () => {
    if (window.scrollY + window.innerHeight > document.documentElement.scrollHeight - 400) more();
  });
  await more();
}

export function profilePage(boot, mount) {
  const { profile } = boot;
  const main = frame(boot, mount);
  const count = (value, word, link) => h('li', {}, h(link ? 'a' : 'div', link ? { href: link } : {},
    h('span', { class: 'strong' }, h('span', {}, String(value))), ` ${t(word)}`));
  const actions = profile.own
    ? [h('a', { class: 'plain', role: 'link', tabindex: '0', href: '/accounts/edit/' }, t('editProfile')),
      h('a', { class: 'plain', role: 'link', tabindex: '0', href: '/archive/stories/' }, t('archive'))]
    : [h('button', { class: 'primary', type: 'button' }, h('div', {}, t('follow'))),
      button(t('message'), () => {}, { class: 'plain' })];
  // The portrait's own input: pictures, never the video.
  const portrait = profile.own
    ? h('form', { class: 'away', method: 'post' }, h('input', { type: 'file', accept: 'image/jpeg,image/png' })) : null;
  const grid = h('div', {});
  main.append(deep(2, h('div', { class: 'profile' },
    h('header', { class: 'profileHead' }, h('div', { class: 'face portrait', style: swatch(profile.username.length) }, portrait),
      h('section', {}, h('div', {}, h('h2', { class: 'name', dir: 'auto' }, h('span', {}, profile.username)), deep(1, ...actions)),
        h('ul', { class: 'facts' }, count(profile.posts, 'posts'), count(profile.followers, 'followers', `/${profile.username}/followers/`),
          count(profile.following, 'following', `/${profile.username}/following/`)),
        h('div', {}, h('span', { class: 'strong', dir: 'auto' }, profile.fullName)))),
    h('div', { class: 'tabs', role: 'tablist' }, h('a', { href: `/${profile.username}/`, role: 'tab', 'aria-selected': 'true' }, icon('media', t('posts'))),
      h('a', { href: `/${profile.username}/reels/`, role: 'tab' }, icon('reel', t('reels')))),
    grid)));
  fillGrid(boot, grid);
}

export async function postPage(boot, mount) {
  const { post } = boot;
  const main = frame(boot, mount);
  const place = h('div', {});
  main.append(deep(3, place));
  await wait(150);
  place.append(h('article', { class: 'postPage' },
    h('div', { class: 'preview', style: swatch(post.code.charCodeAt(2)) }),
    h('div', { class: 'postSide' },
      h('div', { class: 'author' }, h('a', { href: `/${post.account}/`, role: 'link' }, post.account)),
      post.location ? h('a', { class: 'quiet', href: '/explore/locations/' }, post.location) : null,
      h('h1', { dir: 'auto', class: 'caption' }, post.caption),
      h('time', { class: 'quiet', datetime: post.at }, post.at.slice(0, 10)))));
}
