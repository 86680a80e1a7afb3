/** Every word the page says. Another language is another module of this shape. */

export const language = 'en';

const many = (count, one, more) => `${count} ${count === 1 ? one : more}`;

const list = (names) => new Intl.ListFormat(language).format(names);

const providerOf = (gateway) => gateway.charAt(0).toUpperCase() + gateway.slice(1);

export const say = {
  title: 'Checkout',
  titleOf: (what) => `${what} · Checkout`,
  testMode: 'Test mode',
  testModeLong: 'Test mode: no real money moves',
  loading: 'Loading your cart',

  network: {
    offline: 'You are offline. Nothing is lost: this page goes on by itself when you are back.',
    unreachable: 'We cannot reach the checkout right now. Nothing is lost: trying again…',
    back: 'You are back online.',
  },

  cart: {
    heading: 'Your cart',
    size: (items, stores) => `${many(items, 'item', 'items')}${stores > 1 ? ` · ${stores} stores` : ''}`,
    soldBy: (store) => `Sold by ${store}`,
    quantity: (title) => `Quantity of ${title}`,
    less: (title) => `One less of ${title}`,
    more: (title) => `One more of ${title}`,
    remove: 'Remove',
    removeTitle: (title) => `Remove ${title}`,
    removed: (titles) => (titles.length === 1 ? `${titles[0]} was removed.` : `${titles.length} products were removed.`),
    undo: 'Undo',
    each: (price) => `${price} each`,
    noPrice: 'No price yet',
    soldOut: 'Sold out',
    unavailable: 'Not available in this quantity',
    onlyLeft: (count) => `Only ${count} left`,
    take: (count) => `Take ${count}`,
    gone: 'No longer sold',
    changedTo: (title, count) => `${title}: ${count}`,
  },

  cost: {
    subtotal: 'Subtotal',
    shipping: 'Delivery',
    shippingLater: 'Not known yet',
    tax: 'Tax',
    taxInside: 'Tax, included',
    total: 'Total',
    totalSoFar: 'Total so far',
    free: 'Free',
  },

  contact: {
    heading: 'Contact',
    email: 'Email',
    phone: 'Phone',
    emailHint: 'Only about this order.',
  },

  address: {
    heading: 'Delivery address',
    country_code: 'Country or region',
    first_name: 'First name',
    last_name: 'Last name',
    address1: 'Address',
    address2: 'Apartment, floor, company',
    optional: 'optional',
    choose: 'Choose…',
    continue: 'See delivery options',
    city: { city: 'City', town: 'Town or city', suburb: 'Suburb', district: 'District' },
    province: {
      state: 'State', province: 'Province', prefecture: 'Prefecture', territory: 'State or territory',
      emirate: 'Emirate',
    },
    postal: { postal: 'Postal code', zip: 'ZIP code', postcode: 'Postcode', eircode: 'Eircode', pin: 'PIN code' },
    missing: (label) => `Enter your ${label.charAt(0).toLowerCase()}${label.slice(1)}.`,
    missingOf: {
      email: 'Enter your email, so that we can reach you about this order.',
      address1: 'Enter a street and number.',
      country_code: 'Choose a country or region.',
      province_code: (label) => `Choose or enter a ${label.toLowerCase()}.`,
      postal_code: (label) => `Enter a ${label.replace(/^P(?!IN)/, 'p')}.`,
    },
    wrong: (label, why) => `${label} ${why}.`,
    wrongEmail: 'This does not look like an email address, such as name@example.com.',
  },

  delivery: {
    heading: 'Delivery',
    later: 'Enter your address to see how each store delivers.',
    none: (stores, country) => `${list(stores)} ${stores.length === 1 ? 'does' : 'do'} not deliver to ${country}.`,
    noneInstead: 'Choose another address, or go on without what it sells.',
    without: (store) => `Remove what ${store} sells`,
    updating: 'Getting delivery options…',
    ready: 'Delivery options are ready.',
    total: (total) => `The total is now ${total}.`,
  },

  pay: {
    heading: 'Payment',
    pay: (total) => `Pay ${total}`,
    payLater: 'Pay',
    note: 'You pay on the secure page of our payment provider. Your card never touches this page.',
    noteHere: 'You pay on this page. Your card goes to our payment provider at once and never to us.',
    ways: 'How do you want to pay?',
    way: ({ gateway, mode }) => (mode === 'embedded' ? `On this page, by ${providerOf(gateway)}` : `On the page of ${providerOf(gateway)}`),
    opening: 'Opening payment…',
    busy: (seconds) => `Provider is busy, next try in ${seconds} s…`,
    held: (minutes) => `These prices are held for ${many(minutes, 'more minute', 'more minutes')}.`,
    heldBriefly: 'These prices are held for less than a minute.',
  },

  price: {
    heading: 'The total has changed',
    text: 'A price, tax or delivery cost changed since you last saw it. Nothing was charged.',
    before: 'Before',
    now: 'Now',
    accept: (total) => `Pay ${total}`,
    back: 'Back to the cart',
  },

  notice: {
    declined: ['Your card was declined', 'Nothing was charged. Try again, or use another card.'],
    cancelled: ['The payment was cancelled', 'Nothing was charged. Your cart is as you left it.'],
    rejected: ['A store could not take its order', 'So none of it was ordered, and nothing was charged. Change your cart and pay again, or try later.'],
    linkRefused: ['You are here as a guest', 'The personal part of your link is incomplete or no longer valid. You can buy all the same, or ask where you found the link for a new one.'],
    sessionLost: ['We had to start afresh', 'Your earlier session ended, so this is a new checkout. What you typed is still here.'],
    unavailable: ['Not everything can be had right now', 'Change or remove the marked items to go on.'],
    soldOut: ['Something has just sold out', 'Change or remove the marked items to go on. Nothing was charged.'],
    gone: ['Something is no longer sold', 'Remove the marked items to go on. Nothing was charged.'],
    noPrice: ['An item has no price yet', 'It cannot be bought. Remove it to go on.'],
    noWay: ['There is no way to pay here', 'This page cannot open any of the payment methods on offer. Nothing was charged. Please ask where you found this checkout.'],
    noMethod: ['Choose how each store delivers', 'Pick a delivery option for every store, then pay.'],
    fields: ['A few details need a look', 'Please check the marked fields.'],
    gateway: ['The payment provider does not answer', 'Press the button again in a moment: it goes on with the same payment, so you cannot be charged twice.'],
    busy: (seconds) => ['Many people are paying right now', `Please try again in ${seconds > 1 ? `${seconds} seconds` : 'a moment'}. Nothing was charged.`],
    unreachable: ['We could not reach the checkout', 'Nothing is lost. Check your connection and try again.'],
    trouble: ['That did not work', 'Nothing was charged. Please try again.'],
    removeMarked: 'Remove marked items',
  },

  screen: {
    nothing: ['This link leads to nothing', 'The checkout is no longer available, or the link is incomplete. Ask where you found it for a new one.'],
    empty: ['This cart is empty', 'There is nothing to buy here at the moment.'],
    emptied: ['Your cart is empty', 'You removed the last item.'],
    putBack: (titles) => (titles.length === 1 ? `Put ${titles[0]} back` : 'Put everything back'),
    startAgain: 'Start again',
    soldOut: ['Everything here has sold out', 'Others were faster this time. It may come back: you can look again.'],
    lookAgain: 'Look again',
    showCart: 'Show the cart',
    expired: ['This checkout has expired', 'Prices and stock are not held forever. Nothing was charged. Start again: what you typed is still here.'],
    waiting: ['A lot of people are here', 'You are in line, and this page lets you in by itself. No need to reload.'],
    waitingFor: (seconds) => `Next try in ${seconds} s`,
    crowded: ['Still very busy', 'We could not let you in yet. Nothing is lost: try again.'],
    trouble: ['Something went wrong', 'The checkout could not be opened. Nothing was charged.'],
    unreachable: ['We cannot reach the checkout', 'Check your connection. Nothing is lost.'],
    tryAgain: 'Try again',
    alreadyPaid: (order) => (order ? `You already paid: order ${order}` : 'You already paid for this'),
    alreadyPaidText: (when, total) => `You bought this cart in this browser ${when}${total ? `, for ${total}` : ''}. You need not pay again.`,
    viewOrder: 'View the confirmation',
    buyAgain: 'Buy it once more',
    underWay: (when) => `A payment for this cart was started in this browser ${when}. Look how it ended before you pay again.`,
    underWayTitle: 'A payment is under way',
    seePayment: 'See that payment',
    newCheckout: 'Start another checkout',
    strange: ['We cannot show your order here', 'This tab does not know the checkout you come from. If you paid, your payment is safe: do not pay again. Go back to the tab or browser where you started.'],
  },

  payment: {
    confirming: ['Confirming your payment', 'This takes a few seconds. Please stay on this page.'],
    slow: ['Still confirming your payment', 'It takes longer than usual. Please do not pay again: this page updates by itself.'],
    doubt: ['We are checking your payment', 'The provider has not told us yet how it ended. Please do not pay again: this page updates by itself.'],
    authorised: ['Payment received', 'The stores are now confirming your order. This page updates by itself.'],
    looking: ['Looking at your payment', 'One moment, please.'],
    open: ['Your payment page is open', 'You have not paid yet. Go on with the payment, or cancel it to change your cart.'],
    here: (total) => `Pay ${total}`,
    fieldsLoading: 'Getting the payment form…',
    fieldsLost: 'The payment form did not load. Nothing was charged. Check your connection and try again.',
    paying: 'Paying…',
    cannotOpen: ['This payment cannot be shown here', 'You have not paid yet. Cancel it to pay in another way.'],
    continue: 'Continue to payment',
    cancel: 'Cancel and go back',
    cannotCancel: 'The payment cannot be cancelled any more. We are checking how it ends.',
    outOfSight: ['We can no longer see your payment', 'Your session in this tab has ended. If you paid, your payment is safe: do not pay again.'],
  },

  done: {
    thanks: (name) => (name ? `Thank you, ${name}` : 'Thank you'),
    paid: 'Your payment went through and your order is placed.',
    partly: 'Your order is placed. Some stores could not take their part, which was not charged.',
    number: 'Order number',
    numberSoon: 'Your order number follows shortly.',
    paidTotal: 'Paid',
    deliverTo: 'Delivers to',
    contact: 'Contact',
    keep: 'Keep this number, a picture of it will do. If you ask us about your order, we find it by this.',
    again: 'Start a new checkout',
    status: {
      SUBMITTED: 'Sent to the store', ACCEPTED: 'Confirmed', REJECTED: 'Not accepted, not charged', FULFILLED: 'On its way',
      PARTIALLY_FULFILLED: 'Partly on its way', CANCELLED: 'Cancelled', RETURNED: 'Returned',
    },
  },

  when(at) {
    const minutes = Math.round((Date.now() - at) / 60_000);
    const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    if (minutes < 1) return 'just now';
    return minutes < 60 ? relative.format(-minutes, 'minute') : relative.format(-Math.round(minutes / 60), 'hour');
  },
};
