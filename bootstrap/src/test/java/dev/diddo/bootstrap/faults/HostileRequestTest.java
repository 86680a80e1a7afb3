package dev.diddo.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Ask;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a request may say besides its body, on every route that there is. */
@ExtendWith(SharedService.class)
class HostileRequestTest {
  private static final String NOBODY = "01JD0000000000000000000000";
  private static final Duration AT_ONCE = Duration.ofSeconds(3);

  private final RunningService service;
  private final Bystander bystander;

  HostileRequestTest(RunningService service) {
    this.service = service;
    this.bystander = Bystander.of(service.newPlatform());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Stream<Ask> everyRoute(String id) {
    return service.routes().stream()
        .sorted()
        .map(route -> route.replaceAll("\\{[^}]*}|\\*", id).split(" ", 2))
        .map(route -> Ask.of(route[0], route[1]));
  }

  /** Refused or found to be nothing, soon, and with no word about our inside. */
  private void refused(Ask ask) {
    var answer = service.api().send(ask);
    assertThat(answer.status()).as(answer.toString()).isBetween(200, 499);
    assertThat(answer.took()).as(answer.toString()).isLessThan(AT_ONCE);
    if (answer.status() >= 400) {
      answer.refused(answer.status(), answer.json().path("code").asText());
    }
  }

  @Test
  @DisplayName("F58: an id of any kind is nobody's, whoever asks")
  void strange_ids() {
    var before = bystander.state();
    var ids =
        Stream.concat(
            Nasty.STRINGS.stream().map(HostileRequestTest::encoded),
            Stream.of(
                "0",
                "-1",
                "%00",
                "%c0%af",
                "%ff",
                "..%2f..%2fetc%2fpasswd",
                "00000000-0000-0000-0000-000000000000",
                "8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
                "a".repeat(5_000)));
    var credentials =
        List.of(
            Optional.of(bystander.platform().key()),
            Optional.of(bystander.buyer().token()),
            Optional.<String>empty());
    ids.forEach(
        id ->
            everyRoute(id)
                .filter(ask -> ask.path().contains(id))
                .forEach(ask -> credentials.forEach(one -> refused(one.map(ask::by).orElse(ask)))));
    assertThat(bystander.state()).isEqualTo(before);
  }

  @Test
  @DisplayName("F65: headers of any kind open nothing and break nothing")
  void strange_headers() {
    var before = bystander.state();
    var headers =
        List.of(
            Map.entry("Authorization", "Bearer"),
            Map.entry("Authorization", "Bearer  "),
            Map.entry("Authorization", "Basic OjpvOg=="),
            Map.entry("Authorization", "Bearer " + "a".repeat(9_000)),
            Map.entry("Authorization", "Bearer é.é.é"),
            Map.entry("Idempotency-Key", ""),
            Map.entry("Idempotency-Key", "é"),
            Map.entry("Idempotency-Key", "k".repeat(9_000)),
            Map.entry("If-Match", "W/\"-1\""),
            Map.entry("If-Match", "\"99999999999999999999\""),
            Map.entry("If-None-Match", "\"" + ",\"".repeat(2_000)),
            Map.entry("Accept", "*/*;q=NaN," + "a/b,".repeat(1_000)),
            Map.entry("Content-Type", "application/json; charset=" + "x".repeat(500)),
            Map.entry("Content-Type", ";;;"),
            Map.entry("Content-Encoding", "gzip, gzip"),
            Map.entry("Cookie", "a=b; ".repeat(1_000)),
            Map.entry("Origin", "null"),
            Map.entry("Last-Event-ID", "-9223372036854775808"),
            Map.entry("X-Forwarded-For", "é, 1.2.3.4.5, ::::, "),
            Map.entry("X-Request-Id", "<script>"),
            Map.entry("traceparent", "00-zz-zz-zz"),
            Map.entry("Range", "bytes=9-1"));
    for (var header : headers) {
      everyRoute(NOBODY).forEach(ask -> refused(ask.with(header.getKey(), header.getValue())));
      everyRoute(NOBODY)
          .map(ask -> ask.by(bystander.platform().key()))
          .forEach(ask -> refused(ask.with(header.getKey(), header.getValue())));
    }
    assertThat(bystander.state()).isEqualTo(before);
  }

  @Test
  @DisplayName("F67: numbers and dates in a query that are none are 400")
  void strange_queries() {
    var template = bystander.template();
    for (var place :
        List.of(
            "/products?limit=",
            "/products?offset=",
            "/stores?limit=",
            "/orders?limit=",
            "/orders?offset=",
            "/orders?from=",
            "/orders?to=",
            "/products?available=",
            "/products?sort=",
            "/checkout/" + template + "/qr?size=",
            "/checkout/" + template + "/qr.svg?margin=",
            "/checkout/" + template + "/qr.png?dark=")) {
      for (var value :
          List.of("-1", "1.5", "abc", "99999999999999999999", "1e2", "NaN", "%00", "0x10", "%E2")) {
        bystander.platform().get(place + value).refused(400, "INVALID_PARAMETER");
      }
    }
  }
}
