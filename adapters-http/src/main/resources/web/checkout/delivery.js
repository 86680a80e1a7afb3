/** A delivery method for each store: what it offers for the address, and what is chosen. */

import { h, redraw } from './dom.js';
import { say } from './strings.js';
import { countryName } from './countries.js';
import { chosenMethod, nameOf, priceOrFree } from './summary.js';

export class Delivery {
  /**
   * @param onChoose called with a store and one of its methods
   * @param onRemove called with the lines of a store that does not deliver
   */
  constructor({ onChoose, onRemove }) {
    Object.assign(this, { onChoose, onRemove });
    this.body = h('div', { class: 'delivery', tabindex: '-1' });
    this.updating = h('p', { class: 'quiet updating', hidden: true }, say.delivery.updating);
    this.element = h('section', { class: 'step', 'aria-labelledby': 'delivery-heading' },
      h('h2', { id: 'delivery-heading', tabindex: '-1' }, say.delivery.heading), this.updating, this.body);
  }

  show(cart, isAddressKnown) {
    this.isKnown = isAddressKnown;
    const stores = servedStores(cart);
    redraw(this.body, isAddressKnown
      ? stores.map((store) => (methodsOf(store).length > 0 ? this.storeView(store) : this.noneView(store, cart, stores.length > 1)))
      : h('p', { class: 'quiet' }, say.delivery.later));
  }

  busy(isBusy) {
    this.element.setAttribute('aria-busy', String(isBusy));
    this.updating.hidden = !isBusy || this.isKnown;
    this.body.hidden = isBusy && !this.isKnown;
  }

  focusOn(store) {
    const place = store && this.body.querySelector(`[data-store="${CSS.escape(store.store)}"]`);
    (place?.querySelector('input') ?? place ?? this.element.querySelector('h2')).focus();
  }

  storeView(store) {
    return h('fieldset', { class: 'methods', 'data-store': store.store },
      h('legend', {}, nameOf(store)),
      methodsOf(store).map((method) => this.methodView(store, method)));
  }

  noneView(store, cart, areOthers) {
    return h('div', { class: 'method-none', role: 'note', tabindex: '-1', 'data-store': store.store, 'data-focus': store.store },
      h('p', {}, `${noDelivery([store], cart)} ${say.delivery.noneInstead}`),
      areOthers && h('button', {
        type: 'button', class: 'link', 'data-focus': `${store.store} remove`,
        onclick: () => this.onRemove(store.cart_lines),
      }, say.delivery.without(nameOf(store))));
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

/** The stores that deliver to the cart's address by no method at all. */
export function storesNotDelivering(cart) {
  return servedStores(cart).filter((store) => methodsOf(store).length === 0);
}

export function noDelivery(stores, cart) {
  return say.delivery.none(stores.map(nameOf), countryName(cart.buyer_identity?.country_code));
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
