/** Who did what. */

import { h } from '/web/checkout/dom.js';
import { api } from './api.js';
import { heading, time } from './parts.js';
import { ACTIONS, plural } from './words.js';

const main = document.getElementById('main');

export async function audit(app, isCurrent) {
  const offset = Number(new URLSearchParams(location.search).get('offset')) || 0;
  const { entries, pagination } = await api.audit(offset);
  if (!isCurrent()) return;
  const row = (entry) =>
    h(
      'tr',
      {},
      h('td', {}, time(entry.at)),
      h('td', {}, entry.email),
      h('td', {}, ACTIONS[entry.action] ?? entry.action, entry.amount && ` ${entry.amount.display_value}`),
      h('td', {}, entry.order_id ? h('a', { href: `/dashboard/orders/${entry.order_id}` }, entry.order_id) : (entry.subject ?? '')),
      h('td', {}, entry.environment ?? ''),
      h('td', {}, entry.address),
    );
  const columns = ['When', 'Who', 'What', 'About', 'Environment', 'From'];
  main.replaceChildren(
    h(
      'section',
      { class: 'wide' },
      h('div', { class: 'view-head' }, heading('Audit log'), h('p', { class: 'quiet' }, plural(pagination.total, 'entry', 'entries'))),
      h('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': 'Audit log' }, h('table', {}, h('thead', {}, h('tr', {}, ...columns.map((words) => h('th', { scope: 'col' }, words)))), h('tbody', {}, ...entries.map(row)))),
      h(
        'div',
        { class: 'pages' },
        offset > 0 && h('a', { class: 'button button-small button-plain', href: `/dashboard/audit?offset=${Math.max(0, offset - pagination.limit)}` }, 'Newer'),
        pagination.next !== null && h('a', { class: 'button button-small button-plain', href: `/dashboard/audit?offset=${pagination.next}` }, 'Older'),
      ),
    ),
  );
}
