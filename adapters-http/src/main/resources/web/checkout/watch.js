/**
 * Follows the status of a cart: by the event stream where it flows, else by asking again and again.
 * A `fetch` reads the stream, as an `EventSource` could not carry the token.
 */

import { pause, Refusal } from './http.js';
import { untilWorthTrying } from './network.js';

const SILENCE = 25_000; // the service sends at least a comment every 15 s
const SLOWEST = 10_000;

/**
 * @param see told each status, at least once
 * @param lose told the refusal if the status may no longer be read
 * @returns a function that ends the watch
 */
export function watch(api, see, lose) {
  const end = new AbortController();
  follow(api, see, end.signal).catch((error) => end.signal.aborted || lose(error));
  return () => end.abort();
}

async function follow(api, see, signal) {
  let etag;
  const tell = (status) => signal.aborted || see(status);
  for (let round = 0; !signal.aborted; round++) {
    etag = await ask(api, etag, tell, signal);
    const isStreamed = !signal.aborted && (await stream(api, tell, signal));
    if (isStreamed) round = 0;
    if (!signal.aborted) await pause(Math.min(1000 * 1.5 ** round, SLOWEST) * (0.8 + Math.random() * 0.4));
  }
}

async function ask(api, etag, tell, signal) {
  try {
    const answer = await api.status(etag, signal);
    if (!answer.isUnchanged) tell(answer.body);
    return answer.etag;
  } catch (error) {
    if (error instanceof Refusal && isFinal(error)) throw error;
    if (!signal.aborted && !(error instanceof Refusal)) await untilWorthTrying(2);
    return etag;
  }
}

/** 429 and 5xx pass; what names this cart or this token does not. */
function isFinal({ status }) {
  return status < 500 && status !== 429;
}

/** Reads events until the stream ends or falls silent. Returns whether it ever said anything. */
async function stream(api, tell, signal) {
  const quiet = new AbortController();
  let timer = setTimeout(() => quiet.abort(), SILENCE);
  let hasSpoken = false;
  try {
    const response = await api.events(undefined, AbortSignal.any([signal, quiet.signal]));
    if (!response.ok || !response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
      await response.body?.cancel();
      return false;
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ''; ; ) {
      const { value, done } = await reader.read();
      if (done) return hasSpoken;
      clearTimeout(timer);
      timer = setTimeout(() => quiet.abort(), SILENCE);
      const blocks = (rest + value.replaceAll('\r', '')).split('\n\n');
      rest = blocks.pop();
      blocks.map(eventOf).filter(Boolean).forEach(tell);
      hasSpoken = true;
    }
  } catch {
    return hasSpoken; // cut off: the next round asks
  } finally {
    clearTimeout(timer);
  }
}

function eventOf(block) {
  const data = block.split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trimStart());
  return data.length > 0 ? JSON.parse(data.join('\n')) : undefined;
}
