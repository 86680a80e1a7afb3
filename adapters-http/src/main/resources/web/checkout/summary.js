/** The cart by merchant, with its totals: folded into one bar on a phone, beside the form on a wide screen. */

import { h, redraw } from './dom.js';
import { icon } from './art.js';
import { say } from './strings.js';
import { lineView, thumbnail } from './line.js';

export class Summary {
  constructor(tools) {
    this.tools = tools;
    this.body = h('div', { class: 'summary-body', id: 'summary-body', tabindex: '-1', hidden: true });
    this.toggle = h('button', {
      type: 'button', class: 'summary-toggle', 'aria-expanded': 'false', 'aria-controls': 'summary-body',
      onclick: () => this.open(this.body.hidden),
    });
    this.element = h(
      'section',
      { class: 'summary', 'aria-labelledby': 'summary-heading' },
      h('h2', { id: 'summary-heading', class: 'summary-heading' }, say.cart.heading),
      this.toggle,
      this.body,
    );
  }

  open(isOpen) {
    this.body.hidden = !isOpen;
    this.toggle.setAttribute('aria-expanded', String(isOpen));
  }

  /** @param marks of lines that cannot be bought as they are, by line id */
  show(cart, marks) {
    const lines = linesOf(cart);
    const count = lines.reduce((sum, line) => sum + line.quantity, 0);
    const stores = cart.stores.filter((store) => store.cart_lines.length > 0).length;
    redraw(
      this.toggle,
      h('span', { class: 'summary-thumbs' }, lines.slice(0, 3).map(thumbnail)),
      h('span', { class: 'summary-label' },
        h('span', { class: 'summary-words' }, say.cart.heading),
        h('span', { class: 'summary-count' }, say.cart.size(count, stores))),
      h('span', { class: 'summary-total' }, cart.cost.total.display_value),
      icon('chevron'),
    );
    redraw(this.body, storesView(cart, marks, this.tools), totals(cart));
  }
}

export function linesOf(cart) {
  return cart.stores.flatMap((store) => store.cart_lines);
}

export function storesView(cart, marks, tools) {
  return cart.stores
    .filter((store) => store.cart_lines.length > 0)
    .map((store) => {
      const id = `store-${store.store_id ?? store.store}`;
      return h('section', { class: 'store', 'aria-labelledby': id },
        h('h3', { id, class: 'store-name', 'aria-label': say.cart.soldBy(nameOf(store)) }, nameOf(store)),
        h('ul', { class: 'lines' }, store.cart_lines.map((line) => lineView(line, marks.get(line.id), tools))));
    });
}

export function nameOf(store) {
  return store.name || store.store;
}

/** What is paid for what. The total is the service's own: nothing is added up here. */
export function totals(cart) {
  const { cost } = cart;
  const isChosen = cart.stores.every((store) => store.cart_lines.length === 0 || chosenMethod(store));
  const isWhole = isChosen && !cost.is_estimated;
  const isTaxInside = cost.tax?.value > 0 && cost.subtotal.value + cost.shipping.value === cost.total.value;
  const row = (label, text, kind = '') => h('div', { class: `total-row ${kind}` }, h('dt', {}, label), h('dd', {}, text));
  return h(
    'dl',
    { class: 'totals' },
    row(say.cost.subtotal, cost.subtotal.display_value),
    row(say.cost.shipping, isChosen || cost.shipping.value > 0 ? priceOrFree(cost.shipping) : say.cost.shippingLater),
    cost.tax?.value > 0 && !isTaxInside && row(say.cost.tax, cost.tax.display_value),
    row(isWhole ? say.cost.total : say.cost.totalSoFar, cost.total.display_value, 'total-row-sum'),
    isTaxInside && row(say.cost.taxInside, cost.tax.display_value, 'total-row-inside'),
  );
}

export function priceOrFree(price) {
  return price.value === 0 ? say.cost.free : price.display_value;
}

/** The id of the method a store's part goes by. */
export function chosenMethod(store) {
  const chosen = store.offer?.selected_shipping_method;
  return typeof chosen === 'object' ? chosen?.id : chosen;
}
