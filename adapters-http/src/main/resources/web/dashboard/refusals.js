/** Why the service said no, as somebody says it who talks to a buyer; and where it is to be mended. */

import { h } from '/web/checkout/dom.js';

/** By the problem's code; told of its members and of whose sale it is. */
const WORDS = {
  REFUND_EXCEEDS_CAPTURED: ({ refundable: { value, display_value: sum } }, store) =>
    value > 0 ? `At most ${sum} of ${store}’s sale can still be given back.` : `Nothing of ${store}’s sale is left to give back.`,
  AMOUNT_TOO_FINE: ({ step }) => `The buyer’s payment provider gives back multiples of ${step.display_value} only.`,
  REFUNDS_NOT_SUPPORTED: (_, store) => `The buyer’s payment provider gives no money back. ${store} has to do it in another way.`,
  QUANTITY_EXCEEDED: ({ errors }) => (errors?.length ? `Only ${errors[0].available} are left.` : 'Nothing of it is left.'),
  WRONG_STATUS: (_, store) => (store ? `${store}’s part was changed meanwhile. Look at it again.` : 'This webhook is disabled. The platform has to make it active first.'),
  RETURNS_NOT_SUPPORTED: (_, store) => `${store} takes nothing back.`,
  RETURN_WINDOW_CLOSED: (_, store) => `${store}’s days for returning it are over.`,
  IDEMPOTENCY_IN_FLIGHT: () => 'It is being done. Look at the order again in a moment.',
  FORBIDDEN: () => 'Your role does not allow this.',
  NOT_FOUND: () => 'It is not there any more.',
};

/** Of a field that is not valid. */
const FIELDS = {
  '/amount': 'So much cannot be given back at once.',
  '/tracking_url': 'Paste the whole address of the page, from https:// on.',
  '/brand/logo_url': 'Paste the whole address of the picture, from https:// on.',
  '/columns': 'Choose one column at least.',
  '/reason': 'No card number belongs here.',
};

/** @param store whose sale it is about, if it is about one */
function wordsOf(error, store) {
  if (!error.problem) return 'The service cannot be reached. Try again: nothing is done twice.';
  return WORDS[error.code]?.(error.problem, store) ?? error.problem.detail ?? 'That did not work. Try again: nothing is done twice.';
}

export const trouble = (error, store) => h('p', { class: 'trouble', role: 'alert' }, wordsOf(error, store));

/**
 * Says it in the fields that it is about, or else where the whole is spoken of.
 *
 * @param fields by their pointers into what was sent; those that are hidden are in nobody's way
 * @return the first of the fields, to be gone to
 */
export function blame(error, said, { store, fields = {} }) {
  const faults = Object.entries(fields).map(([pointer, field]) => [field, faultAt(error, pointer, field, store)]);
  const marked = faults.filter(([, words]) => words);
  for (const [field, words] of marked) field.fail(words);
  said.replaceChildren(...(marked.length > 0 ? [] : [trouble(error, store)]));
  return marked[0]?.[0];
}

function faultAt(error, pointer, field, store) {
  if (field.input.closest('[hidden]')) return undefined;
  if (error.code === 'REFUND_EXCEEDS_CAPTURED' || error.code === 'AMOUNT_TOO_FINE') return pointer === '/amount' && wordsOf(error, store);
  const fault = error.errors?.find((it) => it.pointer === pointer || (it.line_id && it.line_id === field.line));
  if (!fault) return undefined;
  if (error.code === 'QUANTITY_EXCEEDED') return `Only ${fault.available} are left.`;
  return field.faulty?.() ?? FIELDS[pointer] ?? `It ${fault.detail}.`;
}
