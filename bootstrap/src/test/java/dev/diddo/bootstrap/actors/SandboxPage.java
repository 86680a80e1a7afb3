package dev.diddo.bootstrap.actors;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** The provider's page for one payment, with a buyer in front of it. */
public record SandboxPage(Api api, String url) {

  /** Types in a card, in full. */
  public Answer present(Card card) {
    return present(card.number());
  }

  public Answer present(String number) {
    return api.patiently(post("", fields(number)));
  }

  private static Map<String, String> fields(String number) {
    return Map.of("card_number", number, "exp", "12/34", "cvc", "123", "name", "Ada Byron");
  }

  /** The same without coming back when told to. */
  public Answer presentNow(Card card) {
    return api.send(post("", fields(card.number())));
  }

  public Answer answerChallenge(String outcome) {
    return api.patiently(post("/challenge", Map.of("outcome", outcome)));
  }

  public Answer cancel() {
    return api.patiently(post("/cancel", Map.of()));
  }

  public Answer open() {
    return api.send(Ask.get(url));
  }

  private Ask post(String under, Map<String, String> form) {
    var text =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return Ask.of("POST", url + under).text("application/x-www-form-urlencoded", text);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
