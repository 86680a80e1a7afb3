/** From the address to the view. A session that is over leads to the login and back to the same address. */

import { announce, h } from '/web/checkout/dom.js';
import { api, lookAt, newKey, Refusal, SignedOut } from './api.js';
import { audit } from './audit.js';
import { drawFrame, Frame } from './frame.js';
import { login } from './login.js';
import { order } from './order.js';
import { heading } from './parts.js';
import { trouble } from './refusals.js';
import { search } from './search.js';
import { settings } from './settings.js';
import { webhooks } from './webhooks.js';

const main = document.getElementById('main');
const ENVIRONMENT = 'diddo.dashboard.environment';
const SOUGHT = 'diddo.dashboard.sought.';
const ORDER = /^\/dashboard\/orders\/([^/]+)$/;
const VIEWS = {
  '/dashboard': search,
  '/dashboard/webhooks': webhooks,
  '/dashboard/audit': audit,
  '/dashboard/settings': settings,
};

let me;
let shown = 0; // a view that was left does not draw any more

const app = {
  get me() {
    return me;
  },
  get environment() {
    return sessionStorage.getItem(ENVIRONMENT) ?? me.environment;
  },
  look(environment) {
    sessionStorage.setItem(ENVIRONMENT, environment);
    lookAt(environment);
    drawFrame(app);
  },
  can: (role) => ['viewer', 'support', 'admin'].indexOf(me.operator.role) >= ['viewer', 'support', 'admin'].indexOf(role),
  /**
   * What is looked for here. It may be somebody's email, so it is in no address, which histories, logs and shared
   * screens show: it is kept beside its entry of the history, until somebody signs out.
   */
  get sought() {
    return sessionStorage.getItem(SOUGHT + history.state?.at) ?? '';
  },
  go(address, { replace = false, q = '' } = {}) {
    const at = (replace && history.state?.at) || newKey();
    if (replace) history.replaceState({ ...history.state, at }, '', address);
    else history.pushState({ inside: true, at }, '', address);
    sessionStorage.setItem(SOUGHT + at, q);
    return show();
  },
  back: () => (history.state?.inside ? history.back() : app.go('/dashboard')),
  show,
  /** Does this, and leads to the login where the session is over. */
  async guard(work) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SignedOut)) throw error;
      me = undefined;
      await show();
      return undefined;
    }
  },
  async signOut() {
    await api.signOut();
    me = undefined;
    sessionStorage.clear();
    await app.go('/dashboard');
  },
  async reload() {
    me = await api.me();
    drawFrame(app);
  },
};

async function enter() {
  me = await api.me();
  lookAt(app.environment);
  drawFrame(app);
}

async function show() {
  const turn = ++shown;
  const isCurrent = () => turn === shown;
  try {
    if (!me) await enter();
    if (!isCurrent()) return;
    Frame.current(location.pathname);
    const found = ORDER.exec(location.pathname);
    if (found) return await order(app, decodeURIComponent(found[1]), isCurrent);
    Frame.fill(app.sought);
    await (VIEWS[location.pathname.replace(/\/$/, '')] ?? nowhere)(app, isCurrent);
  } catch (error) {
    if (!isCurrent()) return;
    if (error instanceof SignedOut) return ask();
    fail(error);
  }
}

function nowhere() {
  const home = h('a', { class: 'button', href: '/dashboard' }, 'Find an order');
  main.replaceChildren(h('section', { class: 'screen' }, heading('There is no such page'), home));
}

function ask() {
  me = undefined;
  Frame.empty();
  login(async () => {
    await show();
    announce('Signed in');
  });
}

function fail(error) {
  const again = h('button', { type: 'button', class: 'button', onclick: () => show() }, 'Try again');
  main.replaceChildren(h('section', { class: 'screen' }, heading('That did not work'), trouble(error), again));
  if (!(error instanceof Refusal)) throw error;
}

// Links within the dashboard change the view, not the page.
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="/dashboard"]');
  const isPlain = !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  if (!link || !isPlain || link.target) return;
  event.preventDefault();
  app.go(link.getAttribute('href'));
});

document.addEventListener('keydown', (event) => {
  const isTyping = event.target.closest?.('input, textarea, select, dialog');
  const isPlain = !event.metaKey && !event.ctrlKey && !event.altKey;
  if (!isPlain || !me) return;
  if (event.key === '/' && !isTyping) {
    event.preventDefault();
    Frame.focusSearch();
  } else if (event.key === 'Escape' && !isTyping && location.pathname !== '/dashboard') {
    app.back();
  }
});

addEventListener('popstate', () => show());
show();

