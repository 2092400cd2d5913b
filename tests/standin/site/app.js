// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what the server wrote into the page and shows that page.

import { applyStyle } from './dom.js';
import { useLanguage } from './labels.js';
import { frontPage, inboxPage, plainPage } from './front.js';
import { postPage, profilePage } from './profile.js';
import { chooserPage, loginPage, saveInfoPage, twoFactorPage } from './login.js';
import { brokenPage, challengePage, consentPage, missingPage, ratePage, suspendedPage } from './stops.js';

const script = document.querySelector('script[data-boot]');
const take = (id) => {
  const node = document.getElementById(id);
  node.remove();
  return node.textContent;
};

const boot = JSON.parse(take(script.dataset.boot));
applyStyle(take(script.dataset.style));
useLanguage(document.documentElement.lang, boot.scenario.labelGaps);

const pages = {
  login: loginPage,
  twoFactor: twoFactorPage,
  chooser: chooserPage,
  saveInfo: saveInfoPage,
  front: frontPage,
  inbox: inboxPage,
  plain: plainPage,
  profile: profilePage,
  post: postPage,
  challenge: challengePage,
  suspended: suspendedPage,
  consent: consentPage,
  rate: ratePage,
  broken: brokenPage,
  missing: missingPage,
};

pages[boot.page](boot, document.getElementById(script.dataset.mount));
script.remove();
