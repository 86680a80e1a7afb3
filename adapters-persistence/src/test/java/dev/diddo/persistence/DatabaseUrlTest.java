package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.SslMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @Test
  void every_part_is_read() {
    var url =
        DatabaseUrl.parse(
            "postgresql://ann%40home:p%40ss%3A+w%2Frd@db.example:6543/shop%20one"
                + "?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem");
    assertThat(url.host()).isEqualTo("db.example");
    assertThat(url.port()).isEqualTo(6543);
    assertThat(url.user()).isEqualTo("ann@home");
    assertThat(url.password()).isEqualTo("p@ss:+w/rd");
    assertThat(url.database()).isEqualTo("shop one");
    assertThat(url.sslMode()).isEqualTo(SslMode.VERIFY_FULL);
    assertThat(url.rootCertificate()).contains("/etc/ca.pem");
    assertThat(DatabaseUrl.parse(url.text())).isEqualTo(url);
  }

  @Test
  void what_is_left_out_is_as_libpq_has_it() {
    var url = DatabaseUrl.parse("postgres://ann@[::1]/shop");
    assertThat(url.host()).isEqualTo("::1");
    assertThat(url.port()).isEqualTo(5432);
    assertThat(url.password()).isEmpty();
    assertThat(url.sslMode()).isEqualTo(SslMode.PREFER);
    assertThat(url.jdbc()).startsWith("jdbc:postgresql://[::1]:5432/shop?sslmode=prefer");
  }

  @Test
  void a_verified_server_is_checked_against_what_the_jdk_trusts_unless_told_otherwise() {
    var url = DatabaseUrl.parse("postgresql://ann@db/shop?sslmode=verify-full");
    assertThat(url.jdbc()).contains("sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
    assertThat(url.connectOptions().getSslOptions().isTrustAll()).isFalse();
    assertThat(url.connectOptions().getSslOptions().getHostnameVerificationAlgorithm())
        .isEqualTo("HTTPS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mysql://ann:secret@db/shop",
        "postgresql://ann:secret@db",
        "postgresql://db/shop",
        "postgresql://ann:se cret@db/shop",
        "postgresql://ann:secret@db/shop?sslmode=maybe",
        "postgresql://ann:secret@db/shop?unheard=of",
      })
  void a_bad_one_is_refused_without_showing_the_password(String text) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The database URL")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("se cret");
  }

  @Test
  void it_does_not_show_its_password() {
    assertThat(DatabaseUrl.parse("postgresql://ann:secret@db/shop"))
        .hasToString("DatabaseUrl[db:5432/shop]");
  }
}
