/** The ways to pay that are on offer and that this page can go: at the provider's page, or here by its script. */

import { h } from './dom.js';
import { say } from './strings.js';

/** The gateways whose own script this page can drive, each by a module that is loaded when it is needed. */
const DRIVERS = { stripe: () => import('./embedded-stripe.js') };

/** Where nothing is known of the gateways: the service's own first one, at its page. */
const FIRST_HOSTED = { mode: 'hosted' };

/**
 * @param gateways as `GET /checkout/session` tells them, the default first
 * @returns `{gateway, mode}` each, the one for want of another choice first
 */
export function waysOf(gateways = []) {
  return gateways.flatMap(({ name, modes = [] }) =>
    modes.filter((mode) => mode === 'hosted' || driverOf({ gateway: name, mode })).map((mode) => ({ gateway: name, mode })));
}

/** What loads the module that mounts a payment of this gateway here; undefined if this page has none. */
export function driverOf({ gateway, mode } = {}) {
  return mode === 'embedded' && Object.hasOwn(DRIVERS, gateway) ? DRIVERS[gateway] : undefined;
}

/** The buyer's choice. Asks only if there is one. */
export class Ways {
  constructor() {
    this.chosen = FIRST_HOSTED;
    this.note = h('p', { class: 'quiet' }, say.pay.note);
    this.element = h('div', { class: 'ways' }, this.note);
  }

  /** @param gateways on offer; undefined if nobody could tell */
  offer(gateways) {
    if (!gateways) return;
    this.isOffered = true;
    const ways = waysOf(gateways);
    this.isNone = ways.length === 0 && gateways.length > 0;
    this.choose(ways[0] ?? FIRST_HOSTED);
    if (ways.length > 1) this.note.before(this.choiceOf(ways));
  }

  choose(way) {
    this.chosen = way;
    this.note.textContent = way.mode === 'embedded' ? say.pay.noteHere : say.pay.note;
  }

  choiceOf(ways) {
    return h('fieldset', { class: 'methods' },
      h('legend', {}, say.pay.ways),
      ways.map((way, at) =>
        h('label', { class: 'method' },
          h('input', { type: 'radio', name: 'way', value: `${way.gateway} ${way.mode}`, checked: at === 0, onchange: () => this.choose(way) }),
          h('span', { class: 'method-label' }, say.pay.way(way)))));
  }
}
