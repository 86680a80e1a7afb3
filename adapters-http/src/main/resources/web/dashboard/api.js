/** The calls of the dashboard. A session that is over is told by `SignedOut`, whatever was asked for. */

import { newKey, Refusal, Unreachable } from '/web/checkout/http.js';

export { newKey, Refusal, Unreachable };

/** Nobody is signed in, or no longer. */
export class SignedOut extends Error {}

const ANSWER_WITHIN = 20_000;
const id = encodeURIComponent;
const API = '/dashboard/api';

let environment = 'sandbox';

export function lookAt(other) {
  environment = other;
}

async function send(method, path, { body, key, signal } = {}) {
  const headers = { Accept: 'application/json', 'Diddo-Environment': environment };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (key) headers['Idempotency-Key'] = key;
  const patience = AbortSignal.timeout(ANSWER_WITHIN);
  const request = {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: 'no-store',
    credentials: 'same-origin',
    signal: signal ? AbortSignal.any([signal, patience]) : patience,
  };
  let response;
  let text;
  try {
    response = await fetch(path, request);
    text = await response.text();
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Unreachable(error.message);
  }
  const answer = parsed(text);
  if (response.ok) return answer;
  if (response.status === 401 && path.startsWith(API)) throw new SignedOut();
  throw new Refusal(response, answer ?? {});
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Without what is not known. */
export const given = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));

const query = (fields) => `?${new URLSearchParams(given(fields))}`;
const partOf = (order, part) => `${API}/orders/${id(order)}/merchant_orders/${id(part)}`;

/** Every page of a list that is bounded. */
async function all(list, read) {
  const found = [];
  let next = 0;
  while (next !== null) {
    const answer = await read(next);
    found.push(...answer[list]);
    ({ next } = answer.pagination);
  }
  return found;
}

export const api = {
  signIn: (body) => send('POST', '/dashboard/session', { body }),
  signOut: () => send('DELETE', '/dashboard/session'),
  me: () => send('GET', `${API}/me`),
  /** Asked for in the body: an address ends up in logs. */
  orders: (wanted, signal) => send('POST', `${API}/orders`, { body: given(wanted), signal }),
  order: (order) => send('GET', `${API}/orders/${id(order)}`),
  events: (order) => all('events', (offset) => send('GET', `${API}/orders/${id(order)}/events${query({ limit: 100, offset })}`)),
  told: (order) => send('GET', `${API}/orders/${id(order)}/deliveries?limit=100`),
  tellAgain: (order, delivery, key) => send('POST', `${API}/orders/${id(order)}/deliveries/${id(delivery)}/replay`, { key }),
  preview: (order, part, body, signal) => send('POST', `${partOf(order, part)}/refunds/preview`, { body, signal }),
  /** What is done with a merchant order, once for each key however often it is sent. */
  act: (order, part, what, body, key) => send('POST', `${partOf(order, part)}/${what}`, { body, key }),
  audit: (offset) => send('GET', `${API}/audit${query({ limit: 50, offset })}`),
  settings: (body) => send('PATCH', `${API}/settings`, { body }),
  webhooks: () => send('GET', `${API}/webhook?limit=100`),
  deliveries: (webhook, fields = {}) => send('GET', `${API}/webhook/${id(webhook)}/deliveries${query(fields)}`),
  replay: (webhook, delivery, key) => send('POST', `${API}/webhook/${id(webhook)}/deliveries/${id(delivery)}/replay`, { key }),
};
