/** What codes are called when people read them. */

export const STATUSES = {
  SUBMITTED: 'Waiting for its merchant',
  ACCEPTED: 'Accepted',
  PARTIALLY_FULFILLED: 'Partly sent',
  FULFILLED: 'Sent',
  RETURNED: 'Returned',
  REJECTED: 'Rejected',
  CANCELLED: 'Cancelled',
};

const TONES = { SUBMITTED: 'warn', PARTIALLY_FULFILLED: 'warn', REJECTED: 'bad', CANCELLED: 'bad', RETURNED: 'soft' };

export const statusWords = (status) => STATUSES[status] ?? status;
export const statusTone = (status) => TONES[status] ?? 'good';

export const COLUMNS = {
  number: 'Number',
  buyer: 'Buyer',
  email: 'Email',
  stores: 'Merchants',
  status: 'Status',
  total: 'Total',
  created: 'Ordered',
};

export const PANELS = { money: 'Money', timeline: 'What happened', deliveries: 'Who was told' };

const MESSAGES = { 'merchant_order.created': 'asked about its order', 'merchant_order.cancelled': 'told of the cancellation' };
const FAR = { pending: 'to be tried again', delivered: 'taken', failed: 'given up' };

export const farWords = ({ status }) => FAR[status] ?? status;

/** What somebody was told, and whether they heard. */
export const deliveryWords = (delivery) => `${MESSAGES[delivery.type] ?? delivery.type}, ${farWords(delivery)}`;

const ENVIRONMENTS = { sandbox: 'Sandbox', production: 'Live' };

export const environmentWords = (environment) => ENVIRONMENTS[environment] ?? '';

export const ACTIONS = {
  signed_in: 'Signed in',
  sign_in_refused: 'Was refused at sign-in',
  signed_out: 'Signed out',
  refunded: 'Refunded',
  accepted: 'Accepted',
  rejected: 'Rejected',
  decided: 'Accepted or rejected',
  fulfilled: 'Marked as sent',
  returned: 'Took a return',
  cancelled: 'Cancelled',
  resent: 'Sent a message again',
  settings_changed: 'Changed the settings',
};

const HAPPENED = {
  'checkout.initialized': 'The buyer opened the link',
  'checkout.in_progress': 'The payment was opened',
  'checkout.succeeded': 'The payment was captured',
  'checkout.failed': 'The payment failed',
  'checkout.cancelled': 'The payment was cancelled',
  'order.submitted': 'The order was placed',
};

const CHANGED = {
  accepted: 'accepted its part',
  rejected: 'rejected its part',
  cancelled: 'its part was cancelled',
  fulfilled: 'something was sent',
  returned: 'something came back',
  refund_requested: 'a refund was asked for',
  refunded: 'a refund went through',
  refund_failed: 'a refund failed',
  action_required: 'waits for the buyer',
  action_resolved: 'waits no more',
  disputed: 'the payment is disputed',
};

/** @param storeOf tells the name of a merchant order's store */
export function eventWords({ type, data }, storeOf) {
  const change = typeof data.change === 'string' ? data.change : data.change?.kind;
  if (!change) return HAPPENED[type] ?? type;
  const store = storeOf(data.merchant_order_id ?? data.change.merchant_order_id);
  const amount = data.amount ?? data.change.amount;
  const what = CHANGED[change] ?? change.replaceAll('_', ' ');
  return `${store ? `${store}: ` : ''}${what}${amount ? `, ${amount.display_value}` : ''}`;
}

const DATE_TIME = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const TIME = new Intl.DateTimeFormat('en', { timeStyle: 'short' });

export function when(text) {
  const at = new Date(text);
  return at.toDateString() === new Date().toDateString() ? `Today, ${TIME.format(at)}` : DATE_TIME.format(at);
}

export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** Nobody buys without an email, so whoever has none was taken out of the order later. */
export const isErased = (buyer) => !buyer?.email;

export const nameOf = (buyer) => (isErased(buyer) ? 'Erased' : [buyer.first_name, buyer.last_name].filter(Boolean).join(' '));

/** As the service counts them: of some currencies browsers know others, and what is typed would be a hundredth of it. */
export const decimalsOf = ({ display_value: shown }) => /\.(\d+)$/.exec(shown)?.[1].length ?? 0;
