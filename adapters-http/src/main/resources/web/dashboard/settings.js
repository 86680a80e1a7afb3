/** How this organization's dashboard looks, and what it shows. */

import { announce, h } from '/web/checkout/dom.js';
import { api } from './api.js';
import { field } from './login.js';
import { heading, trouble } from './parts.js';
import { COLUMNS, PANELS } from './words.js';

const main = document.getElementById('main');

export async function settings(app) {
  const { brand, columns, panels } = app.me.settings;
  const name = h('input', { id: 'brand-name', type: 'text', maxlength: 200, value: brand.name ?? '' });
  const logo = h('input', { id: 'brand-logo', type: 'url', maxlength: 2048, value: brand.logo_url ?? '' });
  const colour = h('input', { id: 'brand-colour', type: 'text', maxlength: 7, pattern: '#[0-9a-fA-F]{6}', placeholder: '#0f6b50', value: brand.colour ?? '' });
  const columnBoxes = boxes('Columns of the order list', COLUMNS, columns);
  const panelBoxes = boxes('Panels of an order', PANELS, panels);
  const said = h('div', { class: 'said' });
  const save = async (event) => {
    event.preventDefault();
    said.replaceChildren();
    const body = {
      brand: { name: name.value.trim() || null, logo_url: logo.value.trim() || null, colour: colour.value.trim() || null },
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
      said.replaceChildren(trouble(error));
    }
  };
  main.replaceChildren(
    h(
      'section',
      { class: 'narrow' },
      heading('Settings'),
      h(
        'form',
        { class: 'card', onsubmit: save },
        field('Name', name, 'Empty for the organization’s own.'),
        field('Logo', logo, 'An https address.'),
        field('Colour', colour, 'Such as #0f6b50. Dark enough to be told from white.'),
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
  const inputs = order.map((key) => h('input', { type: 'checkbox', name: key, checked: chosen.includes(key) }));
  return {
    view: h('fieldset', { class: 'choices' }, h('legend', {}, words), ...inputs.map((input) => h('label', { class: 'choice' }, input, names[input.name]))),
    chosen: () => inputs.filter((input) => input.checked).map((input) => input.name),
  };
}
