package dev.diddo.gateway.sandbox;

/** The greeting of a buyer whom the provider knows, with the card used last. */
final class SavedCardHtml {
  private SavedCardHtml() {}

  /**
   * @param path where the payment's forms go
   * @param amount to be paid, as shown
   */
  static String offer(CustomerBook.Known customer, TestCard card, String path, String amount) {
    var name = customer.name().isEmpty() ? "" : ", " + customer.name();
    return """
        <p>Welcome back%s.</p>
        <form method="post" action="%s">
        <button name="%s" value="%s">Pay %s with the card ending in %s</button>
        </form>
        """
        .formatted(
            PageHtml.escape(name),
            path,
            CardForm.SAVED_CARD,
            card.token(),
            PageHtml.escape(amount),
            card.lastFour());
  }
}
