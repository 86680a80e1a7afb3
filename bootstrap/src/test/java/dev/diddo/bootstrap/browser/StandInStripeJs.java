package dev.diddo.bootstrap.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.util.Map;

/**
 * What a browser gets where it asks Stripe: a script with the calls that Stripe documents for
 * Stripe.js and the Payment Element. It loads a part of itself by a plain address, shows a frame
 * and asks the API, as the real one does, so that the page's policy is tried for all of it.
 */
final class StandInStripeJs {
  private static final String SCRIPT =
      """
      window.Stripe = (key) => ({
        elements: ({ clientSecret, appearance }) => ({
          clientSecret,
          create: (type) => {
            const heard = {};
            const parts = [];
            return {
              on: (event, act) => { heard[event] = act; },
              mount: (place) => {
                if (type !== 'payment' || !key.startsWith('pk_') || !appearance.variables.colorPrimary) throw new Error('unknown');
                const label = document.createElement('label');
                label.append('Card number', Object.assign(document.createElement('input'), { id: 'stripe-card' }));
                const frame = Object.assign(document.createElement('iframe'), { src: 'https://js.stripe.com/fields.html', title: 'Secure fields' });
                parts.push(label, frame);
                place.append(...parts);
                const more = document.createElement('script');
                more.src = 'https://a.js.stripe.com/more.js';
                more.onload = () => heard.ready();
                document.head.append(more);
              },
              destroy: () => parts.forEach((part) => part.remove()),
            };
          },
        }),
        confirmPayment: async ({ elements, confirmParams, redirect }) => {
          if (redirect !== 'if_required' || !confirmParams.return_url) throw new Error('unknown');
          const asked = new URLSearchParams({ secret: elements.clientSecret, card: document.getElementById('stripe-card').value });
          const answer = await fetch(`https://api.stripe.com/v1/confirm?${asked}`, { method: 'POST' });
          return answer.json();
        },
      });
      """;
  private static final String DECLINED =
      """
      {"error": {"type": "card_error", "code": "card_declined",
        "message": "Your card has been declined.", "payment_intent": {"status": "requires_payment_method"}}}""";
  private static final String PAID =
      """
      {"paymentIntent": {"status": "succeeded"}}""";

  private StandInStripeJs() {}

  static void answerIn(BrowserContext context) {
    context.route("https://js.stripe.com/*/stripe.js", route -> answer(route, SCRIPT));
    context.route("https://a.js.stripe.com/more.js", route -> answer(route, "window.more = 1;"));
    context.route(
        "https://js.stripe.com/fields.html",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setBody("<!doctype html><html lang=en><title>Fields</title><p>Fields</p>")));
    context.route("https://api.stripe.com/**", StandInStripeJs::confirm);
  }

  private static void confirm(Route route) {
    var query = URI.create(route.request().url()).getQuery();
    var isGood = query.endsWith("card=4242");
    if (isGood) {
      StandInStripe.pay(query.substring("secret=".length(), query.indexOf('&')));
    }
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("application/json")
            .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
            .setBody(isGood ? PAID : DECLINED));
  }

  private static void answer(Route route, String script) {
    route.fulfill(new Route.FulfillOptions().setContentType("text/javascript").setBody(script));
  }
}
