/**
 * What the address bar says: which template cart, whose link, and how the buyer came back from the provider.
 * Reading it also cleans it, so that a token is never left where it is copied, logged or shown.
 */

/** What we and providers add on the way back; a secret is among it. */
const OF_A_RETURN = ['checkout', 'cart', 'payment_intent', 'payment_intent_client_secret', 'redirect_status'];
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/i;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function readLink() {
  const query = new URLSearchParams(location.search);
  const fragment = new URLSearchParams(location.hash.slice(1));
  const link = {
    template: canonical(named(query)),
    token: fragment.get('auth_token') ?? '',
    outcome: query.get('redirect_status') === 'failed' ? '' : outcome(query.get('checkout')),
  };
  clean(query, fragment);
  return link;
}

function named(query) {
  const path = location.pathname.match(/^\/c\/([^/]+)\/?$/);
  try {
    return (path ? decodeURIComponent(path[1]) : query.get('cart_id') ?? '').trim();
  } catch {
    return ''; // a broken percent sign names no cart
  }
}

/** One spelling for each id, so that a cart opened by either spelling is remembered as one. */
function canonical(id) {
  if (ULID.test(id)) return id.toUpperCase();
  return UUID.test(id) ? ulid(BigInt(`0x${id.replaceAll('-', '')}`)) : id;
}

function ulid(number) {
  let text = '';
  for (let shift = 125n; shift >= 0n; shift -= 5n) text += CROCKFORD[Number((number >> shift) & 31n)];
  return text;
}

function outcome(value) {
  return value === 'success' || value === 'cancelled' ? value : '';
}

function clean(query, fragment) {
  const before = query.size + fragment.size;
  OF_A_RETURN.forEach((name) => query.delete(name));
  fragment.delete('auth_token');
  if (query.size + fragment.size === before) return;
  const search = query.size ? `?${query}` : '';
  const hash = fragment.size ? `#${fragment}` : '';
  history.replaceState(history.state, '', location.pathname + search + hash);
}
