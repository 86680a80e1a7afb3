/** Small pictures drawn in the page's own colours: `wash` is filled faintly, `ink` is a line, `glow` a line in the accent. */

import { s } from './dom.js';

const SCREENS = {
  nothing: [
    ['wash', 'M60 12a48 48 0 1 0 0 96 48 48 0 0 0 0-96'],
    ['ink', 'M54 66 44 76a11 11 0 0 1-16-16l14-14a11 11 0 0 1 14-1M66 54l10-10a11 11 0 0 1 16 16L78 74a11 11 0 0 1-14 1'],
    ['glow', 'M50 40l-3-10M40 46l-9-4M70 80l3 10M80 74l9 4'],
  ],
  empty: [
    ['wash', 'M60 12a48 48 0 1 0 0 96 48 48 0 0 0 0-96'],
    ['ink', 'M36 48h48l-4 38a5 5 0 0 1-5 4H45a5 5 0 0 1-5-4Z'],
    ['glow', 'M48 56v-12a12 12 0 0 1 24 0v12'],
  ],
  soldOut: [
    ['wash', 'M60 12a48 48 0 1 0 0 96 48 48 0 0 0 0-96'],
    ['ink', 'M34 62V40a6 6 0 0 1 6-6h22a8 8 0 0 1 6 2l20 20a8 8 0 0 1 0 11L67 88a8 8 0 0 1-11 0L36 68a8 8 0 0 1-2-6Z'],
    ['glow', 'M48 44a4 4 0 1 0 0 8 4 4 0 0 0 0-8M56 70l16-16'],
  ],
  expired: [
    ['wash', 'M60 12a48 48 0 1 0 0 96 48 48 0 0 0 0-96'],
    ['ink', 'M60 32a28 28 0 1 0 0 56 28 28 0 0 0 0-56'],
    ['glow', 'M60 44v17l11 8'],
  ],
  waiting: [
    ['wash', 'M60 12a48 48 0 1 0 0 96 48 48 0 0 0 0-96'],
    ['ink', 'M42 30h36M42 90h36M46 30v10c0 10 14 12 14 20s-14 10-14 20v10M74 30v10c0 10-14 12-14 20s14 10 14 20v10'],
    ['glow', 'M54 82h12M57 46h6'],
  ],
  unreachable: [
    ['wash', 'M60 12a48 48 0 1 0 0 96 48 48 0 0 0 0-96'],
    ['ink', 'M44 80a14 14 0 0 1-2-28 20 20 0 0 1 38-4 16 16 0 0 1-2 32Z'],
    ['glow', 'M54 58l12 12M66 58 54 70'],
  ],
  paid: [
    ['wash', 'M60 12a48 48 0 1 0 0 96 48 48 0 0 0 0-96'],
    ['disc', 'M60 30a30 30 0 1 0 0 60 30 30 0 0 0 0-60'],
    ['tick', 'm47 61 9 9 17-19'],
    ['glow', 'M18 34l5 3M102 34l-5 3M26 96l4-4M94 96l-4-4M60 4v5'],
  ],
  payment: [
    ['wash', 'M60 12a48 48 0 1 0 0 96 48 48 0 0 0 0-96'],
    ['ink', 'M36 40h48a6 6 0 0 1 6 6v30a6 6 0 0 1-6 6H36a6 6 0 0 1-6-6V46a6 6 0 0 1 6-6ZM30 52h60'],
    ['glow', 'M40 70h14'],
  ],
};

const ICONS = {
  minus: 'M3.5 8h9',
  plus: 'M3.5 8h9M8 3.5v9',
  chevron: 'm4 6 4 4 4-4',
  alert: 'M8 4.5v4M8 11.2v.1M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13',
  check: 'm3.5 8.5 3 3 6-7',
};

export function picture(name) {
  return s(
    'svg',
    { viewBox: '0 0 120 120', width: 120, height: 120, class: `art art-${name}`, 'aria-hidden': 'true', focusable: 'false' },
    SCREENS[name].map(([kind, path]) => s('path', { class: `art-${kind}`, d: path })),
  );
}

export function icon(name) {
  return s(
    'svg',
    { viewBox: '0 0 16 16', width: 16, height: 16, class: 'icon', 'aria-hidden': 'true', focusable: 'false' },
    s('path', { d: ICONS[name] }),
  );
}
