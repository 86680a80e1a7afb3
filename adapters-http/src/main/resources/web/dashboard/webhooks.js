/** Who is told of what happens, and how that went. */

import { announce, h } from '/web/checkout/dom.js';
import { api, newKey } from './api.js';
import { heading, time, trouble } from './parts.js';

const main = document.getElementById('main');

export async function webhooks(app, isCurrent) {
  const { webhooks: all } = await api.webhooks();
  const logs = await Promise.all(all.map((webhook) => api.deliveries(webhook.id, { limit: 20 })));
  if (!isCurrent()) return;
  main.replaceChildren(
    h(
      'section',
      { class: 'wide' },
      heading('Webhooks'),
      all.length === 0 && h('p', { class: 'nothing' }, 'Nobody is told of anything yet. Webhooks are added with a platform key.'),
      ...all.map((webhook, at) => card(app, webhook, logs[at].deliveries)),
    ),
  );
}

function card(app, webhook, deliveries) {
  const said = h('div', { class: 'said' });
  return h(
    'section',
    { class: 'card', 'aria-label': webhook.url },
    h('div', { class: 'merchant-head' }, h('h2', { class: 'address' }, webhook.url), h('span', { class: `mark mark-${webhook.active ? 'good' : 'bad'}` }, webhook.active ? 'Active' : 'Disabled')),
    webhook.disabled && h('p', { class: 'quiet' }, webhook.disabled.reason),
    h('p', { class: 'quiet' }, webhook.events.join(', ')),
    said,
    deliveries.length > 0 && table(app, webhook, deliveries, said),
  );
}

function table(app, webhook, deliveries, said) {
  const row = (delivery) => {
    const last = delivery.attempts.at(-1);
    return h(
      'tr',
      {},
      h('td', {}, last ? time(last.at) : ''),
      h('td', {}, delivery.type),
      h('td', {}, delivery.status),
      h('td', {}, last?.http_status ?? last?.error ?? ''),
      h('td', {}, app.can('support') && h('button', { type: 'button', class: 'button button-small button-plain', 'aria-label': `Send ${delivery.type} again`, onclick: () => again(app, webhook, delivery, said) }, 'Send again')),
    );
  };
  const columns = ['Last try', 'Event', 'Status', 'Answer', ''];
  return h('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': `Deliveries to ${webhook.url}` }, h('table', {}, h('thead', {}, h('tr', {}, ...columns.map((words) => (words ? h('th', { scope: 'col' }, words) : h('td', {}))))), h('tbody', {}, ...deliveries.map(row))));
}

async function again(app, webhook, delivery, said) {
  try {
    await app.guard(() => api.replay(webhook.id, delivery.id, newKey()));
    announce('It is sent again');
    await app.show();
  } catch (error) {
    said.replaceChildren(trouble(error));
  }
}
