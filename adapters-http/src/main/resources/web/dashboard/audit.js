/** Who did what. */

import { h } from '/web/checkout/dom.js';
import { api } from './api.js';
import { heading, more, table, time } from './parts.js';
import { ACTIONS, environmentWords, plural } from './words.js';

const main = document.getElementById('main');
const COLUMNS = ['When', 'Who', 'What', 'Of', 'Where', 'From'];

export async function audit(app, isCurrent) {
  const first = await api.audit(0);
  if (!isCurrent()) return;
  const rows = h('tbody');
  const add = ({ entries }) => rows.append(...entries.map(row));
  add(first);
  main.replaceChildren(
    h(
      'section',
      { class: 'wide' },
      h('div', { class: 'view-head' }, heading('Audit log'), h('p', { class: 'quiet' }, plural(first.pagination.total, 'entry', 'entries'))),
      table('Audit log', COLUMNS, rows),
      more(app, first.pagination, api.audit, add),
    ),
  );
}

const row = (entry) =>
  h(
    'tr',
    {},
    h('td', {}, time(entry.at)),
    h('td', {}, entry.email),
    h('td', {}, ACTIONS[entry.action] ?? entry.action, entry.amount && `, ${entry.amount.display_value} given back`),
    h('td', {}, subject(entry)),
    h('td', {}, environmentWords(entry.environment)),
    h('td', {}, entry.address),
  );

function subject({ order_id: order, order_number: number, store_name: store, subject: other }) {
  if (!order) return other ? h('span', { title: other }, 'A webhook’s message') : '';
  return [h('a', { href: `/dashboard/orders/${order}` }, number ? `Order ${number}` : 'An order'), store && `, ${store}`];
}
