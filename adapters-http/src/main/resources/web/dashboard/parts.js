/** Small things that several views show. */

import { h, s } from '/web/checkout/dom.js';
import { trouble } from './refusals.js';
import { statusTone, statusWords, when } from './words.js';

export const chip = (status) => h('span', { class: `mark mark-${statusTone(status)}` }, statusWords(status));

/** An order, or a merchant's part of one, is as far as it was also when all of its money went back. */
export const givenBack = ({ captured, refundable }) => captured.value > 0 && refundable.value === 0 && h('span', { class: 'mark mark-soft' }, 'Refunded');

export const time = (text) => h('time', { datetime: text, title: text }, when(text));

export function rows(pairs) {
  const shown = pairs.filter(([, value]) => value !== undefined && value !== null && value !== '');
  return h('dl', { class: 'facts' }, ...shown.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

export function icon(path) {
  return s('svg', { class: 'icon', width: 20, height: 20, viewBox: '0 0 24 24', 'aria-hidden': 'true' }, s('path', { d: path }));
}

export const ICONS = {
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm5 12 4 4',
  print: 'M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7Z',
};

/** A table that is scrolled in itself, where the screen is narrow. */
export function table(name, columns, body) {
  const heads = columns.map((words) => (words ? h('th', { scope: 'col' }, words) : h('td', {})));
  return h('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': name }, h('table', {}, h('thead', {}, h('tr', {}, ...heads)), body));
}

/** @param title what the tab and the browser's history say, where the heading names somebody */
export function heading(text, title) {
  document.title = `${title || text} · Dashboard`;
  return h('h1', { tabindex: -1 }, text);
}

/**
 * Shows the next page below the one before, for as long as there is one.
 *
 * @param read asks for the page that begins there
 * @param add shows an answer
 */
export function more(app, pagination, read, add) {
  let { next } = pagination;
  const button = h('button', { type: 'button', class: 'button button-plain', onclick: load }, 'Show more');
  const said = h('div', { class: 'said' });
  async function load() {
    button.disabled = true; // a second click would show the same page again
    said.replaceChildren();
    try {
      const answer = await app.guard(() => read(next));
      if (!answer) return; // the login is shown instead
      add(answer);
      next = answer.pagination.next;
      if (next === null) button.remove();
    } catch (error) {
      said.replaceChildren(trouble(error));
    } finally {
      button.disabled = false;
    }
  }
  return next !== null && h('div', { class: 'more' }, said, button);
}
