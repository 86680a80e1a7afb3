/** Who is told of what happens, and how that went. */

import { announce, h } from '/web/checkout/dom.js';
import { api, newKey } from './api.js';
import { heading, more, table, time } from './parts.js';
import { trouble } from './refusals.js';
import { farWords } from './words.js';

const main = document.getElementById('main');
const PAGE = 20;
const COLUMNS = ['Last try', 'Event', 'Status', 'Answer', ''];

export async function webhooks(app, isCurrent) {
  const { webhooks: all } = await api.webhooks();
  const logs = await Promise.all(all.map((webhook) => api.deliveries(webhook.id, { limit: PAGE })));
  if (!isCurrent()) return;
  main.replaceChildren(
    h(
      'section',
      { class: 'wide' },
      h('div', { class: 'view-head' }, heading('Webhooks')),
      all.length === 0 && h('p', { class: 'nothing' }, 'Nobody is told of anything yet. Webhooks are added with a platform key.'),
      ...all.map((webhook, at) => card(app, webhook, logs[at])),
    ),
  );
}

function card(app, webhook, log) {
  const said = h('div', { class: 'said' });
  const rows = h('tbody');
  const add = ({ deliveries }) => rows.append(...deliveries.map((delivery) => row(app, webhook, delivery, said)));
  add(log);
  const read = (offset) => api.deliveries(webhook.id, { limit: PAGE, offset });
  return h(
    'section',
    { class: 'card', 'aria-label': webhook.url },
    h('div', { class: 'merchant-head' }, h('h2', { class: 'address' }, webhook.url), h('span', { class: `mark mark-${webhook.active ? 'good' : 'bad'}` }, webhook.active ? 'Active' : 'Disabled')),
    webhook.disabled && h('p', { class: 'quiet' }, webhook.disabled.reason),
    h('p', { class: 'quiet' }, webhook.events.join(', ')),
    said,
    log.deliveries.length > 0 ? table(`Deliveries to ${webhook.url}`, COLUMNS, rows) : h('p', { class: 'quiet' }, 'Told of nothing yet.'),
    more(app, log.pagination, read, add),
  );
}

function row(app, webhook, delivery, said) {
  const last = delivery.attempts.at(-1);
  const status = h('td', {}, farWords(delivery));
  const again = async () => {
    said.replaceChildren();
    try {
      if (!(await app.guard(() => api.replay(webhook.id, delivery.id, newKey())))) return; // the login is shown instead
      status.textContent = 'sent again';
      announce('It is sent again');
    } catch (error) {
      said.replaceChildren(trouble(error));
    }
  };
  return h(
    'tr',
    {},
    h('td', {}, last ? time(last.at) : ''),
    h('td', {}, delivery.type),
    status,
    h('td', {}, last?.http_status ?? last?.error ?? ''),
    h('td', {}, app.can('support') && h('button', { type: 'button', class: 'button button-small button-plain', 'aria-label': `Send ${delivery.type} again`, onclick: again }, 'Send again')),
  );
}
