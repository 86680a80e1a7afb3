/** One order on one page: its buyer, its merchants side by side, its money, what happened. */

import { addressLines } from '/web/checkout/addresses.js';
import { announce, h, pictureUrl } from '/web/checkout/dom.js';
import { act } from './acts.js';
import { api, lookAt, newKey, Refusal } from './api.js';
import { chip, givenBack, heading, icon, ICONS, rows, time } from './parts.js';
import { trouble } from './refusals.js';
import { isSettled, left } from './units.js';
import { deliveryWords, eventWords, isErased, nameOf, plural } from './words.js';

const main = document.getElementById('main');
const COUNTRIES = new Intl.DisplayNames('en', { type: 'region' });

export async function order(app, id, isCurrent) {
  const found = await inEither(app, () => api.order(id));
  if (!isCurrent()) return;
  if (!found) return missing();
  const events = await api.events(id);
  if (isCurrent()) draw(app, found, events);
}

/** A link says nothing of the environment, so the other one is looked at as well. */
async function inEither(app, read) {
  const here = app.environment;
  const there = here === 'sandbox' ? 'production' : 'sandbox';
  for (const environment of [here, there]) {
    lookAt(environment);
    try {
      const found = await read();
      if (environment !== here) app.look(environment);
      return found;
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 404)) throw error;
    }
  }
  lookAt(here);
  return undefined;
}

function missing() {
  main.replaceChildren(
    h('section', { class: 'screen' }, heading('No such order'), h('p', { class: 'quiet' }, 'Or it is another organization’s.'), h('a', { class: 'button', href: '/dashboard' }, 'Find an order')),
  );
}

function draw(app, shown, events) {
  const { panels } = app.me.settings;
  const parts = shown.merchant_orders;
  const stores = new Map(parts.map((part) => [part.id, part.store_name]));
  const title = heading(`Order ${shown.number}`);
  const aside = [buyer(shown)];
  if (panels.includes('money')) aside.push(moneyOf(shown));
  if (panels.includes('timeline')) aside.push(timeline(events, stores));
  if (panels.includes('deliveries')) aside.push(deliveriesOf(app, shown));
  main.replaceChildren(
    h(
      'article',
      { class: 'wide order' },
      h(
        'div',
        { class: 'view-head' },
        title,
        chip(shown.status),
        givenBack(shown),
        h('p', { class: 'quiet' }, time(shown.created_at), ` · ${shown.cost.total.display_value} · ${plural(parts.length, 'merchant')}`),
        h('button', { type: 'button', class: 'button button-small button-plain print-button', onclick: () => print() }, icon(ICONS.print), 'Print'),
      ),
      h('div', { class: 'order-grid' }, h('div', { class: 'merchants' }, ...parts.map((part) => merchant(app, shown, part))), h('div', { class: 'aside' }, ...aside)),
    ),
  );
}

function buyer({ buyer_identity: who, external_customer_id: external }) {
  const place = who.country_code ? [...addressLines({ ...who, first_name: '', last_name: '' }), COUNTRIES.of(who.country_code)] : [];
  return h(
    'section',
    { class: 'card', 'aria-label': 'Buyer' },
    h('h2', {}, nameOf(who)),
    isErased(who) && h('p', { class: 'quiet' }, 'This person’s data was erased. Of the address only what tax was computed by is kept.'),
    rows([
      ['Email', who.email && h('a', { href: `mailto:${who.email}` }, who.email)],
      ['Phone', who.phone && h('a', { href: `tel:${who.phone}` }, who.phone)],
      ['Address', place.length > 0 && h('address', {}, ...place.flatMap((line) => [line, h('br')]))].map((cell) => cell || undefined),
      ['Customer', external],
    ]),
  );
}

function moneyOf({ cost, captured, refunded, refundable, decision, disputes }) {
  return h(
    'section',
    { class: 'card', 'aria-label': 'Money' },
    h('h2', {}, 'Money'),
    rows([
      ['Goods', cost.subtotal.display_value],
      ['Shipping', cost.shipping.display_value],
      ['Tax', cost.tax.display_value],
      ['Total', h('strong', {}, cost.total.display_value)],
      ['Captured', captured.display_value],
      ['Refunded', refunded.value > 0 ? refunded.display_value : undefined],
      ['Kept', refunded.value > 0 ? h('strong', {}, refundable.display_value) : undefined],
      ...disputes.map((dispute) => ['Disputed', `${dispute.amount.display_value}, ${dispute.status}`]),
    ]),
    decision?.reason && h('p', { class: 'quiet' }, decision.reason),
  );
}

function timeline(events, stores) {
  const line = (event) => h('li', {}, h('span', {}, eventWords(event, (id) => stores.get(id))), time(event.created_at));
  return h('section', { class: 'card', 'aria-label': 'What happened' }, h('h2', {}, 'What happened'), h('ol', { class: 'timeline' }, ...events.map(line).reverse()));
}

/** Who was told of this order; it comes when the order is there to be read already. */
function deliveriesOf(app, shown) {
  const place = h('div', { 'aria-live': 'polite' }, h('p', { class: 'quiet' }, 'Looking …'));
  tell(app, shown, place);
  return h('section', { class: 'card', 'aria-label': 'Who was told' }, h('h2', {}, 'Who was told'), place);
}

async function tell(app, shown, place) {
  try {
    const [{ deliveries }, { webhooks }] = await Promise.all([api.told(shown.id), api.webhooks()]);
    const names = new Map([...shown.merchant_orders.map((part) => [part.store_id, part.store_name]), ...webhooks.map((it) => [it.id, new URL(it.url).host])]);
    const line = (it) =>
      h(
        'li',
        {},
        h('span', {}, `${names.get(it.recipient.id) ?? 'A webhook that is gone'}: ${deliveryWords(it)}`),
        it.attempts.length > 0 && time(it.attempts.at(-1).at),
        app.can('support') && h('button', { type: 'button', class: 'button button-small button-plain', 'aria-label': `Send ${it.type} again`, onclick: () => again(app, shown, it, place) }, 'Send again'),
      );
    place.replaceChildren(deliveries.length > 0 ? h('ul', { class: 'timeline' }, ...deliveries.map(line)) : h('p', { class: 'quiet' }, 'Nobody was to be told, or it was long ago.'));
  } catch {
    place.replaceChildren(h('p', { class: 'quiet' }, 'That cannot be read now.'));
  }
}

async function again(app, shown, delivery, place) {
  try {
    await app.guard(() => api.tellAgain(shown.id, delivery.id, newKey()));
    announce('It is sent again');
    await tell(app, shown, place);
  } catch (error) {
    place.prepend(trouble(error));
  }
}

function merchant(app, shown, part) {
  const name = h('h2', { tabindex: -1, id: `part-${part.id}` }, part.store_name);
  return h(
    'section',
    { class: 'card merchant', 'aria-labelledby': `part-${part.id}` },
    h('div', { class: 'merchant-head' }, name, chip(part.status), givenBack(part)),
    part.reason && h('p', { class: 'quiet' }, part.reason),
    h('ul', { class: 'lines' }, ...part.lines.map((line) => lineOf(line, part))),
    rows([
      ['Shipping', part.shipping_method && `${part.shipping_method.label}, ${part.cost.shipping.display_value}`],
      ['Tax', part.cost.tax.display_value],
      ['Total', h('strong', {}, part.cost.total.display_value)],
      [part.refunds.length > 0 ? 'Payout before refunds' : 'Payout', part.status === 'REJECTED' ? undefined : `${part.payout.net.display_value} of ${part.payout.gross.display_value}`],
    ]),
    list('Shipments', part.fulfillments, shipment),
    list('Returns', part.returns, (it) => [unitsOf(it.lines), it.reason && ` · ${it.reason}`]),
    list('Refunds', part.refunds, (it) => [h('strong', {}, it.amount.display_value), ` · ${it.status}`, it.reason && ` · ${it.reason}`]),
    list('Waits for', part.required_actions ?? [], (it) => it.message),
    app.can('support') && acts(app, shown, part),
  );
}

const unitsOf = (lines) => plural(lines.reduce((sum, line) => sum + line.quantity, 0), 'unit');

function list(words, items, show) {
  return items.length > 0 && h('div', { class: 'sublist' }, h('h3', {}, words), h('ul', {}, ...items.map((item) => h('li', {}, show(item)))));
}

function shipment({ carrier, tracking_number: number, tracking_url: url, lines }) {
  const words = [carrier, number].filter(Boolean).join(' ');
  const link = webPage(url);
  return [unitsOf(lines), words || link ? ' · ' : '', link ? h('a', { href: link, target: '_blank', rel: 'noopener noreferrer' }, words || 'Track it') : words];
}

/** Merchants give addresses: only those of pages are followed. */
function webPage(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

function lineOf(line, part) {
  const { product, variant, quantity, customizations } = line;
  const picture = pictureUrl(product.images?.[0]);
  const title = product.title;
  const details = [
    variant.title && variant.title !== 'Default Title' && variant.title !== title ? variant.title : '',
    ...customizations.map((it) => it.text_value ?? it.value ?? it.values?.join(', ') ?? ''),
    variant.sku ? `SKU ${variant.sku}` : '',
  ].filter(Boolean);
  return h(
    'li',
    { class: 'order-line' },
    picture ? h('img', { class: 'order-thumb', src: picture, alt: '', loading: 'lazy', width: 48, height: 48 }) : h('span', { class: 'order-thumb', 'aria-hidden': 'true' }, title.slice(0, 1)),
    h('div', {}, h('p', { class: 'line-title' }, `${quantity} × ${title}`), details.length > 0 && h('p', { class: 'quiet' }, details.join(' · ')), marks(line, part)),
    h('p', { class: 'line-total' }, line.line_total?.display_value ?? ''),
  );
}

function marks(line, part) {
  const of = left(part, line);
  const told = [of.sent > 0 && `${of.sent} sent`, of.returned > 0 && `${of.returned} returned`, of.refunded > 0 && `${of.refunded} refunded`].filter(Boolean);
  return told.length > 0 && h('p', { class: 'line-marks' }, told.join(' · '));
}

function acts(app, shown, part) {
  const units = part.lines.map((line) => left(part, line));
  const isTaken = isSettled(shown) && part.captured.value > 0;
  const isSending = part.status === 'ACCEPTED' || part.status === 'PARTIALLY_FULFILLED';
  const offers = [
    ['accept', 'Accept', part.status === 'SUBMITTED'],
    ['reject', 'Reject', part.status === 'SUBMITTED'],
    ['fulfil', 'Fulfil', isTaken && isSending && units.some((it) => it.toSend > 0)],
    ['takeBack', 'Return', units.some((it) => it.toReturn > 0)],
    ['refund', 'Refund', isTaken && part.refundable.value > 0],
    ['cancel', 'Cancel', part.status === 'ACCEPTED'],
  ].filter(([, , isOffered]) => isOffered);
  const then = async (words) => {
    await app.show();
    announce(words);
    document.getElementById(`part-${part.id}`)?.focus();
  };
  const button = ([what, words]) =>
    h('button', { type: 'button', class: 'button button-small button-plain', 'aria-label': `${words}: ${part.store_name}`, onclick: () => act(app, what, shown, part, then) }, words);
  return offers.length > 0 && h('div', { class: 'acts' }, ...offers.map(button));
}
