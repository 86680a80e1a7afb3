/** The calls of the checkout, by the names the page uses for them. */

import { newKey, send, sendOnce, Refusal } from './http.js';

const id = encodeURIComponent;
const PAY_WITHIN = 45_000; // the provider is asked meanwhile

/** Reaches one session's checkout; `session()` gives its current `{token, cart}`. */
export function apiFor(session) {
  const call = (method, path, body, more) =>
    send(method, path, { token: session().token, body, ...more }).then((answer) => answer.body);
  const cart = () => session().cart;
  return {
    describeBuyer: (buyerInfo) => call('POST', '/checkout/shipping', { cart_id: cart(), buyer_info: buyerInfo }),
    chooseMethods: (methods) => call('POST', '/checkout/shipping/method', { cart_id: cart(), shipping_methods: methods }),
    setQuantity: (line, quantity) => call('POST', '/cart/update', { cart_id: cart(), item: { line_id: line.id, quantity } }),
    putBack: (line) => call('POST', '/cart/add', { cart_id: cart(), item: itemOf(line) }, { key: newKey() }),
    cart: () => call('GET', `/cart/${id(cart())}`),
    session: () => call('GET', `/checkout/session?cart_id=${id(cart())}`),
    pay: (key, body, onBusy) =>
      call('POST', `/checkout/${id(cart())}`, body, { key, onBusy, busyTries: 3, within: PAY_WITHIN }),
    cancelPayment: () => call('DELETE', `/checkout/${id(cart())}`),
    status: (etag, signal) => sendOnce('GET', `/cart/status/${id(cart())}`, { token: session().token, etag, signal }),
    events: (lastId, signal) =>
      fetch(`/cart/status/${id(cart())}/events`, {
        headers: {
          Accept: 'text/event-stream',
          Authorization: `Bearer ${session().token}`,
          ...(lastId ? { 'Last-Event-ID': lastId } : {}),
        },
        cache: 'no-store',
        credentials: 'omit',
        signal,
      }),
  };
}

/**
 * Begins, or goes on with, a checkout of the template.
 *
 * @returns `{session, token, cart, clockSkew, isTokenLost}`: lost if the given token was refused and a guest began instead
 */
export async function begin(template, token, onBusy) {
  try {
    return { ...(await beginWith(template, token, onBusy)), isTokenLost: false };
  } catch (error) {
    if (!token || !(error instanceof Refusal && error.status === 401)) throw error;
    return { ...(await beginWith(template, undefined, onBusy)), isTokenLost: true };
  }
}

async function beginWith(template, token, onBusy) {
  const { body, date } = await send('POST', `/checkout/begin/${id(template)}`, { token, onBusy, busyTries: 20 });
  const clockSkew = date ? Date.parse(date) - Date.now() : 0;
  return { session: body.session, token: body.cst ?? token, cart: body.cart, clockSkew };
}

/** A line as it was, to be asked for again. */
function itemOf({ variant, quantity, customizations = [] }) {
  const given = customizations.map(({ key, value, values, text_value }) => ({ key, value, values, text_value }));
  return { variant_id: variant.id, quantity, ...(given.length ? { customizations: given } : {}) };
}
