/** What the page does about each thing the service refuses while the buyer is at the form. */

import { Refusal } from './http.js';
import { say } from './strings.js';
import { linesOf } from './summary.js';

/** @param review what is to be changed: the form, the marked lines, the notice */
export function meet(error, review) {
  if (!(error instanceof Refusal)) {
    if (error instanceof TypeError || error instanceof ReferenceError) console.error(error);
    return review.notices.insist('bad', say.notice.unreachable);
  }
  const act = BY_CODE[error.code] ?? BY_STATUS[error.status] ?? explain;
  return act(error, review);
}

const BY_CODE = {
  ALREADY_SUBMITTED: ({ problem }, review) => review.leave((go) => go.payment({ url: problem.url })),
  CART_EXPIRED: (_, review) => review.leave((go) => go.expired()),
  CART_NOT_FOUND: startAfresh,
  MISSING_CART_LINES: (_, review) => review.showEmpty(),
  BUYER_IDENTITY_MISSING: askForFields,
  INVALID_FIELD: askForFields,
  SHIPPING_ADDRESS_UNAVAILABLE: (_, review) => review.askForMethod(),
  OUT_OF_STOCK: mark('short', say.notice.soldOut),
  VARIANT_NOT_FOUND: mark('gone', say.notice.gone),
  MISSING_STORES: mark('gone', say.notice.gone),
  MISSING_STORE_DOMAIN: mark('gone', say.notice.gone),
  MISSING_TOTAL_COST: mark('unpriced', say.notice.noPrice),
  PRICE_CHANGED: ({ problem }, review) => review.askAboutPrice(problem.expected_total, problem.current_total),
  GATEWAY_UNAVAILABLE: (_, review) => review.notices.insist('warn', say.notice.gateway),
  RATE_LIMITED: tooBusy,
  OVERLOADED: tooBusy,
};

const BY_STATUS = {
  401: startAfresh,
  403: startAfresh,
  429: tooBusy,
  503: tooBusy,
};

function startAfresh(_, review) {
  review.leave((go) => go.restart(say.notice.sessionLost));
}

function askForFields(error, review) {
  if (review.form.refuse(error.errors)) return review.notices.show('warn', say.notice.fields);
  return explain(error, review);
}

function tooBusy({ retryAfter }, review) {
  review.notices.insist('warn', say.notice.busy(retryAfter));
}

function explain(error, review) {
  review.notices.insist('bad', [say.notice.trouble[0], error.problem.detail ?? say.notice.trouble[1]]);
}

/** Marks the lines a refusal names, and offers to be rid of them. */
function mark(kind, words) {
  return (error, review) => {
    const marks = error.errors
      .map((one) => [lineOf(review.cart, one), { kind, available: one.available }])
      .filter(([line]) => line);
    review.mark(new Map(marks.map(([line, why]) => [line.id, why])), marks.length > 0 ? words : [words[0], error.problem.detail ?? words[1]]);
  };
}

/** The line a fault is about: named by its id, by its variant, or by where it stands in the cart. */
function lineOf(cart, { pointer = '', line_id: lineId, variant_id: variantId }) {
  const lines = linesOf(cart);
  const named = new Set([lineId, variantId, ...pointer.split('/')]);
  const [, store, line] = /^\/stores\/(\d+)\/cart_lines\/(\d+)/.exec(pointer) ?? [];
  const [, only] = /^\/cart_lines\/(\d+)/.exec(pointer) ?? [];
  return (
    lines.find(({ id }) => named.has(id)) ??
    lines.find(({ variant }) => named.has(variant.id)) ??
    (store === undefined ? undefined : cart.stores[store]?.cart_lines[line]) ??
    (only === undefined ? undefined : lines[only])
  );
}
