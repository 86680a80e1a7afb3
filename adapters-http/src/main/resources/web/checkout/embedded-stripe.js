/** Stripe's Payment Element. Stripe's script comes from Stripe, as it has to, and only when somebody pays by it here. */

import { language } from './strings.js';

/** Of the same release as the API version that the gateway speaks. */
const SCRIPT = 'https://js.stripe.com/dahlia/stripe.js';
const STRIPES = /^https:\/\/([a-z0-9-]+\.)?js\.stripe\.com$/;
const OVER = ['processing', 'requires_capture', 'succeeded'];

let loading;

/** Resolves to Stripe's own entrance. A script that did not come is asked for anew the next time. */
function load() {
  loading ??= new Promise((resolve, reject) => {
    trustStripe();
    const script = document.createElement('script');
    script.src = SCRIPT;
    script.onload = () => resolve(window.Stripe);
    script.onerror = () => {
      script.remove();
      loading = undefined;
      reject(new Error("Stripe's script did not load"));
    };
    document.head.append(script);
  });
  return loading;
}

/** Stripe's script loads more of itself by plain addresses, which the page's policy lets pass by this name alone. */
function trustStripe() {
  if (!window.trustedTypes || trustedTypes.defaultPolicy) return;
  trustedTypes.createPolicy('default', { createScriptURL: (url) => (STRIPES.test(originOf(url)) ? url : null) });
}

function originOf(url) {
  return URL.canParse(url, location.origin) ? new URL(url, location.origin).origin : '';
}

/**
 * Shows the fields for an open payment.
 *
 * @param client what the gateway gave for this payment
 * @param onReady called once there is something to fill in
 * @param onTrouble called if it cannot be shown
 * @returns `{confirm(returnUrl), close()}`; `confirm` resolves to `{isDone}` or to `{text}`, what the buyer can do about it,
 *     empty where only the service can tell how it ended
 */
export async function mount(client, place, { onReady, onTrouble }) {
  const Stripe = await load();
  const stripe = Stripe(client.publishable_key, { locale: language });
  const elements = stripe.elements({
    clientSecret: client.client_secret,
    ...(client.customer_session_client_secret ? { customerSessionClientSecret: client.customer_session_client_secret } : {}),
    appearance: appearance(),
  });
  const element = elements.create('payment');
  element.on('ready', onReady);
  element.on('loaderror', onTrouble);
  element.mount(place);
  return {
    confirm: async (returnUrl) =>
      ending(await stripe.confirmPayment({ elements, confirmParams: { return_url: returnUrl }, redirect: 'if_required' })),
    close: () => element.destroy(),
  };
}

/** A declined card and a wrong number are told in Stripe's words, which are meant for buyers; nothing else is a "no". */
function ending({ error }) {
  if (!error || OVER.includes(error.payment_intent?.status)) return { isDone: true };
  const isBuyers = error.type === 'card_error' || error.type === 'validation_error';
  return { isDone: false, text: isBuyers ? error.message : '' };
}

/** The page's own materials, in the words of Stripe's Appearance. */
function appearance() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'night' : 'stripe',
    variables: {
      colorPrimary: of('accent'),
      colorBackground: of('surface'),
      colorText: of('ink'),
      colorTextSecondary: of('ink-soft'),
      colorDanger: of('bad'),
      fontFamily: of('sans'),
      borderRadius: '12px',
      spacingUnit: '4px',
    },
  };
}
