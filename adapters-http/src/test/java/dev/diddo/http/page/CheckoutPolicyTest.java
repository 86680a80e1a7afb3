package dev.diddo.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckoutPolicyTest {
  private static final String OURS_ALONE =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:;"
          + " connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors 'none'";

  @Test
  void without_stripe_the_page_talks_to_its_own_origin_alone() {
    var policy = CheckoutPolicy.embedding(List.of());
    assertThat(policy.content("'none'")).isEqualTo(OURS_ALONE);
    assertThat(policy.permissions()).isEqualTo("camera=(), microphone=(), geolocation=()");
  }

  @Test
  void a_gateway_whose_script_the_page_cannot_drive_opens_nothing() {
    var policy = CheckoutPolicy.embedding(List.of("acme"));
    assertThat(policy.content("'none'")).isEqualTo(OURS_ALONE);
  }

  @Test
  void stripe_is_let_in_with_what_it_documents_and_no_more() {
    var policy = CheckoutPolicy.embedding(List.of("acme", "stripe"));
    assertThat(policy.content("https://shop.example"))
        .isEqualTo(
            "default-src 'none';"
                + " script-src 'self' https://js.stripe.com https://*.js.stripe.com;"
                + " style-src 'self'; img-src 'self' https: data:;"
                + " connect-src 'self' https://api.stripe.com;"
                + " frame-src https://js.stripe.com https://*.js.stripe.com"
                + " https://hooks.stripe.com; font-src 'self'; form-action 'self';"
                + " base-uri 'none'; require-trusted-types-for 'script'; trusted-types default;"
                + " frame-ancestors https://shop.example");
    assertThat(policy.permissions())
        .isEqualTo(
            "camera=(), microphone=(), geolocation=(), payment=(self \"https://js.stripe.com\")");
  }
}
