package dev.diddo.gateway.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimestampedHmacTest {
  private static final Instant NOON = Instant.ofEpochSecond(1_764_936_000);
  private static final byte[] BODY = "{\"id\":\"evt_1\"}".getBytes(UTF_8);

  // printf '1764936000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test
  private static final String BY_OPENSSL =
      "bdc6a12bf2ce385c94d8b182be7320a939711054f4b2525de0c59e361097c6dc";

  private static TimestampedHmac at(Instant now, String... secrets) {
    return new TimestampedHmac(List.of(secrets), Duration.ofMinutes(5), InstantSource.fixed(now));
  }

  private static void assertRefused(TimestampedHmac signature, String header, byte[] body) {
    assertThatThrownBy(() -> signature.verify(header, body))
        .isInstanceOf(InvalidNotificationException.class)
        .hasNoCause()
        .message()
        .doesNotContain("whsec", "evt_1");
  }

  @Test
  void a_body_is_signed_as_anybody_else_would() {
    assertThat(at(NOON, "whsec_test").sign(BODY)).isEqualTo("t=1764936000,v1=" + BY_OPENSSL);
  }

  @Property
  void what_was_signed_is_genuine_and_nothing_else_is(@ForAll @NotEmpty byte[] body) {
    var signature = at(NOON, "whsec_test");
    var header = signature.sign(body);
    assertThatCode(() -> signature.verify(header, body)).doesNotThrowAnyException();
    body[body.length / 2] ^= 1;
    assertRefused(signature, header, body);
  }

  @Test
  void while_a_secret_is_rotated_both_verify_and_the_first_signs() {
    var header = at(NOON, "whsec_old").sign(BODY);
    var both = at(NOON, "whsec_new", "whsec_old");
    assertThatCode(() -> both.verify(header, BODY)).doesNotThrowAnyException();
    assertThat(both.sign(BODY)).isEqualTo(at(NOON, "whsec_new").sign(BODY));
    assertRefused(at(NOON, "whsec_new"), header, BODY);
    var signedByBoth = "t=1764936000,v1=00,v1=" + header.substring(header.indexOf("v1=") + 3);
    assertThatCode(() -> both.verify(signedByBoth, BODY)).doesNotThrowAnyException();
  }

  @Test
  void a_time_may_be_as_far_from_now_as_is_tolerated() {
    var header = at(NOON, "whsec_test").sign(BODY);
    for (var off : List.of(Duration.ofMinutes(5), Duration.ofMinutes(-5))) {
      assertThatCode(() -> at(NOON.plus(off), "whsec_test").verify(header, BODY))
          .doesNotThrowAnyException();
    }
    for (var off : List.of(Duration.ofSeconds(301), Duration.ofDays(3653))) {
      assertRefused(at(NOON.plus(off), "whsec_test"), header, BODY);
      assertRefused(at(NOON.minus(off), "whsec_test"), header, BODY);
    }
  }

  @ParameterizedTest
  @MethodSource
  void an_odd_header_is_refused(String header) {
    assertRefused(at(NOON, "whsec_test"), header, BODY);
  }

  static Stream<String> an_odd_header_is_refused() {
    var seconds = NOON.getEpochSecond();
    return Stream.of(
        "",
        " ",
        ",",
        "t",
        "t=",
        "t=abc",
        "t=-1,v1=" + BY_OPENSSL,
        "t=99999999999999999999,v1=" + BY_OPENSSL,
        "v1=" + BY_OPENSSL,
        "t=" + seconds,
        "t=" + seconds + ",v1",
        "t=" + seconds + ",v1=",
        "t=" + seconds + ",v1=" + BY_OPENSSL.substring(1),
        "t=" + seconds + ",v1=" + BY_OPENSSL.toUpperCase(Locale.ROOT),
        "t=" + seconds + ",v1=é" + BY_OPENSSL.substring(1),
        "t=" + seconds + ",v0=" + BY_OPENSSL,
        "t=" + seconds + ",t=" + seconds + ",v1=" + BY_OPENSSL,
        "t=" + (seconds + 1) + ",v1=" + BY_OPENSSL,
        "t= " + seconds + ",v1=" + BY_OPENSSL,
        "t=" + seconds + ",v1=00".repeat(6) + ",v1=" + BY_OPENSSL,
        "t=" + seconds + ",v1=" + "00".repeat(100_000));
  }
}
