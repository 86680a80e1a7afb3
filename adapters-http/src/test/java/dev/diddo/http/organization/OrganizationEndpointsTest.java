package dev.diddo.http.organization;

import static dev.diddo.http.Counter.json;
import static dev.diddo.http.Counter.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.http.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationEndpointsTest {
  private Counter counter;

  @BeforeEach
  void open() {
    counter = new Counter();
  }

  @AfterEach
  void close() {
    counter.close();
  }

  @Test
  void a_key_reads_its_own_organization() {
    var organization = json(200, counter.get("/organization"));

    assertThat(organization.path("id").asText())
        .isEqualTo(counter.world().shop().tenant().organization().text());
    assertThat(organization.toString())
        .endsWith(
            "\"name\":\"Stadium\",\"policy\":\"all_or_nothing\",\"success_url\":null,"
                + "\"cancel_url\":null,\"frame_ancestors\":[],\"gateways\":[],"
                + "\"brand\":{\"name\":null,\"logo_url\":null,\"colour\":null}}");
  }

  @Test
  void a_change_changes_what_is_given_and_null_takes_away() {
    var changed =
        json(
            200,
            counter.send(
                "PATCH",
                "/organization",
                """
                {"policy": "best_effort", "success_url": "https://shop.example/thanks?c={cart_id}",
                 "cancel_url": "http://127.0.0.1:3000/",
                 "frame_ancestors": ["https://Shop.example", "http://localhost:3000"],
                 "gateways": ["scripted", "scripted"],
                 "brand": {"logo_url": "https://shop.example/l.svg", "colour": "#0B5D4E"}}"""));
    var later =
        json(
            200,
            counter.send(
                "PATCH",
                "/organization",
                "{\"name\": \"Arena\", \"cancel_url\": null, \"brand\": {\"logo_url\": null}}"));

    assertThat(changed.toString())
        .contains(
            "\"policy\":\"best_effort\"",
            "\"success_url\":\"https://shop.example/thanks?c={cart_id}\"",
            "\"frame_ancestors\":[\"https://shop.example\",\"http://localhost:3000\"]",
            "\"colour\":\"#0b5d4e\"");
    assertThat(later.toString())
        .contains(
            "\"name\":\"Arena\"",
            "\"policy\":\"best_effort\"",
            "\"success_url\":\"https://shop.example/thanks?c={cart_id}\"",
            "\"cancel_url\":null",
            "\"frame_ancestors\":[\"https://shop.example\",\"http://localhost:3000\"]",
            "\"gateways\":[\"scripted\"]",
            "\"brand\":{\"name\":null,\"logo_url\":null,\"colour\":\"#0b5d4e\"}");
    assertThat(json(200, counter.get("/organization"))).isEqualTo(later);
    assertThat(json(200, counter.send("PATCH", "/organization", ""))).isEqualTo(later);
  }

  /** In single quotes, where JSON has double ones. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'name': null | /name",
        "'name': '' | /name",
        "'policy': 'some' | /policy",
        "'success_url': 'http://shop.example' | /success_url",
        "'success_url': 'javascript:alert(1)' | /success_url",
        "'cancel_url': 'https://user:word@shop.example' | /cancel_url",
        "'frame_ancestors': 'https://shop.example' | /frame_ancestors",
        "'frame_ancestors': ['http://shop.example'] | /frame_ancestors",
        "'frame_ancestors': ['https://shop.example/path'] | /frame_ancestors",
        "'frame_ancestors': ['https://a.example https://b.example'] | /frame_ancestors",
        "'frame_ancestors': ['https://a.example; script-src *'] | /frame_ancestors",
        "'frame_ancestors': ['https://*'] | /frame_ancestors",
        "'frame_ancestors': ['https://a^b'] | /frame_ancestors",
        "'frame_ancestors': [7] | /frame_ancestors/0",
        "'gateways': ['nobody'] | /gateways",
        "'gateways': [7] | /gateways/0",
        "'gateways': 'scripted' | /gateways",
        "'brand': null | /brand",
        "'brand': {'colour': 'green'} | /brand/colour",
        "'brand': {'colour': '#fff'} | /brand/colour",
        "'brand': {'logo_url': 'http://shop.example/l.svg'} | /brand/logo_url",
        "'brand': {'logo_url': 'https://shop.example/{cart_id}'} | /brand/logo_url",
        "'brand': {'font': 'x'} | /brand/font",
        "'id': '01JD0000000000000000000000' | /id"
      })
  void what_would_not_do_is_refused_where_it_is_at_fault(String fields, String pointer) {
    var before = counter.get("/organization").body();
    var body = "{" + fields.replace('\'', '"') + "}";

    assertThat(refusal(counter.send("PATCH", "/organization", body)))
        .isEqualTo("422 INVALID_FIELD " + pointer);
    assertThat(counter.get("/organization").body()).isEqualTo(before);
  }
}
