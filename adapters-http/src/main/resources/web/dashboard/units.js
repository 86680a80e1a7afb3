/** How many units of a line were sent, came back, were refunded, and how many are left of each. */

const count = (lists, line) =>
  lists.flatMap((it) => it.lines ?? []).filter((it) => it.line_id === line.id).reduce((sum, it) => sum + it.quantity, 0);

export function left(part, line) {
  const sent = count(part.fulfillments, line);
  const returned = count(part.returns, line);
  const refunded = count(part.refunds.filter((it) => it.status !== 'failed'), line);
  return {
    sent,
    returned,
    refunded,
    toSend: line.quantity - sent,
    toReturn: sent - returned,
    toRefund: line.quantity - refunded,
  };
}
