/** What stands above every view: whose dashboard it is, the search, where else to go, the environment. */

import { h, pictureUrl } from '/web/checkout/dom.js';
import { icon, ICONS } from './parts.js';

const top = document.getElementById('top');
const READABLE = 4.5; // WCAG AA, for the words on a button

const LINKS = [
  ['/dashboard', 'Orders', 'viewer'],
  ['/dashboard/webhooks', 'Webhooks', 'viewer'],
  ['/dashboard/audit', 'Audit log', 'admin'],
  ['/dashboard/settings', 'Settings', 'admin'],
];

export const Frame = {
  search: () => document.getElementById('search'),
  focusSearch() {
    Frame.search()?.focus();
    Frame.search()?.select();
  },
  /** What stands in the search box is what is shown; what somebody just types stays as it is. */
  fill(q) {
    const box = Frame.search();
    if (box.value.trim() !== q) box.value = q;
  },
  empty() {
    top.replaceChildren(top.firstElementChild);
    document.getElementById('environment').hidden = true;
  },
  current(path) {
    clearTimeout(waiting); // whoever went on already is not taken back to what they typed before
    for (const link of top.querySelectorAll('nav a')) {
      const isHere = link.getAttribute('href') === path;
      if (isHere) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
  },
};

export function drawFrame(app) {
  const typed = Frame.search()?.value ?? app.sought;
  Frame.empty();
  dress(app.me);
  const isSandbox = app.environment === 'sandbox';
  document.getElementById('environment').hidden = !isSandbox;
  const box = searchBox(app, typed);
  const nav = h(
    'nav',
    { 'aria-label': 'Dashboard' },
    ...LINKS.filter(([, , role]) => app.can(role)).map(([href, words]) => h('a', { href }, words)),
  );
  top.append(box, nav, environments(app, isSandbox), who(app));
  Frame.current(location.pathname);
}

function searchBox(app, typed) {
  const input = h('input', {
    id: 'search',
    type: 'search',
    name: 'q',
    value: typed,
    placeholder: 'Email, name or order number',
    'aria-label': 'Find an order by email, name or number',
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: 254,
    oninput: () => find(app, input.value, true),
    onkeydown: (event) => keys(app, event, input),
  });
  const form = h(
    'form',
    { class: 'find', role: 'search', onsubmit: (event) => { event.preventDefault(); find(app, input.value, false); } },
    icon(ICONS.search),
    input,
    h('kbd', { 'aria-hidden': 'true' }, '/'),
  );
  return form;
}

function keys(app, event, input) {
  if (event.key === 'ArrowDown') {
    event.preventDefault();
    document.querySelector('.hit')?.focus();
  } else if (event.key === 'Enter') {
    const hits = document.querySelectorAll('.hit');
    if (hits.length === 1 && input.value.trim()) {
      event.preventDefault();
      hits[0].click();
    }
  } else if (event.key === 'Escape' && input.value) {
    event.preventDefault();
    input.value = '';
    find(app, '', false);
  }
}

let waiting;

/** While somebody types, a moment is waited for the next letter. */
function find(app, text, isTyping) {
  clearTimeout(waiting);
  const q = text.trim();
  const go = () => {
    const isThere = location.pathname === '/dashboard';
    app.go(isThere ? location.pathname + location.search : '/dashboard', { replace: isThere, q });
  };
  if (isTyping) waiting = setTimeout(go, 180);
  else go();
}

function environments(app, isSandbox) {
  const choose = (event) => {
    app.look(event.target.value);
    document.getElementById('look')?.focus();
    app.go('/dashboard', { q: Frame.search().value.trim() });
  };
  const option = (value, words) => h('option', { value, selected: value === app.environment }, words);
  return h(
    'label',
    { class: `look${isSandbox ? ' look-sandbox' : ''}` },
    h('span', { class: 'hidden-text' }, 'Environment'),
    h('select', { id: 'look', onchange: choose }, option('production', 'Live'), option('sandbox', 'Sandbox')),
  );
}

function who(app) {
  const { email, role } = app.me.operator;
  return h(
    'div',
    { class: 'who' },
    h('span', { class: 'who-name', title: `${email}, ${role}` }, email),
    h('button', { type: 'button', class: 'link link-quiet', title: `${email}, ${role}`, onclick: () => app.signOut() }, 'Sign out'),
  );
}

/** The organization's own name, logo and colour, where it has them. */
function dress({ organization, settings: { brand } }) {
  const place = document.getElementById('brand');
  const name = brand.name ?? organization.name;
  place.textContent = name;
  const logo = pictureUrl(brand.logo_url);
  if (logo) {
    const image = h('img', { src: logo, alt: name, height: 32, onload: () => place.replaceChildren(image) });
  }
  const hex = /^#([0-9a-f]{6})$/i.exec(brand.colour ?? '')?.[1];
  const { style } = document.documentElement;
  if (!hex) {
    style.removeProperty('--button');
    style.removeProperty('--button-ink');
    return;
  }
  style.setProperty('--button', `#${hex}`);
  style.setProperty('--button-ink', 1.05 / (luminance(hex) + 0.05) >= READABLE ? '#ffffff' : '#101413');
}

function luminance(hex) {
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
