/**
 * What an operator does with a merchant order. A dialog names the sum and the merchant before anything is done; one
 * confirmation has one key, so however often it is sent, it is done once.
 */

import { h } from '/web/checkout/dom.js';
import { api, given, newKey, SignedOut } from './api.js';
import { fault, field } from './field.js';
import { blame } from './refusals.js';
import { isSettled, left } from './units.js';
import { decimalsOf, plural } from './words.js';

const ASK_AFTER = 250;

/** @param then told in words what was done, once the dialog is closed */
export function act(app, what, order, part, then) {
  const dialog = DIALOGS[what](order, part);
  open(app, order, part, dialog, then);
}

function open(app, order, part, { title, fields, marked = {}, isReady = () => true, look = () => {}, path, body, confirm, preview, done }, then) {
  const said = h('div', { class: 'said' });
  const sum = h('p', { class: 'sum', role: 'status' });
  const yes = h('button', { class: 'button' }, confirm({}));
  const no = h('button', { type: 'button', class: 'button button-plain', onclick: () => dialog.close() }, 'Keep as it is');
  const form = h('form', { method: 'dialog', onsubmit: submit, oninput: changed }, h('h2', { id: 'dialog-title' }, title), ...fields, sum, said, h('div', { class: 'dialog-acts' }, no, yes));
  const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': 'dialog-title', onclose: closed }, form);
  let key = newKey();
  let asking;
  let waiting;
  let isBusy = false;
  let isStale = false;
  let fits = false; // what was previewed last is what the fields say

  function closed() {
    dialog.remove();
    if (isStale) app.show();
  }

  function changed() {
    key = newKey(); // another body is another confirmation
    said.replaceChildren();
    for (const it of Object.values(marked)) it.fail('');
    yes.disabled = true;
    fits = false;
    if (!preview) return say({});
    asking?.abort();
    clearTimeout(waiting);
    waiting = setTimeout(ask, ASK_AFTER);
    return undefined;
  }

  function complain(error) {
    isStale ||= error.code === 'WRONG_STATUS' || error.code === 'QUANTITY_EXCEEDED'; // somebody else was there
    return blame(error, said, { store: part.store_name, fields: marked });
  }

  function say(known) {
    look();
    if (!preview) yes.disabled = isBusy || !isReady();
    yes.textContent = confirm(known);
    sum.textContent = preview && known.amount ? `${known.amount.display_value} of ${part.store_name}’s sale goes back to the buyer.` : '';
  }

  /** What it comes to is computed by the service alone. */
  async function ask() {
    asking = new AbortController();
    const wanted = preview();
    if (!wanted) {
      say({});
      return;
    }
    try {
      const known = await app.guard(() => api.preview(order.id, part.id, wanted, asking.signal));
      if (!known) return void dialog.close(); // the login is shown instead
      say(known);
      said.replaceChildren();
      fits = true;
      yes.disabled = isBusy;
    } catch (error) {
      if (error.name === 'AbortError') return;
      say({});
      complain(error); // whoever types is not taken elsewhere
    }
  }

  async function submit(event) {
    event.preventDefault();
    if (isBusy || yes.disabled) return;
    isBusy = true;
    yes.disabled = true;
    said.replaceChildren();
    try {
      const answer = await api.act(order.id, part.id, path, body(), key);
      isStale = false;
      dialog.close();
      await then(done(answer));
    } catch (error) {
      if (error instanceof SignedOut) {
        dialog.close();
        await app.show(); // leads to the login, and back to this order
        return;
      }
      yes.disabled = preview ? !fits : !isReady();
      complain(error)?.input.focus();
    } finally {
      isBusy = false;
    }
  }

  document.body.append(dialog);
  dialog.showModal();
  yes.disabled = true;
  if (preview) ask();
  else say({});
}

/** So many of each line; `most` tells how many there can be. */
function quantities(part, most, first, hint = (of) => `of ${most(of)}`) {
  const inputs = part.lines
    .map((line) => ({ line, of: left(part, line) }))
    .filter(({ of }) => most(of) > 0)
    .map(({ line, of }) => ({ line, of, input: unitsOf(line, most(of), first(of)) }));
  const faults = inputs.map(({ line, input }) => ({ line: line.id, input, ...fault(input) }));
  const row = ({ line, of, input }, at) =>
    h('div', {}, h('div', { class: 'quantity' }, h('label', { for: input.id }, line.product.title), input, h('span', { class: 'quiet' }, hint(of))), faults[at].view);
  const view = h('fieldset', { class: 'quantities' }, h('legend', {}, 'How many'), ...inputs.map(row));
  const lines = () => inputs.map(({ line, input }) => ({ line_id: line.id, quantity: Number(input.value) })).filter(({ quantity }) => quantity > 0);
  const marked = Object.fromEntries(faults.map((it) => [`/lines/${it.line}`, it]));
  return { view, inputs, marked, lines, count: () => lines().reduce((sum, it) => sum + it.quantity, 0) };
}

const sending = ({ toSend, toSendKept }) => `of ${toSend}${toSend > toSendKept ? `, ${toSend - toSendKept} refunded` : ''}`;

const unitsOf = (line, max, value) =>
  h('input', { id: `units-${line.id}`, type: 'number', min: 0, max, step: 1, inputmode: 'numeric', value: String(value) });

const text = (id, words, most, hint) => {
  const input = h('input', { id, type: 'text', maxlength: most, autocomplete: 'off' });
  return { ...field(words, input, hint), value: () => input.value.trim() || undefined };
};

/** Units that were given back are sent when somebody says so, and says it again for another number. */
function sentAnyway({ inputs, count }) {
  const yes = h('input', { id: 'anyway', type: 'checkbox' });
  const words = h('p', { role: 'alert' });
  const view = h('div', { class: 'caution', hidden: true }, words, h('label', { class: 'choice' }, yes, 'Send it anyway'));
  let before = 0;
  const look = () => {
    const refunded = inputs.reduce((sum, { input, of }) => sum + Math.max(0, Number(input.value) - of.toSendKept), 0);
    if (refunded === before) return;
    before = refunded;
    view.hidden = refunded === 0;
    yes.required = refunded > 0;
    yes.checked = false;
    words.textContent = refunded === count() ? `${plural(refunded, 'unit was', 'units were')} refunded.` : `${refunded} of these ${refunded === 1 ? 'was' : 'were'} refunded.`;
  };
  return { view, look };
}

const DIALOGS = {
  refund(order, part) {
    const units = quantities(part, (it) => it.toRefund, () => 0);
    const { currency } = part.refundable;
    const decimals = decimalsOf(part.refundable);
    const amount = field(`Amount in ${currency}`, h('input', { id: 'amount', type: 'text', inputmode: 'decimal', autocomplete: 'off', placeholder: '0' }));
    const reason = text('reason', 'Reason', 500, 'Optional; the merchant sees it.');
    const byLines = h('div', { hidden: true }, units.view);
    const byAmount = h('div', { hidden: true }, amount.view);
    let way = 'rest';
    const choose = (event) => {
      way = event.target.value;
      byLines.hidden = way !== 'lines';
      byAmount.hidden = way !== 'amount';
    };
    const choice = (value, words) => h('label', { class: 'choice' }, h('input', { type: 'radio', name: 'way', value, checked: value === way, onchange: choose }), words);
    const wanted = () => {
      if (way === 'rest') return {};
      if (way === 'lines') return units.count() > 0 ? { lines: units.lines() } : undefined;
      const minor = minorUnits(amount.input.value, decimals);
      if (minor === 0 && amount.input.value.trim()) amount.fail(`Write it as ${(12.5).toFixed(decimals)}.`);
      return minor > 0 ? { amount: minor } : undefined;
    };
    return {
      title: `Refund from ${part.store_name}`,
      fields: [
        h('fieldset', { class: 'choices' }, h('legend', {}, 'What to give back'), choice('rest', 'All that is left'), choice('lines', 'By line'), choice('amount', 'An amount')),
        byLines,
        byAmount,
        reason.view,
      ],
      marked: { '/amount': amount, ...units.marked, '/reason': reason },
      path: 'refunds',
      preview: wanted,
      body: () => given({ ...wanted(), reason: reason.value() }),
      confirm: (known) => (known.amount ? `Refund ${known.amount.display_value} from ${part.store_name}` : 'Refund'),
      done: ({ amount: sum, status }) => (status === 'succeeded' ? `Refunded ${sum.display_value} from ${part.store_name}` : `Refunding ${sum.display_value} from ${part.store_name}: the order tells when it is done`),
    };
  },
  fulfil(order, part) {
    const units = quantities(part, (it) => it.toSend, (it) => it.toSendKept, sending);
    const anyway = sentAnyway(units);
    const carrier = text('carrier', 'Carrier', 100);
    const number = text('tracking', 'Tracking number', 100);
    const url = text('tracking-url', 'Tracking page', 2048, 'Begins with https://');
    return {
      title: `Fulfil for ${part.store_name}`,
      fields: [units.view, anyway.view, carrier.view, number.view, url.view],
      marked: { ...units.marked, '/carrier': carrier, '/tracking_number': number, '/tracking_url': url },
      isReady: () => units.count() > 0,
      look: anyway.look,
      path: 'fulfillments',
      body: () => given({ lines: units.lines(), carrier: carrier.value(), tracking_number: number.value(), tracking_url: url.value() }),
      confirm: () => `Mark ${plural(units.count(), 'unit')} of ${part.store_name} as sent`,
      done: () => `Marked as sent for ${part.store_name}`,
    };
  },
  takeBack(order, part) {
    const units = quantities(part, (it) => it.toReturn, (it) => it.toReturn);
    const reason = text('reason', 'Reason', 500);
    const restock = h('input', { id: 'restock', type: 'checkbox' });
    return {
      title: `Return to ${part.store_name}`,
      fields: [units.view, h('label', { class: 'choice' }, restock, 'Put them back on sale'), reason.view, h('p', { class: 'quiet' }, 'A return gives no money back by itself: refund it as well.')],
      marked: { ...units.marked, '/reason': reason },
      isReady: () => units.count() > 0,
      path: 'returns',
      body: () => given({ lines: units.lines(), restock: restock.checked || undefined, reason: reason.value() }),
      confirm: () => `Take ${plural(units.count(), 'unit')} of ${part.store_name} back`,
      done: () => `Took a return for ${part.store_name}`,
    };
  },
  cancel(order, part) {
    const reason = text('reason', 'Reason', 500);
    const isTaken = part.captured.value > 0;
    const isGivenBack = isTaken && part.refundable.value === 0;
    return {
      title: `Cancel ${part.store_name}’s part`,
      fields: [h('p', { class: 'quiet' }, 'Nothing of it is sent any more, and its units are on sale again.'), isGivenBack && h('p', {}, 'Nothing is left to give back.'), reason.view],
      marked: { '/reason': reason },
      path: 'cancellation',
      preview: isTaken && isSettled(order) && !isGivenBack ? () => ({}) : undefined,
      body: () => given({ reason: reason.value() }),
      confirm: (known) => (known.amount ? `Cancel ${part.store_name} and refund ${known.amount.display_value}` : `Cancel ${part.store_name}`),
      done: () => `Cancelled ${part.store_name}`,
    };
  },
  accept: (order, part) => ({
    title: `Accept for ${part.store_name}`,
    fields: [h('p', { class: 'quiet' }, 'Its share is captured once every merchant has decided.')],
    path: 'acceptance',
    body: () => ({ status: 'accepted' }),
    confirm: () => `Accept ${part.cost.total.display_value} for ${part.store_name}`,
    done: () => `Accepted for ${part.store_name}`,
  }),
  reject(order, part) {
    const reason = text('reason', 'Reason', 500);
    return {
      title: `Reject for ${part.store_name}`,
      fields: [reason.view],
      marked: { '/reason': reason },
      path: 'acceptance',
      body: () => given({ status: 'rejected', reason: reason.value() }),
      confirm: () => `Reject ${part.cost.total.display_value} for ${part.store_name}`,
      done: () => `Rejected for ${part.store_name}`,
    };
  },
};

/** 12.99 dollars are 1299; without any arithmetic that could round. */
export function minorUnits(typed, decimals) {
  const [, whole, part = ''] = /^\s*(\d{1,13})(?:[.,](\d*))?\s*$/.exec(typed) ?? [];
  if (whole === undefined || part.length > decimals) return 0;
  return Number(whole + part.padEnd(decimals, '0'));
}
