/** The organization's own name, logo and colour, where it has them; without any the page stays as it is. */

import { h, pictureUrl } from './dom.js';
import { say } from './strings.js';

const READABLE = 4.5; // WCAG AA, for the words on a button

/** @param about the answer of `GET /checkout/session` */
export function dress({ brand, gateways }) {
  const place = document.getElementById('brand');
  if (brand?.name) place.textContent = brand.name;
  const logo = pictureUrl(brand?.logo_url);
  if (logo) {
    const image = h('img', { src: logo, alt: brand.name || say.title, height: 32, onload: () => place.replaceChildren(image) });
  }
  if (brand?.colour ?? brand?.color) colour(brand.colour ?? brand.color);
  if (nameOf(gateways?.[0]) === 'sandbox') testMode(place.parentElement);
}

function nameOf(gateway) {
  return typeof gateway === 'string' ? gateway : gateway?.name ?? gateway?.id ?? gateway?.gateway;
}

function testMode(header) {
  if (header.querySelector('.test-mode')) return;
  header.querySelector('.secure').before(h('p', { class: 'test-mode', title: say.testModeLong }, say.testMode));
}

/** Only the button wears it, and only with words that can be read on it. */
function colour(text) {
  const hex = /^#([0-9a-f]{6})$/i.exec(text)?.[1];
  if (!hex) return;
  const light = luminance(hex);
  const ink = 1.05 / (light + 0.05) >= READABLE ? '#ffffff' : '#101413';
  const { style } = document.documentElement;
  style.setProperty('--button', `#${hex}`);
  style.setProperty('--button-ink', ink);
}

function luminance(hex) {
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
