/** How this organization's dashboard looks, and what it shows. */

import { announce, h } from '/web/checkout/dom.js';
import { api } from './api.js';
import { fault, field } from './field.js';
import { heading } from './parts.js';
import { blame } from './refusals.js';
import { COLUMNS, PANELS } from './words.js';

const COLOUR = /^#[0-9a-f]{6}$/i;
const main = document.getElementById('main');

export async function settings(app) {
  const { brand, columns, panels } = app.me.settings;
  const input = (id, value, attributes) => h('input', { id, type: 'text', autocomplete: 'off', value: value ?? '', ...attributes });
  const name = field('Name', input('brand-name', brand.name, { maxlength: 200 }), 'Empty for the organization’s own.');
  const logo = field('Logo', input('brand-logo', brand.logo_url, { inputmode: 'url', maxlength: 2048 }), 'An https address.');
  const colour = field('Colour', input('brand-colour', brand.colour, { maxlength: 7, placeholder: '#0f6b50' }), 'Such as #0f6b50. Dark enough to be told from white.');
  const valueOf = ({ input: { value } }) => value.trim() || null;
  colour.faulty = () => (COLOUR.test(valueOf(colour)) ? 'Too pale to be told from white: choose a darker one.' : 'Write it as #0f6b50.');
  const columnBoxes = boxes('Columns of the order list', COLUMNS, columns);
  const panelBoxes = boxes('Panels of an order', PANELS, panels);
  const fields = { '/brand/name': name, '/brand/logo_url': logo, '/brand/colour': colour, '/columns': columnBoxes };
  const said = h('div', { class: 'said' });
  const clear = () => {
    said.replaceChildren();
    for (const it of Object.values(fields)) it.fail('');
  };
  const save = async (event) => {
    event.preventDefault();
    clear();
    const body = {
      brand: { name: valueOf(name), logo_url: valueOf(logo), colour: valueOf(colour) },
      columns: columnBoxes.chosen(),
      panels: panelBoxes.chosen(),
    };
    try {
      await app.guard(async () => {
        await api.settings(body);
        await app.reload();
        said.replaceChildren(h('p', { class: 'good' }, 'Saved.'));
        announce('Saved');
      });
    } catch (error) {
      blame(error, said, { fields })?.input.focus();
    }
  };
  main.replaceChildren(
    h(
      'section',
      { class: 'narrow' },
      heading('Settings'),
      h(
        'form',
        { class: 'card', novalidate: true, onsubmit: save, oninput: clear },
        name.view,
        logo.view,
        colour.view,
        columnBoxes.view,
        panelBoxes.view,
        said,
        h('button', { class: 'button' }, 'Save'),
      ),
    ),
  );
}

/** Those that were chosen come first, as they were chosen. */
function boxes(words, names, chosen) {
  const order = [...chosen, ...Object.keys(names).filter((key) => !chosen.includes(key))];
  const inputs = order.map((key) => h('input', { id: `show-${key}`, type: 'checkbox', name: key, checked: chosen.includes(key) }));
  const { fail, view } = fault(inputs[0]);
  return {
    input: inputs[0],
    fail,
    view: h('fieldset', { class: 'choices' }, h('legend', {}, words), ...inputs.map((input) => h('label', { class: 'choice' }, input, names[input.name])), view),
    chosen: () => inputs.filter((input) => input.checked).map((input) => input.name),
  };
}
