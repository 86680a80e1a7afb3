package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.sandbox.CardForm.Field;
import dev.diddo.gateway.spi.Money;
import java.math.BigDecimal;
import java.net.URI;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the buyer sees: plain HTML without a script. Whatever came from elsewhere is escaped. */
final class PageHtml {
  private final String base;

  /**
   * @param pagesUrl only its path is used, so that the page works under every name of the host
   */
  PageHtml(URI pagesUrl) {
    this.base = escape(pagesUrl.getRawPath());
  }

  /**
   * @param known the buyer, with a card used before; else empty
   */
  String cardForm(Payment payment, CardForm.Refused shown, Optional<CustomerBook.Known> known) {
    var amount = amount(payment.terms().total());
    return page(
        "Pay " + amount,
        """
        %s<section class="pay" aria-labelledby="pay">
        <h2 id="pay">Pay by card</h2>
        %s%s<form method="post" action="%s">
        %s%s<div class="pair">
        %s%s</div>
        <button>Pay %s</button>
        </form>
        <form method="post" action="%s/cancel">
        <button class="quiet">Cancel and go back</button>
        </form>
        </section>
        %s"""
            .formatted(
                summary(payment, amount),
                shown.errors().isEmpty()
                    ? ""
                    : alert("Nothing was charged. Please look at the marked fields."),
                known.map(customer -> savedCard(customer, payment, amount)).orElse(""),
                path(payment),
                field(
                    Field.CARD_NUMBER,
                    "Card number",
                    "cc-number",
                    "inputmode=\"numeric\" maxlength=\"23\"",
                    shown),
                field(
                    Field.NAME,
                    "Name on card",
                    "cc-name",
                    "maxlength=\"" + CardForm.MAX_NAME_LENGTH + "\"",
                    shown),
                field(
                    Field.EXP,
                    "Expires",
                    "cc-exp",
                    "inputmode=\"numeric\" maxlength=\"7\" placeholder=\"MM/YY\"",
                    shown),
                field(
                    Field.CVC,
                    "Security code",
                    "cc-csc",
                    "inputmode=\"numeric\" maxlength=\"4\"",
                    shown),
                escape(amount),
                path(payment),
                testCards()));
  }

  String challenge(Payment payment, String error) {
    var amount = amount(payment.terms().total());
    return page(
        "Confirm " + amount,
        """
        %s<section class="pay" aria-labelledby="ask">
        <h2 id="ask">Is it really you?</h2>
        %s<p>Your test bank asks you to confirm this payment of %s. A real bank would send you to \
        its app, or a code to your phone.</p>
        <form method="post" action="%s/challenge" class="stack">
        <button name="outcome" value="pass">Confirm the payment</button>
        <button name="outcome" value="fail" class="second">Refuse it</button>
        </form>
        <form method="post" action="%s/cancel">
        <button class="quiet">Cancel and go back</button>
        </form>
        </section>
        """
            .formatted(
                summary(payment, amount),
                error.isEmpty() ? "" : alert(error),
                escape(amount),
                path(payment),
                path(payment)));
  }

  /** Says how it ended, with the way back. */
  String over(Payment payment) {
    var terms = payment.terms();
    return switch (payment.status()) {
      case AUTHORISED -> paid(terms.total(), terms.successUrl());
      case CAPTURED -> paid(new Money(payment.captured(), terms.currency()), terms.successUrl());
      case DECLINED -> end("bad", "Card declined", "Nothing was charged.", terms.cancelUrl());
      case CANCELLED, OPEN, CHALLENGED ->
          end("bad", "Payment cancelled", "Nothing was charged.", terms.cancelUrl());
    };
  }

  String nothingHere() {
    return page(
        "Nothing here",
        """
        <section class="end">
        <h1>There is no payment here</h1>
        <p>The link may be incomplete. Opening it charged nothing. Go back to the shop, which knows \
        how your payment is.</p>
        </section>
        """);
  }

  private String paid(Money money, URI back) {
    return end("good", "Payment complete", "You paid %s.".formatted(amount(money)), back);
  }

  private String end(String mood, String title, String text, URI back) {
    return page(
        title,
        """
        <section class="end %s">
        <h1>%s</h1>
        <p>%s</p>
        <a class="button" href="%s">Back to the shop</a>
        </section>
        """
            .formatted(mood, title, escape(text), escape(back.toASCIIString())));
  }

  private String page(String title, String main) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s · Sandbox Pay</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="%s/style.css">
        </head>
        <body>
        <header>
        <span class="brand"><svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><rect \
        x="2" y="5" width="20" height="14" rx="3"/><path d="M2 9.5h20"/></svg>Sandbox Pay</span>
        <span class="mode">Test mode</span>
        </header>
        <main>
        %s</main>
        </body>
        </html>
        """
        .formatted(escape(title), base, main);
  }

  private String path(Payment payment) {
    return base + "/" + PageToken.of(payment).text();
  }

  private static String summary(Payment payment, String amount) {
    var parts =
        payment.terms().parts().stream()
            .map(part -> part(part, payment.terms().currency()))
            .collect(Collectors.joining());
    return """
        <section class="summary" aria-labelledby="due">
        <h1 id="due"><span>To pay</span> %s</h1>
        <ul>
        %s</ul>
        </section>
        """
        .formatted(escape(amount), parts);
  }

  private static String part(Payment.Part part, Currency currency) {
    return "<li><span>%s</span> <span>%s</span></li>\n"
        .formatted(escape(part.merchant()), escape(amount(new Money(part.amount(), currency))));
  }

  private static String field(
      Field field, String label, String autocomplete, String more, CardForm.Refused shown) {
    var error = shown.errors().getOrDefault(field, "");
    var value = field == Field.NAME ? " value=\"" + escape(shown.name()) + "\"" : "";
    return """
        <div class="field">
        <label for="%1$s">%2$s</label>
        <input id="%1$s" name="%1$s" autocomplete="%3$s" required %4$s%5$s%6$s>
        %7$s</div>
        """
        .formatted(
            field.posted(),
            label,
            autocomplete,
            more,
            value,
            error.isEmpty()
                ? ""
                : " aria-invalid=\"true\" aria-describedby=\"" + field.posted() + "-error\"",
            error.isEmpty()
                ? ""
                : "<p class=\"error\" id=\"%s-error\">%s</p>\n"
                    .formatted(field.posted(), escape(error)));
  }

  private static String alert(String text) {
    return "<p class=\"alert\" role=\"alert\">%s</p>\n".formatted(escape(text));
  }

  private String savedCard(CustomerBook.Known customer, Payment payment, String amount) {
    return customer
        .lastCard()
        .map(card -> SavedCardHtml.offer(customer, card, path(payment), amount))
        .orElse("");
  }

  private static String testCards() {
    return """
        <section class="cards" aria-labelledby="cards">
        <h2 id="cards">Test cards</h2>
        <p>No real card is read here. With one of these numbers, any month to come, any three \
        digits and any name will do.</p>
        <ul>
        %s</ul>
        </section>
        """
        .formatted(
            Stream.of(TestCard.values())
                .map(
                    card ->
                        "<li><code>%s</code> <span>%s</span></li>\n"
                            .formatted(card.grouped(), card.outcome()))
                .collect(Collectors.joining()));
  }

  private static String amount(Money money) {
    var digits = Math.max(0, money.currency().getDefaultFractionDigits());
    var format = NumberFormat.getNumberInstance(Locale.US);
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    var number = format.format(BigDecimal.valueOf(money.minorUnits(), digits));
    var symbol = money.currency().getSymbol(Locale.US);
    var space = Character.isLetter(symbol.codePointBefore(symbol.length())) ? "\u00a0" : "";
    return symbol + space + number;
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
