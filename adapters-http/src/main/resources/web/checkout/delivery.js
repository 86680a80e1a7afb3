/** A delivery method for each store: what it offers for the address, and what is chosen. */

import { h, redraw } from './dom.js';
import { say } from './strings.js';
import { countryName } from './countries.js';
import { chosenMethod, nameOf, priceOrFree } from './summary.js';

export class Delivery {
  /** @param onChoose called with a store and one of its methods */
  constructor(onChoose) {
    this.onChoose = onChoose;
    this.body = h('div', { class: 'delivery' });
    this.updating = h('p', { class: 'quiet updating', hidden: true }, say.delivery.updating);
    this.element = h('section', { class: 'step', 'aria-labelledby': 'delivery-heading' },
      h('h2', { id: 'delivery-heading', tabindex: '-1' }, say.delivery.heading), this.updating, this.body);
  }

  show(cart, isAddressKnown) {
    this.isKnown = isAddressKnown;
    const country = countryName(cart.buyer_identity?.country_code);
    redraw(this.body, isAddressKnown
      ? servedStores(cart).map((store) => this.storeView(store, country))
      : h('p', { class: 'quiet' }, say.delivery.later));
  }

  busy(isBusy) {
    this.element.setAttribute('aria-busy', String(isBusy));
    this.updating.hidden = !isBusy || this.isKnown;
    this.body.hidden = isBusy && !this.isKnown;
  }

  focusOn(store) {
    const first = store && this.body.querySelector(`[data-store="${CSS.escape(store.store)}"] input`);
    (first ?? this.element.querySelector('h2')).focus();
  }

  storeView(store, country) {
    const methods = methodsOf(store);
    if (methods.length === 0) {
      return h('div', { class: 'method-none', role: 'note' }, say.delivery.none(nameOf(store), country));
    }
    return h('fieldset', { class: 'methods', 'data-store': store.store },
      h('legend', {}, nameOf(store)),
      methods.map((method) => this.methodView(store, method)));
  }

  methodView(store, method) {
    return h('label', { class: 'method' },
      h('input', {
        type: 'radio', name: `method-${store.store}`, value: method.id, checked: chosenMethod(store) === method.id,
        'data-focus': `${store.store} ${method.id}`,
        onchange: () => this.onChoose(store, method),
      }),
      h('span', { class: 'method-label' }, method.label),
      h('span', { class: 'method-price' }, priceOrFree(method.price)));
  }
}

export function servedStores(cart) {
  return cart.stores.filter((store) => store.cart_lines.length > 0);
}

function methodsOf(store) {
  return store.offer?.shipping_methods ?? [];
}

/** The cheapest method of every store that offers some and has none chosen: a buyer in a hurry need not choose. */
export function cheapestWhereNoneIsChosen(cart) {
  return servedStores(cart)
    .filter((store) => methodsOf(store).length > 0 && !chosenMethod(store))
    .map((store) => {
      const cheapest = methodsOf(store).reduce((best, next) => (next.price.value < best.price.value ? next : best));
      return { store: store.store, shipping_method_id: cheapest.id };
    });
}

export function storeWithoutMethod(cart) {
  return servedStores(cart).find((store) => !chosenMethod(store));
}
