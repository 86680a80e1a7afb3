/** Contact and delivery address: asks for what the chosen country's addresses have, and says at the field what is wrong. */

import { h } from './dom.js';
import { say } from './strings.js';
import { Field } from './field.js';
import { addressOf } from './addresses.js';
import { countries, likelyCountry } from './countries.js';

const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@.<>"]{2,}$/; // what the service takes
const TYPING_PAUSES = 700;
const OPTIONAL = ['phone', 'address2', 'province_code', 'postal_code'];

export class AddressForm {
  /**
   * @param values what is known already: of the cart, or typed before
   * @param onTyped called with all values after each change
   * @param onComplete called when nothing is missing any more, and the buyer leaves a field or stops typing
   * @param onSubmit called when the buyer asks to go on
   */
  constructor({ values, onTyped, onComplete, onSubmit }) {
    this.alsoAsked = new Set();
    this.fields = fieldsOf();
    this.fields.country_code.offer(countries());
    const known = { ...values, country_code: values.country_code || likelyCountry() };
    this.fields.country_code.value = known.country_code;
    this.rows = h('div', { class: 'fields' });
    this.shape();
    this.fill(known);
    this.next = h('button', { type: 'submit', class: 'button button-plain' }, say.address.continue);
    this.element = this.layOut();
    this.listen({ onTyped, onComplete, onSubmit });
  }

  layOut() {
    const { email, phone, country_code: country } = this.fields;
    return h(
      'form',
      { novalidate: true, class: 'steps-form' },
      h('section', { class: 'step', 'aria-labelledby': 'contact-heading' },
        h('h2', { id: 'contact-heading' }, say.contact.heading),
        h('div', { class: 'fields' }, email.element, phone.element)),
      h('section', { class: 'step', 'aria-labelledby': 'address-heading' },
        h('h2', { id: 'address-heading' }, say.address.heading),
        h('div', { class: 'fields' }, country.element),
        this.rows,
        this.next),
    );
  }

  listen({ onTyped, onComplete, onSubmit }) {
    this.element.addEventListener('input', ({ target }) => {
      const field = this.fields[target.name];
      if (field.isFaulty && this.faultOf(field) === '') field.fail(''); // praise at once, blame only when the field is left
      onTyped(this.values());
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.isComplete() && onComplete(), TYPING_PAUSES);
    });
    this.element.addEventListener('change', ({ target }) => {
      const field = this.fields[target.name];
      if (field === this.fields.country_code) this.shape();
      if (field.value || field.isFaulty) field.fail(this.faultOf(field));
      onTyped(this.values());
      if (this.isComplete()) onComplete();
    });
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      onSubmit();
    });
  }

  /** Orders and names the fields as the chosen country does. */
  shape() {
    const address = addressOf(this.fields.country_code.value, this.alsoAsked);
    this.shown = ['email', 'phone', 'country_code', ...address.rows.flat()];
    for (const name of address.rows.flat()) this.fields[name].rename(address.label(name), address.isRequired(name));
    this.fields.province_code.offer(address.provinces);
    this.fields.postal_code.control.inputMode = address.isPostalNumeric ? 'numeric' : 'text';
    const elements = address.rows.flatMap((row) =>
      row.map((name) => {
        const { element } = this.fields[name];
        element.classList.toggle('field-half', row.length > 1);
        return element;
      }),
    );
    const isSame = elements.length === this.rows.children.length && elements.every((element, at) => element === this.rows.children[at]);
    if (!isSame) this.rows.replaceChildren(...elements);
  }

  fill(values) {
    for (const [name, field] of Object.entries(this.fields)) if (values[name]) field.value = values[name];
  }

  /** What the buyer gave, of the fields this country has. */
  values() {
    return Object.fromEntries(this.shown.map((name) => [name, this.fields[name].value]));
  }

  /**
   * The same as the service takes it: only what is given, and an empty text for what `before` still
   * has and the buyer took away.
   */
  buyerInfo(before = {}) {
    const info = Object.fromEntries(Object.entries(this.values()).filter(([, value]) => value !== ''));
    for (const name of OPTIONAL) if (before?.[name] && !(name in info)) info[name] = '';
    return info;
  }

  isComplete() {
    return this.shown.every((name) => this.faultOf(this.fields[name]) === '');
  }

  /** Marks every fault, goes to the first, and tells whether there was none. */
  check() {
    const faults = this.shown.map((name) => [name, this.faultOf(this.fields[name])]);
    faults.forEach(([name, text]) => this.fields[name].fail(text));
    this.goTo(faults.find(([, text]) => text !== '')?.[0]);
    return faults.every(([, text]) => text === '');
  }

  /**
   * Shows what the service said of fields, also of one this country's form did not have.
   *
   * @param errors a problem's, with pointers such as `/buyer_info/email`
   * @returns whether any of them was a field's
   */
  refuse(errors) {
    const named = errors
      .map((error) => [error.pointer?.split('/').pop(), error])
      .filter(([name]) => name in this.fields);
    named.forEach(([name]) => this.shown.includes(name) || this.alsoAsked.add(name));
    if (named.some(([name]) => this.alsoAsked.has(name))) this.shape();
    for (const [name, error] of named) {
      const field = this.fields[name];
      field.fail(this.faultOf(field) || (error.detail ? say.address.wrong(field.label, error.detail) : this.missing(field)));
    }
    this.goTo(named[0]?.[0]);
    return named.length > 0;
  }

  goTo(name) {
    if (name) this.fields[name].control.focus();
  }

  faultOf(field) {
    if (!field.value) return field.isRequired ? this.missing(field) : '';
    return field.name === 'email' && !EMAIL.test(field.value) ? say.address.wrongEmail : '';
  }

  missing({ name, label }) {
    const text = say.address.missingOf[name] ?? say.address.missing;
    return typeof text === 'string' ? text : text(label);
  }
}

function fieldsOf() {
  const shipping = (token, more = {}) => ({ label: '', autocomplete: `shipping ${token}`, ...more });
  const options = {
    email: {
      label: say.contact.email, hint: say.contact.emailHint, type: 'email', autocomplete: 'email', inputmode: 'email',
      autocapitalize: 'none', spellcheck: 'false', maxlength: 254,
    },
    phone: { label: say.contact.phone, isRequired: false, type: 'tel', autocomplete: 'tel', inputmode: 'tel', maxlength: 32 },
    country_code: { label: say.address.country_code, autocomplete: 'shipping country' },
    first_name: shipping('given-name', { autocapitalize: 'words', maxlength: 100 }),
    last_name: shipping('family-name', { autocapitalize: 'words', maxlength: 100 }),
    address1: shipping('address-line1', { maxlength: 200 }),
    address2: shipping('address-line2', { maxlength: 200 }),
    city: shipping('address-level2', { maxlength: 100 }),
    province_code: shipping('address-level1', { maxlength: 10 }),
    postal_code: shipping('postal-code', { autocapitalize: 'characters', maxlength: 20 }),
  };
  return Object.fromEntries(Object.entries(options).map(([name, settings]) => [name, new Field(name, settings)]));
}
