/** Tells quietly, and only in the last ten minutes, how long the cart is still held. */

import { announce } from './dom.js';
import { say } from './strings.js';

const MINUTE = 60_000;
const SHOWN_BELOW = 10 * MINUTE;
const ANNOUNCED_AT = new Set([10, 5, 1]);

/**
 * @param element where the text goes
 * @param skew how far the service's clock is ahead of this one
 * @param onExpired called once
 * @returns `{until(expiresAt), stop()}`
 */
export function countdown(element, skew, onExpired) {
  let timer;
  let shown;
  const stop = () => clearTimeout(timer);
  const tick = (end) => {
    const left = end - (Date.now() + skew);
    if (left <= 0) return onExpired();
    const minutes = Math.floor(left / MINUTE);
    const isNear = left <= SHOWN_BELOW;
    const text = isNear ? (minutes < 1 ? say.pay.heldBriefly : say.pay.held(minutes)) : '';
    element.textContent = text;
    if (isNear && minutes !== shown && ANNOUNCED_AT.has(Math.max(1, minutes))) announce(text);
    shown = minutes;
    timer = setTimeout(tick, isNear ? Math.min(left, 5000) : Math.min(left - SHOWN_BELOW, MINUTE), end);
  };
  return {
    stop,
    until(expiresAt) {
      stop();
      if (expiresAt) tick(Date.parse(expiresAt));
    },
  };
}
