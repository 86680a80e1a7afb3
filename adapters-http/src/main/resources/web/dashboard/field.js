/** An input with its label, its hint and what is wrong with it, read out together. */

import { h } from '/web/checkout/dom.js';

export function field(words, input, hint) {
  const hints = hint && h('p', { class: 'field-hint', id: `${input.id}-hint` }, hint);
  const { fail, view } = fault(input, hints);
  return { input, fail, view: h('div', { class: 'field' }, h('label', { for: input.id }, words), input, hints, view) };
}

/** Marks an input, until it is told that nothing is wrong any more. */
export function fault(input, hints) {
  const view = h('p', { class: 'field-error', id: `${input.id}-error`, role: 'alert' });
  const fail = (words) => {
    view.textContent = words;
    const describedBy = [words && view.id, hints?.id].filter(Boolean).join(' ');
    set('aria-invalid', words && 'true');
    set('aria-describedby', describedBy);
  };
  const set = (name, value) => (value ? input.setAttribute(name, value) : input.removeAttribute(name));
  fail('');
  return { fail, view };
}
