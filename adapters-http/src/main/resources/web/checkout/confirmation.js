/** The end: what was bought, under which number, from whom. */

import { h } from './dom.js';
import { picture } from './art.js';
import { pause } from './http.js';
import { say } from './strings.js';
import { show } from './screens.js';
import { lineView } from './line.js';
import { nameOf, totals } from './summary.js';
import { addressLines } from './addresses.js';
import { countryName } from './countries.js';
import { dress } from './brand.js';

const NUMBER_TRIES = 5;
const NOT_BOUGHT = new Set(['REJECTED', 'CANCELLED']);

/**
 * Shows the confirmation, and remembers it, so that nobody pays a second time without meaning to.
 *
 * @param orders the merchant orders of the status, if it is known
 */
export async function confirm({ api, memory, orders, go }) {
  const { cart: cartId } = memory.tab();
  const about = await paidSession(api);
  const cart = about?.cart;
  if (about) dress(about);
  const kept = memory.tab().paid;
  memory.rememberPaid({
    cart: cartId,
    number: about?.order?.number ?? kept?.number,
    total: (about?.order?.cost?.total ?? cart?.cost.total)?.display_value ?? kept?.total,
  });
  const merchantOrders = orders ?? about?.order?.merchant_orders ?? [];
  showOrder({ order: memory.tab().paid, cart, merchantOrders, go });
}

/** The order's number may come a moment after its payment. */
async function paidSession(api) {
  let about;
  for (let attempt = 0; attempt < NUMBER_TRIES; attempt++) {
    if (attempt > 0) await pause(1000 * attempt);
    about = await api.session().catch(() => about);
    if (about?.order?.number || !about) return about;
  }
  return about;
}

/** @param cart absent where this tab only knows the number */
export function showOrder({ order, cart, merchantOrders = [], go }) {
  const thanks = say.done.thanks(cart?.buyer_identity?.first_name);
  const isPartly = merchantOrders.some(({ status }) => NOT_BOUGHT.has(status));
  const view = h(
    'div',
    { class: 'done' },
    h('div', { class: 'done-head' },
      picture('paid'),
      h('h1', { tabindex: '-1' }, thanks),
      h('p', { class: 'screen-text' }, isPartly ? say.done.partly : say.done.paid)),
    h('div', { class: 'done-number' },
      order.number
        ? [h('p', { class: 'quiet' }, say.done.number), h('p', { class: 'done-digits', id: 'order-number' }, String(order.number)), h('p', { class: 'quiet' }, say.done.keep)]
        : h('p', { class: 'quiet' }, say.done.numberSoon),
      !cart && order.total && h('p', {}, `${say.done.paidTotal} ${order.total}`)),
    cart && receipt(cart, merchantOrders),
    h('p', { class: 'done-again' }, h('button', { type: 'button', class: 'link', onclick: go.buyAgain }, say.done.again)),
  );
  show(view, thanks);
}

function receipt(cart, merchantOrders) {
  const chip = (store) => {
    const mine = merchantOrders.find((one) => one.store === store.store || one.store === store.store_id || one.id === store.request_id);
    const text = say.done.status[mine?.status];
    return text && h('span', { class: NOT_BOUGHT.has(mine.status) ? 'chip-bad' : 'chip' }, text);
  };
  return h('div', { class: 'card' },
    cart.stores.filter((store) => store.cart_lines.length > 0).map((store) =>
      h('section', { class: 'store' },
        h('div', { class: 'store-head' },
          h('h2', { class: 'store-name' }, nameOf(store)),
          chip(store)),
        h('ul', { class: 'lines' }, store.cart_lines.map((line) => lineView(line))))),
    totals(cart),
    whereTo(cart.buyer_identity));
}

function whereTo(buyer) {
  if (!buyer?.address1) return undefined;
  const lines = [...addressLines(buyer), countryName(buyer.country_code)];
  const entry = (title, texts) => h('div', {}, h('dt', {}, title), h('dd', {}, texts.map((text) => h('span', { class: 'block' }, text))));
  return h('dl', { class: 'done-where' },
    entry(say.done.deliverTo, lines),
    entry(say.done.contact, [buyer.email, buyer.phone].filter(Boolean)));
}
