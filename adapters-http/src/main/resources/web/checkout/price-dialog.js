/** Asks whether a changed total is fine. Nothing is paid without that yes. */

import { h } from './dom.js';
import { say } from './strings.js';

/** Resolves to whether the buyer agrees to pay the total as it is now. */
export function askAboutPrice(before, now) {
  return new Promise((resolve) => {
    const close = (answer) => () => dialog.close(answer);
    const row = (label, money, kind) => h('div', { class: kind }, h('dt', {}, label), h('dd', {}, money.display_value));
    const dialog = h(
      'dialog',
      { class: 'dialog', 'aria-labelledby': 'price-heading', 'aria-describedby': 'price-text' },
      h('h2', { id: 'price-heading' }, say.price.heading),
      h('p', { id: 'price-text' }, say.price.text),
      h('dl', { class: 'compare' }, row(say.price.before, before, 'compare-before'), row(say.price.now, now, 'compare-now')),
      h('div', { class: 'screen-actions' },
        h('button', { type: 'button', class: 'button', id: 'accept-price', onclick: close('yes') }, say.price.accept(now.display_value)),
        h('button', { type: 'button', class: 'button button-plain', onclick: close('no') }, say.price.back)),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
