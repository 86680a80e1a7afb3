/**
 * One request and its possible ends: an answer, a `Refusal` (the service said no) or `Unreachable` (nobody said anything).
 *
 * Every call the page makes is safe to send again: it sets a value, or it carries an idempotency key. So a lost
 * network is simply waited out, and so is a service that asks for a moment.
 */

import { reached, unreachable, untilWorthTrying } from './network.js';

/** An RFC 9457 problem. */
export class Refusal extends Error {
  constructor(response, problem) {
    super(problem.detail ?? response.statusText);
    this.status = response.status;
    this.code = problem.code ?? '';
    this.problem = problem;
    this.retryAfter = Number(response.headers.get('Retry-After')) || 0;
  }

  get errors() {
    return this.problem.errors ?? [];
  }
}

export class Unreachable extends Error {}

const ANSWER_WITHIN = 20_000;
const NETWORK_TRIES = 60; // with pauses of up to 15 s: about a quarter of an hour in a tunnel
const BUSY = new Set([429, 502, 503, 504]);

/**
 * Sends until somebody answers.
 *
 * @param busyTries how often a service that is too busy is asked again
 * @param onBusy told the seconds of each such wait
 */
export async function send(method, path, { busyTries = 4, onBusy = () => {}, ...request } = {}) {
  for (let lost = 0, busy = 0; ; ) {
    try {
      return await sendOnce(method, path, request);
    } catch (error) {
      if (error instanceof Unreachable && lost < NETWORK_TRIES) {
        await untilWorthTrying(lost++);
      } else if (asksForAMoment(error) && busy < busyTries) {
        const seconds = moment(error, busy++);
        onBusy(Math.ceil(seconds));
        await pause(seconds * 1000);
      } else {
        throw error;
      }
    }
  }
}

/** Sends one time. `etag` asks for news only: without any the answer is `{isUnchanged: true}`. */
export async function sendOnce(method, path, { token, body, key, etag, signal, within = ANSWER_WITHIN } = {}) {
  const headers = { Accept: 'application/json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (key) headers['Idempotency-Key'] = key;
  if (etag) headers['If-None-Match'] = etag;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const { response, text } = await exchange(path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: 'no-store',
    credentials: 'omit',
    signal: signal ? AbortSignal.any([signal, AbortSignal.timeout(within)]) : AbortSignal.timeout(within),
  });
  if (response.status === 304) return { isUnchanged: true, etag };
  const answer = parsed(text);
  if (!response.ok) throw new Refusal(response, answer ?? {});
  return { status: response.status, etag: response.headers.get('ETag'), date: response.headers.get('Date'), body: answer };
}

async function exchange(path, request) {
  const askedAt = performance.now();
  try {
    const response = await fetch(path, request);
    const text = await response.text(); // the body can be cut off as well
    reached(askedAt);
    return { response, text };
  } catch (error) {
    if (error.name !== 'AbortError') unreachable();
    throw new Unreachable(error.message);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a proxy's own page: its status still counts
  }
}

function asksForAMoment(error) {
  return error instanceof Refusal && (BUSY.has(error.status) || error.code === 'IDEMPOTENCY_IN_FLIGHT');
}

/** What was asked for, at least a growing wait of our own, and some luck so that a crowd spreads. */
function moment({ retryAfter }, attempt) {
  const wait = Math.max(retryAfter, Math.min(2 ** attempt, 30));
  return wait * (1 + Math.random() / 2);
}

/** An idempotency key, of random bytes, as `randomUUID` is missing where the page is not served by https. */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
