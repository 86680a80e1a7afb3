/** An open payment that is paid on this page: the fields are the provider's, all around them is ours. */

import { h } from './dom.js';
import { show } from './screens.js';
import { say } from './strings.js';

/**
 * @param driver loads the module that mounts the provider's fields
 * @param payment as the service tells it, with its `client`
 * @param total as it is shown
 * @param ways `done()` when the provider took it, `unsure()` when only the service can tell, `cancel()`
 * @returns a function that takes the fields away
 */
export function payHere({ driver, payment, total, done, unsure, cancel }) {
  const alert = h('p', { class: 'here-error', role: 'alert' });
  const fields = h('div', { class: 'here-fields', 'aria-busy': 'true' }, h('p', { class: 'quiet' }, say.payment.fieldsLoading));
  const place = h('div', { id: 'payment-element' });
  const pay = h('button', { type: 'submit', class: 'button button-pay', disabled: true }, say.pay.pay(total));
  const back = h('button', { type: 'button', class: 'button button-plain', onclick: leave }, say.payment.cancel);
  const form = h('form', { class: 'here', novalidate: true, onsubmit: confirm },
    h('h1', { tabindex: '-1' }, say.payment.here(total)),
    h('p', { class: 'screen-text' }, say.pay.noteHere),
    fields, place, alert,
    h('div', { class: 'screen-actions' }, pay, back));
  let mounted;
  let isClosed = false;

  show(form, say.payment.here(total));
  open();

  async function open() {
    try {
      const { mount } = await driver();
      if (isClosed) return;
      const shown = await mount(payment.client, place, { onReady: ready, onTrouble: lost });
      if (isClosed) return shown.close();
      mounted = shown;
    } catch {
      lost();
    }
  }

  function ready() {
    fields.remove();
    pay.disabled = false;
  }

  function lost() {
    if (isClosed || !fields.isConnected) return;
    fields.removeAttribute('aria-busy');
    fields.replaceChildren(
      h('p', { role: 'alert' }, say.payment.fieldsLost),
      h('button', { type: 'button', class: 'link', onclick: again }, say.screen.tryAgain));
  }

  function again() {
    mounted?.close();
    mounted = undefined;
    fields.setAttribute('aria-busy', 'true');
    fields.replaceChildren(h('p', { class: 'quiet' }, say.payment.fieldsLoading));
    open();
  }

  async function confirm(event) {
    event.preventDefault();
    if (!mounted || pay.disabled) return;
    busy(true);
    const ending = await mounted.confirm(returnUrl()).catch(() => ({ isDone: false, text: '' }));
    if (isClosed) return;
    if (ending.isDone) return done();
    if (!ending.text) return unsure();
    busy(false);
    alert.textContent = ending.text;
    pay.focus();
  }

  function busy(isBusy) {
    alert.textContent = '';
    pay.disabled = back.disabled = isBusy;
    pay.classList.toggle('button-busy', isBusy);
    pay.textContent = isBusy ? say.payment.paying : say.pay.pay(total);
  }

  function leave() {
    busy(true);
    cancel();
  }

  return () => {
    isClosed = true;
    mounted?.close();
  };
}

/** Where the buyer's bank sends back to: this page. */
function returnUrl() {
  const url = new URL(location.href);
  url.hash = '';
  url.searchParams.set('checkout', 'success');
  return url.href;
}
