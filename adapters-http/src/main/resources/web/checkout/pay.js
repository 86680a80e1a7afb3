/** Opens the payment and goes to the provider's page. */

import { newKey } from './http.js';

/**
 * The same press, sent again after a lost answer, carries the same key, so that it can never open two payments;
 * a new key is for a new total or after a definite answer.
 *
 * @param way `{gateway, mode}` the buyer chose
 * @returns the provider's page; of an embedded payment there is none to go to
 */
export async function openPayment({ api, memory, total, way, onBusy }) {
  const { cart, attempt } = memory.tab();
  const wish = JSON.stringify(way);
  const isSame = attempt?.cart === cart && attempt?.total === total && attempt?.wish === wish;
  const key = isSame ? attempt.key : newKey();
  memory.keep({ attempt: { cart, total, wish, key } });
  try {
    const opened = await api.pay(key, { expected_total: total, ...way }, onBusy);
    const url = way.mode === 'hosted' ? opened.url : undefined;
    memory.left({ url, mode: way.mode });
    memory.keep({ attempt: undefined });
    return url;
  } catch (error) {
    if (isDefinite(error)) memory.keep({ attempt: undefined });
    throw error;
  }
}

/** A refusal changed nothing. An outage, or silence, may have; and what is still under way may yet. */
function isDefinite({ status, code }) {
  return status >= 400 && status < 500 && status !== 429 && code !== 'IDEMPOTENCY_IN_FLIGHT';
}

/** Leaves for the provider, if that is a web page at all. Returns whether it is. */
export function goToProvider(url) {
  if (typeof url !== 'string' || !URL.canParse(url, location.origin)) return false;
  const page = new URL(url, location.origin);
  if (!['https:', 'http:'].includes(page.protocol)) return false;
  location.assign(page);
  return true;
}
