/** One line of the cart: picture, words, price, and the tools to change it. */

import { h, pictureUrl } from './dom.js';
import { icon } from './art.js';
import { say } from './strings.js';

const MOST = 9999;
const UNNAMED = 'Default Title'; // of a product's only variant

/**
 * @param mark why the line cannot be bought as it is: `{kind: 'unavailable'|'short'|'gone'|'unpriced', available}`
 * @param tools `{setQuantity(line, quantity), remove(line)}`; without them the line is only shown
 */
export function lineView(line, mark, tools) {
  return h(
    'li',
    { class: mark ? 'line line-marked' : 'line' },
    thumbnail(line),
    h('div', { class: 'line-text' },
      h('p', { class: 'line-title' }, titleOf(line)),
      details(line).map((text) => h('p', { class: 'line-detail' }, text)),
      !tools && h('p', { class: 'line-detail' }, `× ${line.quantity}`),
      mark && markView(line, mark, tools)),
    h('div', { class: 'line-price' },
      h('p', { class: 'line-total' }, line.line_total?.display_value ?? say.cart.noPrice),
      line.quantity > 1 && line.variant.price && h('p', { class: 'line-detail' }, say.cart.each(line.variant.price.display_value))),
    tools && toolsView(line, tools),
  );
}

export function titleOf(line) {
  return line.product?.title || line.variant.title || '';
}

/** A picture if the merchant has one that may be asked for and that comes, else the title's first letter. */
export function thumbnail(line) {
  const letter = h('span', { class: 'thumb-letter' }, [...titleOf(line)][0]?.toUpperCase() ?? '');
  const url = pictureUrl(line.variant.image ?? line.product?.images?.[0] ?? line.product?.image);
  const frame = h('span', { class: 'thumb', 'aria-hidden': 'true' }, letter);
  if (!url) return frame;
  const image = h('img', {
    src: url, alt: '', width: 64, height: 64, loading: 'lazy', decoding: 'async', referrerpolicy: 'no-referrer',
    onerror: () => image.remove(),
    onload: () => letter.remove(),
  });
  frame.append(image);
  return frame;
}

function details(line) {
  const { variant, customizations } = line;
  const options = (variant.option_values ?? []).filter(({ value }) => value && value !== UNNAMED);
  const chosen = options.map(({ name, value }) => (name ? `${name}: ${value}` : value)).join(' · ');
  const named = [UNNAMED, titleOf(line)].includes(variant.title) ? '' : variant.title;
  const made = (customizations ?? []).map((one) => {
    const value = one.text_value ?? one.values?.join(', ') ?? one.value ?? '';
    return `${one.label ?? one.key}: ${value}`;
  });
  return [chosen || named, ...made].filter(Boolean);
}

function markView(line, { kind, available = 0 }, tools) {
  const isShort = kind === 'short' && available > 0;
  const texts = {
    unavailable: say.cart.unavailable,
    short: isShort ? say.cart.onlyLeft(available) : say.cart.soldOut,
    gone: say.cart.gone,
    unpriced: say.cart.noPrice,
  };
  return h('p', { class: 'line-mark' }, h('span', {}, texts[kind]),
    isShort && h('button', { type: 'button', class: 'link', 'data-focus': `${line.id} take`, onclick: () => tools.setQuantity(line, available) },
      say.cart.take(available)));
}

function toolsView(line, tools) {
  const title = titleOf(line);
  const step = (by, name, label) =>
    h('button', {
      type: 'button', class: 'step-button', 'data-focus': `${line.id} ${name}`, 'aria-label': label,
      disabled: line.quantity + by < 1 || line.quantity + by > MOST,
      onclick: () => tools.setQuantity(line, line.quantity + by),
    }, icon(by < 0 ? 'minus' : 'plus'));
  return h(
    'div',
    { class: 'line-tools' },
    h('div', { class: 'stepper', role: 'group', 'aria-label': say.cart.quantity(title) },
      step(-1, 'minus', say.cart.less(title)),
      h('span', { class: 'stepper-count' }, String(line.quantity)),
      step(1, 'plus', say.cart.more(title))),
    h('button', {
      type: 'button', class: 'link link-quiet', 'aria-label': say.cart.removeTitle(title), 'data-focus': `${line.id} remove`,
      onclick: () => tools.remove(line),
    }, say.cart.remove),
  );
}
