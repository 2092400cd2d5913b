// SPDX-License-Identifier: GPL-3.0-or-later
// Sharing: the upload with its progress, the answer, and what the page says about it.

import { button, h, headers, icon, log, post, wait } from './dom.js';
import { unknownDialog } from './front.js';
import { t } from './labels.js';
import { rateDialog } from './stops.js';

/** Sends the file; fetch tells no progress of uploads, so this is the older call. Answers {http, upload_id}. */
function upload(file, progress) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/rupload_igvideo/fb_uploader_${Date.now()}`);
    for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
    request.setRequestHeader('X-Entity-Name', encodeURIComponent(file.name));
    request.setRequestHeader('X-Entity-Length', String(file.size));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = (event) => progress(event.loaded / Math.max(1, event.total));
    request.onload = () => done({ ...(request.response ?? {}), http: request.status });
    request.onerror = () => done({ http: 0 });
    request.send(file);
  });
}

function sharingStep(flow) {
  const fill = h('div', { class: 'fill' });
  const bar = h('div', { class: 'bar', role: 'progressbar', 'aria-valuemin': '0', 'aria-valuemax': '100', 'aria-valuenow': '0' }, fill);
  flow.set(t('sharing'), { wide: false, body: h('div', { class: 'drop' }, h('div', { class: 'busy' }), h('span', {}, t('sharing')), bar) });
  return (part) => {
    fill.style.width = `${Math.round(part * 100)}%`;
    bar.setAttribute('aria-valuenow', String(Math.round(part * 100)));
  };
}

export async function shareDraft(flow) {
  const s = flow.s;
  // Read before the step is replaced.
  const fields = { caption: flow.details.caption(), location: flow.location, alt_text: flow.details.altText(),
    collaborators: flow.details.collaborators(), ratio: flow.ratio, cover: flow.cover, kind: flow.isVideo ? 'reel' : 'post',
    switches: JSON.stringify(flow.switches ?? {}) };
  await log('share_click');
  if (s.unknownDialog === 'beforeShare') {
    flow.sharing = false;
    s.unknownDialog = 'never';
    return unknownDialog();
  }
  if (s.backgroundTab === 'share') window.open('/legal/updates/', '_blank');
  const progress = sharingStep(flow);
  let sent = await upload(flow.file, progress);
  const configure = async () => {
    if (sent.http !== 200) return finish(flow, sent, retry);
    const answer = await post('/api/v1/media/configure_to_clips/', { ...fields, upload_id: sent.upload_id });
    return finish(flow, answer, retry);
  };
  async function retry() {
    await log('try_again');
    const again = sharingStep(flow);
    if (sent.http !== 200) sent = await upload(flow.file, again);
    again(1);
    return configure();
  }
  return configure();
}

async function finish(flow, answer, retry) {
  const s = flow.s;
  if (answer.message === 'login_required') return jump(flow, '/accounts/login/?next=%2F');
  if (answer.checkpoint_url) return jump(flow, answer.checkpoint_url);
  if (answer.message === 'feedback_required') {
    flow.close();
    return rateDialog();
  }
  if (answer.http !== 200) return failed(flow, retry);
  if (s.confirmation === 'never') return undefined;
  if (s.confirmation === 'closes') return flow.close();
  confirmed(flow, answer.media);
  if (s.confirmationMs > 0) {
    await wait(s.confirmationMs);
    flow.close();
  }
  return undefined;
}

function jump(flow, path) {
  flow.close();
  window.location.assign(path);
}

function failed(flow, retry) {
  const wrong = flow.s.refusalText === 'wrong';
  flow.set(wrong ? t('wrong') : t('failed'), { wide: false, body: h('div', { class: 'drop' }, icon('warning', '', 72),
    h('h3', {}, wrong ? t('wrong') : t('failed')), h('span', { class: 'quiet' }, t('wrongText')),
    button(t('tryAgain'), retry, { class: 'primary' })) });
}

function confirmed(flow, media) {
  const reel = flow.isVideo && flow.s.confirmationText === 'reel';
  flow.draft = false;
  const done = () => flow.close();
  const text = reel ? t('reelSharedText') : t('postSharedText');
  flow.set(reel ? t('reelShared') : t('postShared'), { wide: false,
    right: flow.s.confirmationButton === 'close' ? button(icon('close', t('close'), 18), done) : null,
    body: h('div', { class: 'drop' }, icon('check', 'Animated checkmark', 96), h('h3', {}, h('span', {}, text)),
      media?.link ? h('a', { class: 'link', href: media.link, role: 'link' }, t('seePost')) : null,
      flow.s.confirmationButton === 'done' ? button(t('done'), done, { class: 'primary' }) : null) });
}
