/** From the link to the right screen: resumes what this tab began, protects what was paid, else begins. */

import { apiFor, begin } from './api.js';
import { confirm, showOrder } from './confirmation.js';
import { dress } from './brand.js';
import { Refusal } from './http.js';
import { readLink } from './link.js';
import { memoryOf } from './memory.js';
import { watchNetwork } from './network.js';
import { followPayment } from './payment.js';
import { Review } from './review.js';
import { screen, waitingRoom } from './screens.js';
import { say } from './strings.js';

const link = readLink();
const memory = memoryOf(link.template);
const api = apiFor(memory.tab);

const go = {
  payment(payment = {}) {
    if (payment.url || !memory.tab().paying) memory.left(payment);
    followPayment({ api, memory, outcome: '', go });
  },
  paid: ({ orders } = {}) => confirm({ api, memory, orders, go }),
  review: (notice) => open(notice),
  restart: (notice) => open(notice),
  expired() {
    screen('expired', say.screen.expired, [[say.screen.startAgain, () => open()]]);
  },
  alreadyPaid,
  underWay: askAboutPayment,
  buyAgain() {
    memory.buyAgain();
    open();
  },
};

function start() {
  if (!link.template) return screen('nothing', say.screen.nothing);
  if (link.token && link.token !== memory.tab().token) {
    memory.startOver({ token: link.token });
    return arrive();
  }
  const { paid, paying, cart } = memory.tab();
  if (paid) return go.paid();
  if (paying || (link.outcome && cart)) return followPayment({ api, memory, outcome: link.outcome, go });
  return arrive();
}

/** A tab that knows of no payment may still be in a browser that does. */
function arrive() {
  const underWay = memory.paying();
  if (underWay && !link.token) {
    memory.adopt(underWay);
    return followPayment({ api, memory, outcome: link.outcome, go });
  }
  if (underWay) return askAboutPayment(underWay);
  const paid = memory.paid();
  if (paid) return alreadyPaid(paid);
  if (link.outcome) return screen('payment', say.screen.strange, [[say.screen.newCheckout, () => open()]]);
  return open();
}

function alreadyPaid(order) {
  const words = [say.screen.alreadyPaid(order.number), say.screen.alreadyPaidText(say.when(order.at), order.total)];
  screen('paid', words, [
    [say.screen.viewOrder, () => showOrder({ order, go })],
    [say.screen.buyAgain, go.buyAgain],
  ]);
}

/** Another checkout of this link has a payment under way in this browser: neither is given up unasked. */
function askAboutPayment(underWay) {
  screen('payment', [say.screen.underWayTitle, say.screen.underWay(say.when(underWay.at))], [
    [say.screen.seePayment, () => {
      memory.adopt(underWay);
      followPayment({ api, memory, outcome: '', go });
    }],
    [say.screen.newCheckout, () => {
      memory.goOnBeside(underWay);
      open();
    }],
  ]);
}

/** Begins, or resumes, and shows the cart. */
async function open(notice) {
  const { token } = memory.tab();
  try {
    const begun = await begin(link.template, token, waitingRoom());
    memory.keep({ token: begun.token, cart: begun.cart.id });
    const review = new Review({ api, memory, begun, go });
    review.open(notice ?? (begun.isTokenLost ? lost(token) : undefined));
    const about = api.session().catch(() => undefined); // its brand is a nicety
    review.hear(about);
    about.then((told) => told && dress(told));
  } catch (error) {
    refuse(error);
  }
}

/** A token that never worked here was the link's; another had worked before. */
function lost(token) {
  return token === link.token ? say.notice.linkRefused : say.notice.sessionLost;
}

function refuse(error) {
  const again = [[say.screen.tryAgain, () => open()]];
  if (!(error instanceof Refusal)) {
    screen('unreachable', say.screen.unreachable, again);
    throw error;
  }
  if (error.code === 'MISSING_CART_LINES') return screen('empty', say.screen.empty, [[say.screen.lookAgain, () => open()]]);
  if (error.status === 429 || error.status === 503) return screen('waiting', say.screen.crowded, again);
  if (error.status < 500) return screen('nothing', say.screen.nothing);
  return screen('unreachable', say.screen.trouble, again);
}

// A page that the browser kept while the buyer was at the provider shows a moment that is over.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
watchNetwork();
start();
