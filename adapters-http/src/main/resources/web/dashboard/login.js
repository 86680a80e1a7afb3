/** Who is there? */

import { h } from '/web/checkout/dom.js';
import { api } from './api.js';
import { field } from './field.js';
import { heading } from './parts.js';
import { trouble } from './refusals.js';

const main = document.getElementById('main');

/** @param then what follows once somebody is signed in */
export function login(then) {
  const email = h('input', { id: 'email', type: 'email', name: 'email', autocomplete: 'username', required: true, maxlength: 254 });
  const password = h('input', { id: 'password', type: 'password', name: 'password', autocomplete: 'current-password', required: true, maxlength: 1000 });
  const said = h('div', { class: 'said' });
  const button = h('button', { class: 'button' }, 'Sign in');
  const submit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    said.replaceChildren();
    try {
      const organization = new URLSearchParams(location.search).get('organization');
      await api.signIn({ email: email.value, password: password.value, ...(organization ? { organization } : {}) });
      await then();
    } catch (error) {
      said.replaceChildren(trouble(error));
      password.select();
    } finally {
      button.disabled = false;
    }
  };
  const form = h(
    'form',
    { class: 'card login', onsubmit: submit },
    heading('Sign in'),
    h('p', { class: 'quiet' }, 'The support dashboard finds orders by email, name or number.'),
    field('Email', email).view,
    field('Password', password).view,
    said,
    button,
  );
  main.replaceChildren(form);
  email.focus();
}
