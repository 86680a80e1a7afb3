/** From the address to the view. A session that is over leads to the login and back to the same address. */

import { announce, h } from '/web/checkout/dom.js';
import { api, lookAt, Refusal, SignedOut } from './api.js';
import { audit } from './audit.js';
import { drawFrame, Frame } from './frame.js';
import { login } from './login.js';
import { order } from './order.js';
import { heading, trouble } from './parts.js';
import { search } from './search.js';
import { settings } from './settings.js';
import { webhooks } from './webhooks.js';

const main = document.getElementById('main');
const ENVIRONMENT = 'diddo.dashboard.environment';
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
  go(address, { replace = false } = {}) {
    if (replace) history.replaceState(null, '', address);
    else history.pushState({ inside: true }, '', address);
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
    const found = ORDER.exec(location.pathname);
    const view = found ? () => order(app, decodeURIComponent(found[1]), isCurrent) : () => VIEWS[location.pathname](app, isCurrent);
    Frame.current(location.pathname);
    await view();
  } catch (error) {
    if (!isCurrent()) return;
    if (error instanceof SignedOut) return ask();
    fail(error);
  }
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

