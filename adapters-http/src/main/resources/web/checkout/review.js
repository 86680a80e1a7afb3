/** The one page of a checkout: cart, contact, address, delivery, total, pay. Holds the cart as the service last told it. */

import { announce, h, redraw } from './dom.js';
import { screen, show } from './screens.js';
import { say } from './strings.js';
import { AddressForm } from './address-form.js';
import { cheapestWhereNoneIsChosen, Delivery, noDelivery, storesNotDelivering, storeWithoutMethod } from './delivery.js';
import { countdown } from './countdown.js';
import { Notices } from './notices.js';
import { linesOf, Summary, totals } from './summary.js';
import { titleOf } from './line.js';
import { goToProvider, openPayment } from './pay.js';
import { Ways } from './ways.js';
import { askAboutPrice } from './price-dialog.js';
import { meet } from './refusals.js';

const STEPPER_SETTLES = 350;

export class Review {
  /**
   * @param begun what `begin` told
   * @param go the ways on: `payment({url})`, `expired()`, `restart(notice)`, `alreadyPaid(order)`, `underWay(payment)`
   */
  constructor({ api, memory, begun, go }) {
    Object.assign(this, { api, memory, go, cart: begun.cart, marks: marksOf(begun.cart), quantities: new Map() });
    this.notices = new Notices();
    this.summary = new Summary({ setQuantity: (...to) => this.wantQuantity(...to), remove: (line) => this.remove(line) });
    this.form = new AddressForm({
      values: { ...stripped(begun.cart.buyer_identity), ...stripped(memory.tab().typed) },
      onTyped: (values) => this.typed(values),
      onComplete: () => this.inTurn(() => this.saveAddress()),
      onSubmit: () => this.form.check() && this.inTurn(() => this.saveAddress({ isAsked: true })),
    });
    this.delivery = new Delivery({
      onChoose: (store, method) => this.inTurn(() => this.choose(store, method)),
      onRemove: (lines) => this.remove(...lines),
    });
    this.ways = new Ways();
    this.queue = Promise.resolve();
    this.layOut();
    this.clock = countdown(this.held, begun.clockSkew, () => this.leave(() => go.expired()));
  }

  layOut() {
    this.totals = h('div', { class: 'totals-again' });
    this.held = h('p', { class: 'held' });
    this.barrier = h('p', { class: 'barrier', id: 'barrier' });
    this.payButton = h('button', {
      type: 'button', class: 'button button-pay', id: 'pay', 'aria-describedby': 'barrier', onclick: () => this.pay(),
    });
    this.view = h(
      'div',
      { class: 'review' },
      h('h1', { class: 'hidden-text', tabindex: '-1' }, say.title),
      this.summary.element,
      h('div', { class: 'steps' },
        this.notices.element,
        this.form.element,
        this.delivery.element,
        h('section', { class: 'step step-pay', 'aria-labelledby': 'pay-heading' },
          h('h2', { id: 'pay-heading' }, say.pay.heading),
          this.totals,
          this.ways.element),
        h('div', { class: 'pay-bar' }, this.held, this.barrier, this.payButton)),
    );
  }

  open(notice) {
    if (linesOf(this.cart).length === 0) return this.showEmpty();
    // Of several there may be some left: that is for the buyer to see and to change.
    if (linesOf(this.cart).every(({ id, quantity }) => this.marks.has(id) && quantity === 1)) return this.showSoldOut();
    this.enter(notice);
  }

  enter(notice) {
    show(this.view);
    this.take(this.cart);
    if (this.marks.size > 0) this.mark(this.marks, say.notice.unavailable);
    if (notice) this.notices.insist(notice.isGood ? 'info' : 'warn', notice);
    if (this.form.isComplete()) this.inTurn(() => this.saveAddress());
  }

  /** @param about a promise of what `GET /checkout/session` tells, or of nothing */
  hear(about) {
    this.offer = about.then((told) => this.ways.offer(told?.gateways));
  }

  /** The service's newest word on the cart. */
  take(cart) {
    if (this.isLeft) return;
    this.cart = cart;
    const lines = new Map(linesOf(cart).map((line) => [line.id, line]));
    const isStill = ([id, { kind, available = 0 }]) => kind !== 'unavailable' && lines.get(id)?.quantity > available;
    this.marks = new Map([...marksOf(cart), ...[...this.marks].filter(isStill)]);
    if (lines.size === 0) return this.showEmpty();
    this.draw();
    this.clock.until(cart.expires_at);
  }

  draw() {
    this.summary.show(withQuantities(this.cart, this.quantities), this.marks);
    this.delivery.show(this.cart, this.isAddressKnown);
    redraw(this.totals, totals(this.cart));
    const isReady = this.isAddressKnown && !storeWithoutMethod(this.cart);
    this.barrier.textContent = this.whyNot();
    if (!this.isBusy) this.payButton.textContent = isReady ? say.pay.pay(this.cart.cost.total.display_value) : say.pay.payLater;
    this.payButton.setAttribute('aria-disabled', String(Boolean(this.isBusy || this.whyNot())));
    this.form.next.hidden = this.isAddressKnown === true;
  }

  /** Why nothing can be paid at this address. A press on the button still leads to what can be done about it. */
  whyNot() {
    const stores = this.isAddressKnown ? storesNotDelivering(this.cart) : [];
    return stores.length > 0 ? noDelivery(stores, this.cart) : '';
  }

  /** Methods are for a whole address: a broken one takes them away. */
  typed(values) {
    this.memory.keep({ typed: values });
    if (!this.isAddressKnown || this.form.isComplete()) return;
    this.isAddressKnown = false;
    this.saved = undefined;
    this.draw();
  }

  /** One call after the other, so that no older answer overtakes a newer one. */
  inTurn(act) {
    this.queue = this.queue.then(act).catch((error) => {
      if (!this.isLeft) meet(error, this);
    });
    return this.queue;
  }

  /** Sends what is new in the form and chooses the cheapest method where none is chosen. Returns whether all is well. */
  async saveAddress({ isAsked = false } = {}) {
    if (!this.form.isComplete()) return false;
    const info = this.form.buyerInfo(this.cart.buyer_identity ?? {});
    const sent = JSON.stringify(info);
    if (sent === this.saved) return true;
    this.delivery.busy(true);
    try {
      const cart = await this.api.describeBuyer(info);
      this.saved = sent;
      this.isAddressKnown = true;
      const methods = cheapestWhereNoneIsChosen(cart);
      this.take(methods.length > 0 ? await this.api.chooseMethods(methods) : cart);
      this.notices.clear(say.notice.fields);
      announce(this.whyNot() || say.delivery.ready);
      if (isAsked) this.delivery.focusOn(storeWithoutMethod(this.cart) ?? this.cart.stores[0]);
      return true;
    } finally {
      this.delivery.busy(false);
    }
  }

  async choose(store, method) {
    this.take(await this.api.chooseMethods([{ store: store.store, shipping_method_id: method.id }]));
    announce(say.delivery.total(this.cart.cost.total.display_value));
  }

  /** Shows the number at once, and sends it when the buyer stops pressing. */
  wantQuantity(line, quantity) {
    this.quantities.set(line.id, quantity);
    this.draw();
    announce(say.cart.changedTo(titleOf(line), quantity));
    clearTimeout(this.stepping);
    this.stepping = setTimeout(() => this.sendQuantities(), STEPPER_SETTLES);
  }

  sendQuantities() {
    clearTimeout(this.stepping);
    const wanted = [...this.quantities];
    return this.inTurn(async () => {
      for (const [id, quantity] of wanted) {
        try {
          const cart = await this.api.setQuantity({ id }, quantity);
          this.marks.delete(id);
          if (this.quantities.get(id) === quantity) this.quantities.delete(id);
          this.take(cart);
        } catch (error) {
          this.quantities.delete(id);
          this.draw();
          throw error;
        }
      }
    });
  }

  remove(...lines) {
    this.removed = lines;
    return this.inTurn(async () => {
      for (const line of lines) {
        this.quantities.delete(line.id);
        this.take(await this.api.setQuantity(line, 0));
      }
      if (linesOf(this.cart).length === 0) return;
      this.notices.show('info', [say.cart.removed(lines.map(titleOf))], [say.cart.undo, () => this.putBack(lines)]);
    });
  }

  putBack(lines) {
    this.notices.clear();
    if (!this.view.isConnected) show(this.view);
    return this.inTurn(async () => {
      for (const line of lines) this.take(await this.api.putBack(line));
      this.saved = undefined; // a store that came back may need a method
      await this.saveAddress();
    });
  }

  /** Everything typed is sent before; what is missing is asked for instead. */
  async pay() {
    if (this.isBusy) return;
    const paid = this.memory.paid();
    if (paid) return this.leave(() => this.go.alreadyPaid(paid));
    const underWay = this.memory.paying();
    if (underWay && underWay.cart !== this.cart.id) return this.leave(() => this.go.underWay(underWay));
    if (!this.form.check()) return this.notices.show('warn', say.notice.fields);
    await this.whileBusy(async () => {
      await this.sendQuantities();
      await this.inTurn(async () => {
        await this.saveAddress();
        if (storeWithoutMethod(this.cart)) return this.askForMethod();
        await this.payTotal(this.cart.cost.total.value);
      });
    });
  }

  async whileBusy(act) {
    this.busy(true);
    await act();
    if (!this.isLeft) this.busy(false);
  }

  async payTotal(total) {
    this.notices.clear();
    const onBusy = (seconds) => {
      this.payButton.textContent = say.pay.busy(seconds);
      announce(say.pay.busy(seconds));
    };
    await this.offer;
    if (this.ways.isNone) return this.notices.insist('bad', say.notice.noWay);
    const url = await openPayment({ api: this.api, memory: this.memory, total, way: this.ways.chosen, onBusy });
    this.leave(() => goToProvider(url) || this.go.payment({}));
  }

  async askAboutPrice(before, now) {
    if (!(await askAboutPrice(before ?? this.cart.cost.total, now))) return this.inTurn(() => this.refresh());
    await this.whileBusy(() => this.inTurn(() => this.payTotal(now.value)));
  }

  async refresh() {
    this.take(await this.api.cart());
  }

  busy(isBusy) {
    this.isBusy = isBusy;
    this.payButton.classList.toggle('button-busy', isBusy);
    if (isBusy) this.payButton.textContent = say.pay.opening;
    this.draw();
  }

  askForMethod() {
    if (!this.whyNot()) this.notices.show('warn', say.notice.noMethod);
    this.delivery.focusOn(storeWithoutMethod(this.cart));
  }

  mark(marks, words) {
    this.marks = marks;
    this.draw();
    this.summary.open(true);
    const marked = linesOf(this.cart).filter(({ id }) => marks.has(id));
    const rid = [say.notice.removeMarked, () => this.remove(...marked)];
    this.notices.insist('warn', words, ...(marked.length > 0 ? [rid] : []));
  }

  showEmpty() {
    this.clock.stop();
    const back = this.removed;
    if (!back) return screen('empty', say.screen.empty, [[say.screen.lookAgain, () => this.go.restart()]]);
    return screen('empty', say.screen.emptied, [[say.screen.putBack(back.map(titleOf)), () => this.putBack(back)]]);
  }

  showSoldOut() {
    screen('soldOut', say.screen.soldOut, [
      [say.screen.lookAgain, () => this.go.restart()],
      [say.screen.showCart, () => this.enter()],
    ]);
  }

  /** Nothing that still comes back may show itself after this. */
  leave(way) {
    this.isLeft = true;
    this.clock.stop();
    way(this.go);
  }
}

function stripped(values = {}) {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value));
}

/** What cannot be had as it stands in the cart, as far as the cart itself tells: not how many there are. */
function marksOf(cart) {
  const marks = new Map();
  for (const store of cart.stores) {
    const gone = new Set(store.offer?.not_available_ids ?? []);
    for (const line of store.cart_lines) {
      if (gone.has(line.variant.id)) marks.set(line.id, { kind: 'unavailable' });
    }
  }
  return marks;
}

/** The cart with the quantities the buyer has pressed but the service has not heard of. */
function withQuantities(cart, quantities) {
  if (quantities.size === 0) return cart;
  const wanted = (line) => (quantities.has(line.id) ? { ...line, quantity: quantities.get(line.id) } : line);
  return { ...cart, stores: cart.stores.map((store) => ({ ...store, cart_lines: store.cart_lines.map(wanted) })) };
}
