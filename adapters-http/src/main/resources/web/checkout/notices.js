/** What the buyer must know before going on: one notice at a time, above the form. */

import { h } from './dom.js';
import { icon } from './art.js';

export class Notices {
  constructor() {
    this.element = h('div', { class: 'notices', role: 'status' }); // there before its words are, or they would go unheard
  }

  /**
   * @param kind `bad`, `warn` or `info`; a bad one interrupts a screen reader
   * @param words `[title, text]`
   * @param actions `[label, act]` each
   */
  show(kind, words, ...actions) {
    const [title, text] = words;
    this.shown = words;
    const notice = h(
      'div',
      { class: `notice notice-${kind}`, role: kind === 'bad' && 'alert', tabindex: '-1' },
      icon(kind === 'info' ? 'check' : 'alert'),
      h('div', {},
        h('p', { class: 'notice-title' }, title),
        text && h('p', {}, text),
        actions.map(([label, act]) => h('button', { type: 'button', class: 'link', onclick: act }, label))),
    );
    this.element.replaceChildren(notice);
    return notice;
  }

  /** Shows it and brings the buyer there. */
  insist(kind, words, ...actions) {
    const notice = this.show(kind, words, ...actions);
    notice.focus({ preventScroll: true });
    notice.scrollIntoView({ block: 'center' });
  }

  /** @param words if given, only the notice with just these */
  clear(words = this.shown) {
    if (words === this.shown) this.element.replaceChildren();
  }
}
