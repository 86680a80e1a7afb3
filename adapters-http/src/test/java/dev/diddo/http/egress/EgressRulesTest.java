package dev.diddo.http.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.Outcome;
import dev.diddo.http.Networks;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressRulesTest {
  private static final Map<String, List<InetAddress>> NAMES =
      Map.of(
          "hooks.example", addresses("93.184.215.14", "2606:2800:21f:cb07::1"),
          "half.example", addresses("93.184.215.14", "10.0.0.7"),
          "inside.example", addresses("10.0.0.7"),
          "localhost", addresses("127.0.0.1", "::1"),
          "localhost.", addresses("127.0.0.1", "::1"),
          "metadata.example", addresses("169.254.169.254"));

  private final EgressRules strict = rules();
  private final EgressRules demo = rules("127.0.0.0/8", "::1");

  private static EgressRules rules(String... allowed) {
    return new EgressRules(Networks.of(allowed), (host, _) -> NAMES.getOrDefault(host, List.of()));
  }

  private static List<InetAddress> addresses(String... literals) {
    return Arrays.stream(literals).map(InetAddress::ofLiteral).toList();
  }

  private static boolean allows(EgressRules rules, String url) {
    return rules.check(url) instanceof Outcome.Accepted;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example",
        "https://hooks.example/path?query=1",
        "HTTPS://HOOKS.example:8443/",
        "https://hooks.example:443/",
        "https://93.184.215.14/",
        "https://[2606:2800:21f:cb07::1]/",
        "https://not.found.yet.example/"
      })
  void public_addresses_by_https_are_fine(String url) {
    assertThat(strict.check(url)).isEqualTo(Outcome.accepted(URI.create(url)));
  }

  @ParameterizedTest
  @DisplayName("F61: every form of what is not public is refused")
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://127.1/",
        "https://127.0.0.1./",
        "https://0x7f.0.0.1/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://017700000001/",
        "https://2130706433/",
        "https://0/",
        "https://0.0.0.0/",
        "https://999.1.1.1/",
        "https://1.2.3.4.5/",
        "https://hooks.example.0x7f/",
        "https://localhost/",
        "https://LOCALHOST/",
        "https://localhost./",
        "https://inside.example/",
        "https://half.example/",
        "https://metadata.example/",
        "https://10.1.2.3/",
        "https://100.64.0.1/",
        "https://169.254.169.254/",
        "https://172.16.0.1/",
        "https://172.31.255.255/",
        "https://192.0.0.8/",
        "https://192.0.2.1/",
        "https://192.88.99.1/",
        "https://192.168.1.1/",
        "https://198.18.0.1/",
        "https://198.51.100.1/",
        "https://203.0.113.1/",
        "https://224.0.0.1/",
        "https://240.0.0.1/",
        "https://255.255.255.255/",
        "https://[::]/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://[::127.0.0.1]/",
        "https://[fd00::1]/",
        "https://[fe80::1]/",
        "https://[fe80::1%25eth0]/",
        "https://[ff02::1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[64:ff9b:1::7f00:1]/",
        "https://[2001::7f00:1]/",
        "https://[2001:db8::1]/",
        "https://[2002:7f00:1::]/",
        "https://[2002:a00:1::1]/",
        "https://[3fff::1]/",
        "https://[100::1]/",
        "https://user@hooks.example/",
        "https://user:password@hooks.example/",
        "https://@hooks.example/",
        "https://hooks.example:22/",
        "https://hooks.example:25/",
        "https://hooks.example:0/",
        "https://hooks.example:65536/",
        "http://hooks.example/",
        "http://93.184.215.14/",
        "http://not.found.yet.example/",
        "file:///etc/passwd",
        "ftp://hooks.example/",
        "gopher://hooks.example/",
        "jar:https://hooks.example/!/",
        "javascript:alert(1)",
        "//hooks.example/",
        "/hooks",
        "hooks.example",
        "https:hooks.example",
        "https://",
        "https:///path",
        "https://hooks.example\\@127.0.0.1/",
        "https://hooks.example /",
        "https://hooks_example/",
        ""
      })
  void whatever_else_is_refused(String url) {
    assertThat(strict.check(url)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void a_url_without_end_is_refused() {
    assertThat(allows(strict, "https://hooks.example/" + "a".repeat(2_100))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8099/hooks",
        "http://localhost:8099/",
        "https://localhost:8099/",
        "http://[::1]:8099/",
        "http://127.9.9.9/"
      })
  void what_is_allowed_may_be_private_and_plain(String url) {
    assertThat(allows(demo, url)).isTrue();
    assertThat(allows(strict, url)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:22/",
        "http://user@127.0.0.1:8099/",
        "http://127.1:8099/",
        "http://10.0.0.1:8099/",
        "http://hooks.example/",
        "http://inside.example/"
      })
  void nothing_else_is_because_of_that(String url) {
    assertThat(allows(demo, url)).isFalse();
  }

  @Test
  void a_name_is_judged_by_all_its_addresses() {
    var partly = rules("10.0.0.7");
    assertThat(allows(partly, "https://half.example/")).isTrue();
    assertThat(allows(partly, "http://half.example/")).as("one of them is public").isFalse();
    assertThat(allows(partly, "http://inside.example/")).isTrue();
  }

  @Test
  void what_was_saved_is_judged_again_when_it_is_connected_to() {
    assertThat(strict.addressesOf(URI.create("https://inside.example/"), Duration.ofSeconds(1)))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(
            strict.addressesOf(URI.create("https://not.found.yet.example/"), Duration.ofSeconds(1)))
        .isEqualTo(Outcome.refused("Its host was not found."));
    assertThat(strict.addressesOf(URI.create("https://hooks.example/"), Duration.ofSeconds(1)))
        .isEqualTo(Outcome.accepted(NAMES.get("hooks.example")));
  }

  @Test
  void the_systems_resolver_tells_what_the_system_knows() {
    try (var resolver = new SystemResolver()) {
      assertThat(resolver.addresses("localhost", Duration.ofSeconds(5)))
          .isNotEmpty()
          .allMatch(InetAddress::isLoopbackAddress);
      assertThat(resolver.addresses("no.such.name.invalid", Duration.ofSeconds(5))).isEmpty();
    }
  }
}
