/** Whole-page states: a picture, a sentence, and what to do next. */

import { h } from './dom.js';
import { picture } from './art.js';
import { say } from './strings.js';

const main = () => document.getElementById('main');
let isFirst = true;

/** Puts a view into the page and says that it is another one: title and focus go with it. */
export function show(view, heading) {
  main().replaceChildren(view);
  document.title = heading ? say.titleOf(heading) : say.title;
  if (!isFirst) (view.querySelector('h1') ?? main()).focus();
  if (!isFirst) scrollTo(0, 0);
  isFirst = false;
}

/**
 * @param art a picture's name
 * @param words `[title, text]`
 * @param actions `[label, act]` each, the first being what most will want
 * @param more further elements, below the text
 */
export function screen(art, [title, text], actions = [], more = []) {
  const view = h(
    'div',
    { class: 'screen' },
    picture(art),
    h('h1', { tabindex: '-1' }, title),
    h('p', { class: 'screen-text' }, text),
    more,
    actions.length > 0 && h('div', { class: 'screen-actions' }, actions.map(([label, act], at) => actionButton(label, act, at === 0))),
  );
  show(view, title);
  return view;
}

function actionButton(label, act, isMain) {
  return h('button', {
    type: 'button', class: isMain ? 'button' : 'button button-plain',
    onclick: ({ currentTarget }) => {
      currentTarget.disabled = true; // one press is enough
      act();
    },
  }, label);
}

/** The line before the shop: counts down to each next try. Returns what to tell the seconds of a wait to. */
export function waitingRoom() {
  let timer;
  let next;
  return (seconds) => {
    clearInterval(timer);
    if (!next?.isConnected) {
      next = h('p', { class: 'screen-next' });
      screen('waiting', say.screen.waiting, [], [next]);
    }
    const until = Date.now() + seconds * 1000;
    const tell = () => {
      const left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      next.textContent = say.screen.waitingFor(left);
      if (left === 0 || !next.isConnected) clearInterval(timer);
    };
    tell();
    timer = setInterval(tell, 1000);
  };
}
