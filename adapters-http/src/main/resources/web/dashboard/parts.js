/** Small things that several views show. */

import { h, s } from '/web/checkout/dom.js';
import { statusTone, statusWords, when } from './words.js';

export const chip = (status) => h('span', { class: `mark mark-${statusTone(status)}` }, statusWords(status));

export const time = (text) => h('time', { datetime: text, title: text }, when(text));

export function rows(pairs) {
  const shown = pairs.filter(([, value]) => value !== undefined && value !== null && value !== '');
  return h('dl', { class: 'facts' }, ...shown.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

/** An amount as `preview` and the order tell it. */
export const money = (amount) => amount.display_value;

export function icon(path) {
  return s('svg', { class: 'icon', width: 20, height: 20, viewBox: '0 0 24 24', 'aria-hidden': 'true' }, s('path', { d: path }));
}

export const ICONS = {
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm5 12 4 4',
  print: 'M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7Z',
};

/** What went wrong, in place; with the problem's own words. */
export function trouble(error) {
  const words = error?.problem?.detail ?? 'The service cannot be reached. Nothing was changed: try again.';
  return h('p', { class: 'trouble', role: 'alert' }, words);
}

export function heading(text, attributes = {}) {
  document.title = `${text} · Dashboard`;
  return h('h1', { tabindex: -1, ...attributes }, text);
}
