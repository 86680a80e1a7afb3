/**
 * What this tab and this browser remember of one template cart.
 *
 * The tab (session storage) knows the checkout itself: token, live cart, what was typed, the payment under way.
 * The browser (local storage) knows only what protects from paying twice when the code is scanned again in a new tab:
 * the payment under way with its token, forgotten as soon as it is decided, and the number of the order last paid.
 */

const DAY = 24 * 60 * 60 * 1000; // a token lives as long

export function memoryOf(template) {
  const tab = shelf('sessionStorage', `diddo.checkout.${template}`);
  const paying = shelf('localStorage', `diddo.paying.${template}`);
  const paid = shelf('localStorage', `diddo.paid.${template}`);
  const besides = (record) => (record?.cart === tab.read()?.again ? undefined : recent(record));
  return {
    tab: () => tab.read() ?? {},
    keep: (changes) => tab.write({ ...tab.read(), ...changes }),

    /** Another buyer or another try: only what was typed stays, and only where it is the same person's. */
    startOver({ token, typed = {} } = {}) {
      tab.write({ token, typed, again: tab.read()?.again });
    },

    /** The payment of another tab that nobody has decided yet, unless this tab's buyer chose to go on beside it. */
    paying: () => besides(paying.read()),
    left(payment) {
      const { token, cart } = tab.read() ?? {};
      const at = Date.now();
      paying.write({ token, cart, at, ...payment });
      tab.write({ ...tab.read(), paying: { ...payment, at } });
    },
    adopt({ token, cart, ...payment }) {
      tab.write({ ...tab.read(), token, cart, paying: payment });
    },
    decided() {
      const { paying: _, attempt: __, ...rest } = tab.read() ?? {};
      tab.write(rest);
      if (!paying.read() || paying.read().cart === rest.cart) paying.erase();
    },
    goOnBeside: ({ cart }) => tab.write({ ...tab.read(), again: cart }),
    forgetPaying: () => paying.erase(),

    /** The order last paid in this browser, unless this tab's buyer chose to buy again after it. */
    paid: () => besides(paid.read()),
    rememberPaid(order) {
      const record = { ...order, at: paid.read()?.cart === order.cart ? paid.read().at : Date.now() };
      paid.write(record);
      tab.write({ ...tab.read(), paid: record });
    },
    buyAgain() {
      const { token, typed } = tab.read() ?? {};
      tab.write({ token, typed, again: paid.read()?.cart });
    },
  };
}

function recent(record) {
  return record && Date.now() - record.at < DAY ? record : undefined;
}

/** One JSON value under one key; where the browser keeps nothing for us it lives as long as the page. */
function shelf(storage, key) {
  let fallback;
  return {
    read() {
      try {
        return JSON.parse(window[storage].getItem(key)) ?? fallback;
      } catch {
        return fallback;
      }
    },
    write(value) {
      fallback = value;
      try {
        window[storage].setItem(key, JSON.stringify(value));
      } catch {
        // private windows may refuse: the page goes on without
      }
    },
    erase() {
      fallback = undefined;
      try {
        window[storage].removeItem(key);
      } catch {
        // nothing was kept
      }
    },
  };
}
