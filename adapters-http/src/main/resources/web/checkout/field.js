/** One labelled field of the form, with its error read out together with it. */

import { h } from './dom.js';
import { say } from './strings.js';

/**
 * The same elements live as long as the form does, whatever country is chosen: a browser that is
 * filling the form in would lose what is replaced under its hands.
 */
export class Field {
  constructor(name, { label, isRequired = true, hint, ...attributes }) {
    this.name = name;
    this.id = `field-${name}`;
    this.attributes = attributes;
    this.text = h('span');
    this.optional = h('span', { class: 'field-optional' }, say.address.optional);
    this.error = h('p', { class: 'field-error', id: `${this.id}-error` });
    this.hint = hint && h('p', { class: 'field-hint', id: `${this.id}-hint` }, hint);
    this.control = this.input();
    this.element = h('div', { class: 'field' });
    this.element.append(h('label', { for: this.id }, this.text, this.optional), this.control, ...(this.hint ? [this.hint] : []), this.error);
    this.rename(label, isRequired);
    this.fail('');
  }

  get value() {
    return this.control.value.trim();
  }

  set value(text) {
    this.control.value = text;
  }

  get isFaulty() {
    return this.control.hasAttribute('aria-invalid');
  }

  get label() {
    return this.text.textContent;
  }

  rename(label, isRequired) {
    this.text.textContent = label;
    this.isRequired = isRequired;
    this.optional.hidden = isRequired;
    this.control.required = isRequired;
  }

  /** Shows what is wrong, or with an empty text that nothing is. */
  fail(text) {
    this.error.textContent = text;
    this.error.hidden = text === '';
    if (text) this.control.setAttribute('aria-invalid', 'true');
    else this.control.removeAttribute('aria-invalid');
    const describedBy = [text && this.error.id, this.hint?.id].filter(Boolean).join(' ');
    if (describedBy) this.control.setAttribute('aria-describedby', describedBy);
    else this.control.removeAttribute('aria-describedby');
  }

  /** A list to pick from where there is one, else a line to type; what was given stays where it fits. */
  offer(options) {
    const before = this.value;
    const isSelect = this.control.tagName === 'SELECT';
    if (!options && !isSelect) return;
    const next = options ? this.select(options) : this.input();
    next.required = this.isRequired;
    next.value = options && !options.some(([code]) => code === before) ? '' : before;
    this.control.replaceWith(next);
    this.control = next;
  }

  input() {
    return h('input', { id: this.id, name: this.name, type: 'text', ...this.attributes });
  }

  select(options) {
    const { autocomplete } = this.attributes;
    return h(
      'select',
      { id: this.id, name: this.name, autocomplete },
      h('option', { value: '' }, say.address.choose),
      options.map(([code, name]) => h('option', { value: code }, name)),
    );
  }
}
