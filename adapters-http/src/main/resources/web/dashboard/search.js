/** Orders that were found, or the newest ones. */

import { announce, h } from '/web/checkout/dom.js';
import { api } from './api.js';
import { chip, givenBack, heading, more, time } from './parts.js';
import { COLUMNS, nameOf, plural, STATUSES } from './words.js';

const main = document.getElementById('main');
const PAGE = 25;

/** So many are counted; the total says of more that there are at least so many. */
const COUNTED = 1000;

let asking;

export async function search(app, isCurrent) {
  const status = new URLSearchParams(location.search).get('status') ?? '';
  const wanted = { q: app.sought, status, limit: PAGE };
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  const answer = await api.orders(wanted, signal).catch((error) => {
    if (error.name === 'AbortError') return undefined; // somebody typed on
    throw error;
  });
  if (!answer || !isCurrent()) return;
  draw(app, wanted, answer);
}

function draw(app, wanted, { orders, pagination }) {
  const { columns } = app.me.settings;
  const list = h('ul', { class: 'hits', onkeydown: walk });
  const add = (answer) => list.append(...answer.orders.map((order) => h('li', {}, hit(order, columns))));
  add({ orders });
  const title = wanted.q ? `Orders for “${wanted.q}”` : 'Newest orders';
  const count = countOf(pagination.total);
  const view = h(
    'section',
    { class: 'wide' },
    h('div', { class: 'view-head' }, heading(title, wanted.q && 'Orders that were found'), h('p', { class: 'quiet' }, count), statuses(app, wanted)),
    orders.length ? head(columns) : nothing(wanted),
    list,
    more(app, pagination, (offset) => api.orders({ ...wanted, offset }), add),
  );
  main.replaceChildren(view);
  columnsOf(view, columns);
  if (wanted.q) announce(count);
}

function countOf(total) {
  if (total === 0) return 'None found';
  return total < COUNTED ? plural(total, 'order') : `${COUNTED}+ orders`;
}

/** As many columns as were chosen; the style sheet knows how wide each is. */
function columnsOf(view, columns) {
  const WIDTHS = { number: '8.5rem', buyer: 'minmax(7rem, 1fr)', email: 'minmax(9rem, 1.4fr)', stores: 'minmax(7rem, 1.2fr)', status: '9.5rem', total: '6.5rem', created: '9rem' };
  view.style.setProperty('--columns', columns.map((column) => WIDTHS[column]).join(' '));
}

const head = (columns) =>
  h('div', { class: 'hits-head', 'aria-hidden': 'true' }, ...columns.map((column) => h('span', { class: `hit-${column}` }, COLUMNS[column])));

function hit(order, columns) {
  const cells = {
    number: () => order.number,
    buyer: () => nameOf(order.buyer_identity),
    email: () => order.email ?? '',
    stores: () => order.merchant_orders.map((part) => part.store_name).join(', '),
    status: () => [chip(order.status), ' ', givenBack(order)],
    total: () => order.cost.total.display_value,
    created: () => time(order.created_at),
  };
  return h(
    'a',
    { class: 'hit', href: `/dashboard/orders/${order.id}` },
    ...columns.flatMap((column) => [h('span', { class: `hit-${column}` }, cells[column]()), ' ']),
  );
}

function statuses(app, { q, status }) {
  const choose = ({ target: { value } }) => app.go(`/dashboard${value && `?status=${value}`}`, { replace: true, q });
  return h(
    'label',
    { class: 'filter' },
    h('span', {}, 'Status'),
    h(
      'select',
      { onchange: choose, value: status },
      h('option', { value: '' }, 'All'),
      ...Object.entries(STATUSES).map(([value, words]) => h('option', { value }, words)),
    ),
  );
}

const nothing = ({ q }) =>
  h('p', { class: 'nothing' }, q
    ? 'No order has this email, name or number. A whole email, a whole number or the beginning of a name finds one.'
    : 'No orders yet.');

/** Arrows go from one order to the next; the search box is above the first. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === 'Escape') {
    event.stopPropagation();
    document.getElementById('search').focus();
  }
  if (!step) return;
  event.preventDefault();
  const hits = [...event.currentTarget.querySelectorAll('.hit')];
  const at = hits.indexOf(document.activeElement) + step;
  (hits[at] ?? (at < 0 ? document.getElementById('search') : undefined))?.focus();
}
