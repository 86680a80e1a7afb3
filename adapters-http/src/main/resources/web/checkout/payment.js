/**
 * A payment on its way: watches until it is decided, and says meanwhile what is known.
 * What is not known is never called failed.
 */

import { screen } from './screens.js';
import { say } from './strings.js';
import { watch } from './watch.js';
import { goToProvider } from './pay.js';
import { payHere } from './pay-here.js';
import { driverOf } from './ways.js';

const NEWS_WITHIN = 4_000; // the provider's notification may come after the buyer
const SLOW_AFTER = 15_000;
const CHOICE_AFTER = 45_000;

/** What a cart's status means for a buyer who came back with this outcome. */
export function verdict({ status, payment }, outcome) {
  if (status === 'SUBMITTED') return 'paid';
  if (status === 'EXPIRED' || status === 'CANCELLED') return 'expired';
  switch (payment?.status) {
    case undefined:
      return 'unpaid';
    case 'declined':
    case 'cancelled':
    case 'authorised':
      return payment.status;
    case 'captured':
      return 'confirming';
    case 'created':
    case 'open':
    case 'action_required':
      return outcome === 'success' ? 'confirming' : 'open';
    default:
      return 'doubt'; // unknown, or a word newer than this page
  }
}

/**
 * @param outcome how the provider sent the buyer back: `success`, `cancelled`, or empty for a reload
 * @param go the ways on: `paid(status)`, `review(notice)`, `expired()`, `restart()`
 */
export function followPayment({ api, memory, outcome, go }) {
  let phase;
  let timers = [];
  let closeFields = () => {};
  const later = (millis, act) => timers.push(setTimeout(act, millis));
  const clear = () => {
    timers.forEach(clearTimeout);
    timers = [];
    closeFields();
    closeFields = () => {};
  };
  const end = watch(api, (status) => enter(verdict(status, outcome), status), lose);

  function enter(next, status) {
    if (next === phase) return;
    const before = phase;
    phase = next;
    clear();
    if (phases[next]) return phases[next]();
    end();
    memory.decided();
    if (next === 'paid') return go.paid(status);
    if (next === 'expired') return go.expired();
    // No buyer cancels what is authorised: a store said no.
    go.review(before === 'authorised' && next === 'cancelled' ? say.notice.rejected : say.notice[next]);
  }

  const phases = {
    confirming() {
      checking(say.payment.confirming);
      if (outcome === 'success') lookAtProvider();
      later(NEWS_WITHIN, lookAtProvider);
      later(SLOW_AFTER, () => checking(say.payment.slow));
      if (outcome === 'success') later(CHOICE_AFTER, () => checking(say.payment.slow, choices()));
    },
    doubt: () => checking(say.payment.doubt),
    authorised: () => checking(say.payment.authorised),
    open() {
      if (outcome !== 'cancelled') return showOpen();
      checking(say.payment.looking);
      later(NEWS_WITHIN, showOpen);
    },
  };

  /** At the provider's page it is gone on with there; else the fields are shown here, also after a reload. */
  async function showOpen() {
    if (memory.tab().paying?.mode === 'hosted') return screen('payment', say.payment.open, choices());
    const from = phase;
    const about = await api.session().catch(() => undefined);
    if (phase !== from) return;
    const payment = about?.payment;
    if (payment?.mode !== 'embedded') return screen('payment', say.payment.open, choices());
    const driver = driverOf(payment);
    if (!driver || !payment.client) return screen('payment', say.payment.cannotOpen, [[say.payment.cancel, cancel]]);
    closeFields = payHere({ driver, payment, total: about.cart.cost.total.display_value, done: taken, unsure, cancel });
  }

  function taken() {
    outcome = 'success';
    enter('confirming');
  }

  /** Nobody here knows how it ended: what the service finds is shown, and an open payment can be gone on with. */
  async function unsure() {
    clear();
    checking(say.payment.doubt);
    await lookAtProvider();
    if (phase === 'open') showOpen();
  }

  /** Reading the session makes the service ask the provider, so that nobody waits for a message. */
  const lookAtProvider = () => api.session().catch(() => {});

  const choices = () => [[say.payment.continue, goOn], [say.payment.cancel, cancel]];

  async function goOn() {
    if (memory.tab().paying?.mode === 'embedded') return showOpen();
    if (!goToProvider(await pageOfPayment(api, memory))) checking(say.payment.doubt);
  }

  async function cancel() {
    try {
      await api.cancelPayment();
      enter('cancelled');
    } catch {
      phase = undefined; // whatever comes next is to be shown
      checking([say.payment.doubt[0], say.payment.cannotCancel]);
    }
  }

  function lose(refusal) {
    clear();
    if (refusal.status === 404) {
      memory.decided();
      return go.restart();
    }
    memory.forgetPaying();
    screen('payment', say.payment.outOfSight, [[say.screen.newCheckout, go.restart]]);
  }

  checking(say.payment.looking);
}

function checking(words, actions) {
  screen('payment', words, actions).classList.add('screen-checking');
}

/** Where the open payment is paid; the service knows if this tab does not. */
async function pageOfPayment(api, memory) {
  const { paying } = memory.tab();
  if (paying?.url) return paying.url;
  const about = await api.session().catch(() => undefined);
  return about?.payment?.url;
}
