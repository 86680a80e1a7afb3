/** What was sent, came back and was refunded of a merchant order, and what is left of it. */

const count = (lists, line) =>
  lists.flatMap((it) => it.lines ?? []).filter((it) => it.line_id === line.id).reduce((sum, it) => sum + it.quantity, 0);

/** How many units of a line were sent, came back, were refunded, and how many are left of each. */
export function left(part, line) {
  const sent = count(part.fulfillments, line);
  const returned = count(part.returns, line);
  const refunded = count(part.refunds.filter((it) => it.status !== 'failed'), line);
  const kept = part.refundable.value > 0 ? line.quantity - refunded : 0; // a refund of an amount names no line
  const toSend = line.quantity - sent;
  return {
    sent,
    returned,
    refunded,
    toSend,
    /** Without those whose money was given back. */
    toSendKept: Math.max(0, Math.min(toSend, kept - sent)),
    toReturn: sent - returned,
    toRefund: line.quantity - refunded,
  };
}

/** Until the last merchant has decided all of it may be given back yet: nothing is sent and nothing refunded. */
export const isSettled = (order) => order.merchant_orders.every((part) => part.status !== 'SUBMITTED');
