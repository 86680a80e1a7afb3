/** Whether anybody can be reached, told by one banner, and the wait until it is worth trying again. */

import { say } from './strings.js';

const LONGEST_PAUSE = 15_000;
let lost = false;
let lostAt = 0;
const waiting = new Set();

export function isOffline() {
  return lost || !navigator.onLine;
}

/** @param askedAt when the request that was answered went out: an answer to an older one says nothing of the network now */
export function reached(askedAt = performance.now()) {
  if (lost && askedAt >= lostAt) tell(false, say.network.back);
}

export function unreachable() {
  if (!lost) tell(true, navigator.onLine ? say.network.unreachable : say.network.offline);
}

/** Grows from one second to fifteen, shaken so that a crowd does not return at once; cut short when the network is back. */
export function untilWorthTrying(attempt) {
  const pause = Math.min(1000 * 2 ** attempt, LONGEST_PAUSE) * (0.75 + Math.random() / 2);
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      waiting.delete(go);
      resolve();
    };
    const timer = setTimeout(go, pause);
    waiting.add(go);
  });
}

export function watchNetwork() {
  addEventListener('offline', unreachable);
  addEventListener('online', () => {
    [...waiting].forEach((go) => go());
    reached();
  });
  if (!navigator.onLine) unreachable();
}

function tell(isLost, text) {
  lost = isLost;
  if (isLost) lostAt = performance.now();
  const banner = document.getElementById('network');
  banner.classList.toggle('banner-lost', isLost);
  banner.textContent = text;
  if (!isLost) setTimeout(() => !lost && (banner.textContent = ''), 3000);
}
