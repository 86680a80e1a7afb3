package dev.diddo.http.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.application.catalog.ProductDraft.VariantDraft;
import dev.diddo.domain.catalog.Image;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.OptionValue;
import dev.diddo.domain.money.Money;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifyCsvTest {
  private static final Currency USD = Currency.getInstance("USD");
  private static final String HEAD = "Handle,Title,Variant SKU,Variant Price,Image Src\n";

  private static ShopifyCsv csv(String text) {
    return csv(text, USD);
  }

  private static ShopifyCsv csv(String text, Currency currency) {
    return new ShopifyCsv(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), currency);
  }

  private static List<Long> prices(ProductDraft draft) {
    return draft.variants().stream()
        .map(VariantDraft::price)
        .flatMap(Optional::stream)
        .map(Money::minorUnits)
        .toList();
  }

  private static List<String> titles(ProductDraft draft) {
    return draft.variants().stream().map(VariantDraft::title).toList();
  }

  @Test
  void an_export_of_clothes_is_read_whole() {
    var products = Entries.drafts(new ShopifyCsv(Entries.file("shopify-apparel.csv"), USD));

    assertThat(products).hasSize(20);
    var top =
        products.stream().filter(p -> p.handle().equals("classic-varsity-top")).findFirst().get();
    assertThat(titles(top)).containsExactly("Small", "Medium", "Large");
    assertThat(prices(top)).containsExactly(6_000L, 6_000L, 6_000L);
    assertThat(top.variants().getLast().optionValues())
        .containsExactly(new OptionValue("Size", "Large"));
    assertThat(top.brand()).hasValue("partners-demo");
    assertThat(top.tags()).containsExactly("women");
    assertThat(products.getFirst().variants())
        .containsExactly(
            new VariantDraft(
                "Default Title",
                Optional.empty(),
                Optional.of(new Money(5_000, USD)),
                List.of(),
                Inventory.UNTRACKED));
  }

  @Test
  void rows_that_only_bring_an_image_are_no_variants() {
    var products = Entries.drafts(new ShopifyCsv(Entries.file("shopify-jewelery.csv"), USD));

    assertThat(products).hasSize(20);
    assertThat(products.stream().mapToInt(p -> p.variants().size()).sum()).isEqualTo(23);
    var crane =
        products.stream().filter(p -> p.handle().equals("origami-crane-necklace")).findFirst();
    assertThat(crane.orElseThrow().variants()).hasSize(1);
    assertThat(crane.orElseThrow().images()).hasSize(4).extracting(Image::alt).containsOnly("");
    var anchor = products.stream().filter(p -> p.handle().equals("leather-anchor")).findFirst();
    assertThat(titles(anchor.orElseThrow())).containsExactly("Gold", "Silver");
    assertThat(prices(anchor.orElseThrow())).containsExactly(6_999L, 5_500L);
    assertThat(anchor.orElseThrow().category()).hasValue("Bracelet");
  }

  @Test
  void the_columns_of_newer_exports_have_other_names() {
    var product =
        Entries.only(
            csv(
                """
                Title,URL handle,Description,Vendor,Product category,Type,Tags,SKU,Option1 name,\
                Option1 value,Option2 name,Option2 value,Price,Inventory tracker,Inventory quantity,\
                Continue selling when out of stock,Product image URL,Image position,Image alt text
                Jersey,jersey,<p>Home</p>,Acme,Apparel > Shirts,,"red, sale, red",J-M,Size,M,Colour,\
                Red,99.00,shopify,7,DENY,https://x.example/b.jpg,2,Back
                ,jersey,,,,,,J-L,,L,,Red,101.5,shopify,-3,CONTINUE,https://x.example/a.jpg,1,Front
                """));

    assertThat(product.handle()).isEqualTo("jersey");
    assertThat(product.category()).hasValue("Apparel > Shirts");
    assertThat(product.tags()).containsExactly("red", "sale");
    assertThat(product.images()).extracting(Image::alt).containsExactly("Front", "Back");
    assertThat(titles(product)).containsExactly("M / Red", "L / Red");
    assertThat(prices(product)).containsExactly(9_900L, 10_150L);
    assertThat(product.variants().getFirst().inventory()).isEqualTo(new Inventory(true, 7, 0));
    assertThat(product.variants().getLast().inventory()).isEqualTo(Inventory.UNTRACKED);
    assertThat(product.variants().getLast().optionValues())
        .containsExactly(new OptionValue("Size", "L"), new OptionValue("Colour", "Red"));
  }

  @Test
  void what_spreadsheets_do_to_a_file_does_not_matter() {
    var text = HEAD + "mug,\"Mug, \"\"big\"\"\",M-1,12.99,\n,,,,\n";
    var plain = Entries.only(csv(text));

    assertThat(plain.title()).isEqualTo("Mug, \"big\"");
    assertThat(Entries.only(csv("\uFEFF" + text))).isEqualTo(plain);
    assertThat(Entries.only(csv(text.replace("\n", "\r\n")))).isEqualTo(plain);
    assertThat(Entries.only(csv(text.replace("\n", "\r")))).isEqualTo(plain);
    assertThat(Entries.only(csv("\n" + text.strip()))).isEqualTo(plain);
    assertThat(Entries.only(csv(text.replace("Handle,Title", " HANDLE , title "))))
        .isEqualTo(plain);
  }

  @Test
  void a_description_may_have_several_lines_and_the_next_line_is_counted_right() {
    var source =
        csv(
            """
            Handle,Title,Body (HTML),Variant Price
            mug,Mug,"<ul>
              <li>Holds ""tea"", and more</li>

            </ul>",12.99
            cup,Cup,,abc
            """);
    var entries = Entries.of(source);

    assertThat(entries.getFirst().toString()).contains("<li>Holds \"tea\", and more</li>\n\n</ul>");
    assertThat(entries.getLast().toString()).contains("line=6, code=INVALID");
  }

  @Test
  void a_product_without_a_handle_is_known_by_its_title() {
    var products =
        Entries.drafts(
            csv(
                """
                Title,Option1 Name,Option1 Value,Variant Price
                Big Mug!,Colour,Red,1
                Big Mug!,,Blue,2
                Cup,,,3
                ,,,
                👕,,,4
                """));

    assertThat(products).extracting(ProductDraft::handle).containsExactly("big-mug", "cup", "👕");
    assertThat(titles(products.getFirst())).containsExactly("Red", "Blue");
  }

  @Test
  void a_product_of_which_little_is_known_can_be_shown_but_not_bought() {
    var product = Entries.only(csv("Handle,Title\nmug,Mug\n"));

    assertThat(product.variants())
        .containsExactly(
            new VariantDraft(
                "Default Title",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Inventory.UNTRACKED));
  }

  @ParameterizedTest
  @CsvSource({
    "USD, 12.99, 1299",
    "USD, 12, 1200",
    "USD, 12.9, 1290",
    "USD, 12.9900, 1299",
    "USD, 0, 0",
    "USD, 0.01, 1",
    "USD, 90071992547409.91, 9007199254740991",
    "JPY, 1200, 1200",
    "JPY, 1200.00, 1200",
    "KWD, 1.234, 1234",
    "KWD, 1.2, 1200"
  })
  void a_price_is_exact_in_its_currency(String currency, String price, long minorUnits) {
    var text = HEAD + "mug,Mug,M-1," + price + ",\n";

    assertThat(prices(Entries.only(csv(text, Currency.getInstance(currency)))))
        .containsExactly(minorUnits);
  }

  @ParameterizedTest
  @CsvSource({
    "USD, abc",
    "USD, 1.005",
    "USD, -1",
    "USD, $5",
    "USD, '1,000.00'",
    "USD, 1e3",
    "USD, NaN",
    "USD, 90071992547409.92",
    "JPY, 1.5",
    "KWD, 9999999999999999",
    "KWD, 1.2345",
    "USD, .5",
    "USD, 99999999999999999999"
  })
  void a_price_that_is_none_rejects_the_product_and_no_other(String currency, String price) {
    var text = HEAD + "mug,Mug,M-1,\"" + price + "\",\ncup,Cup,C-1,1,\n";
    var source = csv(text, Currency.getInstance(currency));
    var entries = Entries.of(source);

    assertThat(entries).hasSize(2);
    assertThat(entries.getFirst().toString()).startsWith("Rejected[line=2, code=");
    assertThat(entries.getLast().toString()).startsWith("Read[line=3, ");
  }

  @Test
  void what_is_wrong_is_told_where_it_stands() {
    assertThat(
            Entries.rejections(
                csv(
                    HEAD
                        + "a,,S,1,\n" // no title
                        + "b,"
                        + "x".repeat(256)
                        + ",S,1,\n"
                        + "c,C,S,1,ftp://x.example/i.jpg\n"
                        + "d,D,S,1,javascript:alert(1)\n"
                        + "e,E,S,1,\ne,,S,2,\n" // one sku twice
                        + "f,F,S,1,\nf,,T,x,\n" // its second row
                        + "g,\"G\0\",S,1,\n"
                        + "h,H,S,1,\n")))
        .containsExactly(
            "2 MISSING",
            "3 OUT_OF_RANGE",
            "4 INVALID",
            "5 INVALID",
            "6 INVALID",
            "9 INVALID",
            "10 INVALID");
  }

  @Test
  void stock_is_a_whole_number_of_a_size_that_somebody_has() {
    var head = "Handle,Title,Variant Inventory Tracker,Variant Inventory Qty,Variant Price\n";
    var stock =
        Entries.drafts(csv(head + "a,A,shopify,5,1\nb,B,shopify,-5,1\nc,C,shopify,,1\nd,D,,9,1\n"));

    assertThat(stock)
        .extracting(product -> product.variants().getFirst().inventory())
        .containsExactly(
            new Inventory(true, 5, 0),
            new Inventory(true, 0, 0),
            new Inventory(true, 0, 0),
            Inventory.UNTRACKED);
    assertThat(
            Entries.rejections(
                csv(head + "a,A,shopify,1.5,1\nb,B,shopify,many,1\nc,C,shopify,1000000001,1\n")))
        .containsExactly("2 INVALID", "3 INVALID", "4 OUT_OF_RANGE");
  }

  @Test
  void a_product_of_too_many_rows_is_rejected_alone() {
    var rows = new StringBuilder(HEAD);
    for (int i = 0; i <= ShopifyProduct.MAX_ROWS; i++) {
      rows.append("big,Big,S-%d,1,\n".formatted(i));
    }

    assertThat(Entries.of(csv(rows + "mug,Mug,M-1,1,\n")))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("Read[");
    assertThat(Entries.rejections(csv(rows.toString()))).containsExactly("2 OUT_OF_RANGE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "a,b,c\n1,2,3\n", "{\"title\":\"Mug\"}\n"})
  void a_file_without_shopifys_columns_is_not_read(String text) {
    assertThatThrownBy(() -> csv(text)).isInstanceOf(UnreadableCatalogException.class);
  }

  @Test
  void a_file_that_ends_early_is_not_taken_for_a_whole_one() {
    var quoted = csv(HEAD + "mug,\"Mug,M-1,1,\n" + "x".repeat(2 << 20));
    var latin = new byte[] {'T', 'i', 't', 'l', 'e', '\n', (byte) 0xe9, '\n'};
    var cut = new ShopifyCsv(Entries.cutOff(HEAD + "mug,Mug,M-1,1,\ncup,C"), USD);

    assertThatThrownBy(() -> Entries.of(quoted)).isInstanceOf(UnreadableCatalogException.class);
    assertThatThrownBy(() -> Entries.of(new ShopifyCsv(new ByteArrayInputStream(latin), USD)))
        .isInstanceOf(UnreadableCatalogException.class);
    assertThatThrownBy(() -> Entries.of(cut)).isInstanceOf(UnreadableCatalogException.class);
  }

  @Test
  void a_large_file_is_never_in_memory_as_a_whole() {
    int rows = 50_000;
    var stream =
        new Entries.Endless(
            rows + 1, i -> i == 0 ? HEAD : "p%d,Product %d,S-%d,1.00,\n".formatted(i, i, i));
    var source = new ShopifyCsv(stream, USD);
    int count = 0;
    int furthestAhead = 0;
    while (source.next().isPresent()) {
      count++;
      furthestAhead = Math.max(furthestAhead, stream.made() - count);
    }

    assertThat(count).isEqualTo(rows);
    assertThat(furthestAhead).isLessThan(2_000);
  }
}
