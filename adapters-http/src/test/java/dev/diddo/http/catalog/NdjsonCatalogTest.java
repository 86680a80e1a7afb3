package dev.diddo.http.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.application.catalog.ProductDraft.VariantDraft;
import dev.diddo.domain.catalog.Customization;
import dev.diddo.domain.catalog.Image;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.OptionValue;
import dev.diddo.domain.catalog.TextPattern;
import dev.diddo.domain.money.Money;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NdjsonCatalogTest {
  private static final Currency USD = Currency.getInstance("USD");
  private static final String MUG = "{\"title\":\"Mug\",\"variants\":[{}]}";

  private static NdjsonCatalog ndjson(String text) {
    return new NdjsonCatalog(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), USD);
  }

  @Test
  void a_product_is_read_with_all_that_it_has() {
    var product =
        """
        {"handle": "jersey", "title": "Home Jersey", "description": "<p>Home</p>", "brand": "Acme",
         "category": "Shirts", "tags": ["player:Ada", "sale", "sale"],
         "images": ["https://x.example/a.jpg", {"url": "/web/demo/b.svg", "alt": "Back"}],
         "variants": [{"title": "Medium", "sku": "J-M", "price": 9900, "is_available": true,
           "option_values": [{"name": "Size", "value": "M"}],
           "inventory": {"tracked": true, "quantity": 7}}],
         "store": "kit.example",
         "customizations": [
           {"key": "name", "type": "text", "label": "Name", "is_required": true,
            "options": [], "config": {"max_length": 12, "pattern": "[A-Z]*"}},
           {"key": "no", "type": "single_select", "options": [
             {"value": "7", "label": "Seven", "metadata": {"font": "bold"}}]},
           {"key": "badges", "type": "multi_select", "options": [{"value": "cup"}],
            "config": {"max_length": null, "pattern": null}}]}""";

    assertThat(Entries.only(ndjson(product.replace("\n", ""))))
        .isEqualTo(
            new ProductDraft(
                "jersey",
                "Home Jersey",
                "<p>Home</p>",
                Optional.of("Acme"),
                Optional.of("Shirts"),
                List.of("player:Ada", "sale"),
                List.of(
                    new Image(URI.create("https://x.example/a.jpg"), ""),
                    new Image(URI.create("/web/demo/b.svg"), "Back")),
                List.of(
                    new VariantDraft(
                        "Medium",
                        Optional.of("J-M"),
                        Optional.of(new Money(9_900, USD)),
                        List.of(new OptionValue("Size", "M")),
                        new Inventory(true, 7, 0))),
                List.of(
                    new Customization.Text(
                        "name",
                        "Name",
                        true,
                        OptionalInt.of(12),
                        Optional.of(new TextPattern("[A-Z]*"))),
                    new Customization.SingleSelect(
                        "no",
                        "no",
                        false,
                        List.of(new Customization.Option("7", "Seven", Map.of("font", "bold")))),
                    new Customization.MultiSelect(
                        "badges",
                        "badges",
                        false,
                        List.of(new Customization.Option("cup", "cup", Map.of()))))));
  }

  @Test
  void what_is_not_said_is_empty() {
    assertThat(Entries.only(ndjson(MUG)))
        .isEqualTo(
            new ProductDraft(
                "mug",
                "Mug",
                "",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(
                    new VariantDraft(
                        "Default Title",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Inventory.UNTRACKED)),
                List.of()));
    assertThat(
            Entries.only(
                ndjson(
                    "{\"title\":\"Mug\",\"handle\":null,\"brand\":null,\"variants\":[{\"sku\":null,"
                        + "\"price\":null,\"option_values\":[{\"name\":\"Size\",\"value\":\"M\"},"
                        + "{\"name\":\"Colour\",\"value\":\"Red\"}]}]}")))
        .extracting(product -> product.variants().getFirst().title())
        .isEqualTo("M / Red");
  }

  @Test
  void blank_lines_say_nothing_and_every_line_is_counted() {
    var entries = Entries.of(ndjson("\uFEFF" + MUG + "\r\n\r\n  \n[]\n\n" + MUG));

    assertThat(entries).hasSize(3);
    assertThat(entries.get(0).toString()).startsWith("Read[line=1,");
    assertThat(entries.get(1).toString()).startsWith("Rejected[line=4, code=WRONG_TYPE");
    assertThat(entries.get(2).toString()).startsWith("Read[line=6,");
    assertThat(Entries.of(ndjson(""))).isEmpty();
    assertThat(Entries.of(ndjson("\n\n"))).isEmpty();
  }

  /** In single quotes, where JSON has double ones; beside a title and a variant. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'title': 'Cup' | MALFORMED",
        "'brand': 'A', // why | MALFORMED",
        "'brand': NaN | MALFORMED",
        "'brand': 7 | WRONG_TYPE",
        "'brand': '' | OUT_OF_RANGE",
        "'brand': '\\u0000' | INVALID",
        "'description': '\\ud800' | INVALID",
        "'colour': 'red' | UNKNOWN",
        "'id': '01JD0000000000000000000000' | UNKNOWN",
        "'tags': 'red' | WRONG_TYPE",
        "'tags': [7] | WRONG_TYPE",
        "'tags': [''] | MISSING",
        "'images': ['javascript:alert(1)'] | INVALID",
        "'images': [{'alt': 'x'}] | MISSING",
        "'images': [{'url': 'https://u:p@x.example/a.jpg'}] | INVALID",
        "'customizations': [{'type': 'text'}] | MISSING",
        "'customizations': [{'key': 'a'}] | MISSING",
        "'customizations': [{'key': 'a', 'type': 'number'}] | INVALID",
        "'customizations': [{'key': 'a', 'type': 'single_select'}] | MISSING",
        "'customizations': [{'key': 'a', 'type': 'text'}, {'key': 'a', 'type': 'text'}] | INVALID",
        "'customizations': [{'key': 'a', 'type': 'text', 'config': {'pattern': '('}}] | INVALID",
        "'customizations': [{'key': 'a', 'type': 'text', 'config': {'max_length': 0}}]"
            + " | OUT_OF_RANGE",
        "'customizations': [{'key': 'a', 'type': 'multi_select', 'options':"
            + " [{'value': 'x'}, {'value': 'x'}]}] | INVALID",
        "'customizations': [{'key': 'a', 'type': 'multi_select', 'options':"
            + " [{'value': 'x', 'metadata': {'\\u0000': 'y'}}]}] | INVALID"
      })
  void a_product_that_is_not_one_is_rejected_and_the_others_go_on(String fields, String code) {
    var line = "{\"title\":\"Mug\",\"variants\":[{}]," + fields.replace('\'', '"') + "}";

    assertThat(Entries.rejections(ndjson(line + "\n" + MUG))).containsExactly("1 " + code);
    assertThat(Entries.drafts(ndjson(line + "\n" + MUG))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'price': '12.99'} | WRONG_TYPE",
        "{'price': 12.99} | WRONG_TYPE",
        "{'price': 1e3} | WRONG_TYPE",
        "{'price': {'value': 1299}} | WRONG_TYPE",
        "{'price': -1} | OUT_OF_RANGE",
        "{'price': 9007199254740992} | OUT_OF_RANGE",
        "{'inventory': {'tracked': true}} | MISSING",
        "{'inventory': {'tracked': true, 'quantity': -1}} | OUT_OF_RANGE",
        "{'inventory': {'tracked': true, 'quantity': 1000000001}} | OUT_OF_RANGE",
        "{'option_values': [{'name': 'Size'}]} | MISSING",
        "{'weight': 1} | UNKNOWN",
        "{}, {} | INVALID",
        "{'sku': 'S'}, {'sku': 'S'} | INVALID",
        "7 | WRONG_TYPE"
      })
  void a_variant_that_is_not_one_rejects_its_product(String variants, String code) {
    var line = "{\"title\":\"Mug\",\"variants\":[" + variants.replace('\'', '"') + "]}";

    assertThat(Entries.rejections(ndjson(line))).containsExactly("1 " + code);
  }

  @Test
  void a_product_needs_a_title_and_a_variant() {
    assertThat(
            Entries.rejections(
                ndjson(
                    """
                    {"variants":[{}]}
                    {"title":" ","variants":[{}]}
                    {"title":"Mug"}
                    {"title":"Mug","variants":[]}
                    {"title":null,"variants":[{}]}
                    null
                    {"title"
                    """)))
        .containsExactly(
            "1 MISSING",
            "2 OUT_OF_RANGE",
            "3 MISSING",
            "4 OUT_OF_RANGE",
            "5 WRONG_TYPE",
            "6 WRONG_TYPE",
            "7 MALFORMED");
  }

  @Test
  void a_line_is_read_no_further_than_a_mebibyte() {
    var long1 = "{\"title\":\"" + "x".repeat(1 << 20) + "\"}";

    assertThat(Entries.rejections(ndjson(long1 + "\n" + MUG))).containsExactly("1 OUT_OF_RANGE");
    assertThat(Entries.drafts(ndjson(long1 + "\n" + MUG))).hasSize(1);
  }

  @Test
  void text_that_is_not_utf_8_rejects_its_line() {
    var bytes = (MUG + "\n" + MUG.replace("Mug", "?") + "\n").getBytes(StandardCharsets.UTF_8);
    bytes[MUG.length() + 1 + MUG.indexOf("Mug")] = (byte) 0xe9;

    assertThat(Entries.rejections(new NdjsonCatalog(new ByteArrayInputStream(bytes), USD)))
        .containsExactly("2 MALFORMED");
  }

  @Test
  void a_file_that_is_cut_off_is_not_taken_for_a_whole_one() {
    var source = new NdjsonCatalog(Entries.cutOff(MUG + "\n{\"title"), USD);

    assertThat(source.next()).isPresent();
    assertThatThrownBy(source::next).isInstanceOf(UnreadableCatalogException.class);
  }

  @Test
  void a_large_file_is_never_in_memory_as_a_whole() {
    var stream = new Entries.Endless(50_000, i -> MUG.replace("Mug", "Mug " + i) + "\n");
    var source = new NdjsonCatalog(stream, USD);
    int count = 0;
    int furthestAhead = 0;
    while (source.next().isPresent()) {
      count++;
      furthestAhead = Math.max(furthestAhead, stream.made() - count);
    }

    assertThat(count).isEqualTo(50_000);
    assertThat(furthestAhead).isLessThan(2_000);
  }
}
