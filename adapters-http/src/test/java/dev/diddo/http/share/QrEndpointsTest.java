package dev.diddo.http.share;

import static dev.diddo.http.TestEdge.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.payment.CheckoutLinks;
import dev.diddo.domain.cart.Cart;
import dev.diddo.http.TestEdge;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QrEndpointsTest {
  private static final String PUBLIC_URL = "https://pay.stadium.example";

  private final HttpClient client = HttpClient.newHttpClient();
  private TestEdge edge;
  private Cart template;

  @BeforeAll
  void open() {
    edge =
        TestEdge.of(
            world ->
                List.of(
                    new QrEndpoints(
                        world.ports().carts(), new CheckoutLinks(URI.create(PUBLIC_URL)))));
    template = newTemplate("northside.example");
  }

  private Cart newTemplate(String domain) {
    var shop = edge.world().shop();
    return shop.template(shop.variant(shop.store(domain), "Mug", 1_299));
  }

  @AfterAll
  void close() {
    edge.close();
    client.close();
  }

  private String qr(String suffix) {
    return "/checkout/" + template.id().text() + "/qr" + suffix;
  }

  private String link() {
    return PUBLIC_URL + "/c/" + template.id().text();
  }

  private BufferedImage png(String query) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(edge.uri(qr(".png" + query))).build();
    var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("image/png");
    return Reading.png(response.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?size=2048",
        "?size=101&margin=4",
        "?size=123&margin=2&ecc=L",
        "?ecc=Q",
        "?size=300&margin=16&ecc=H",
        "?dark=%230b5d4e&light=fff",
        "?dark=949494",
        "?dark=06c&light=ffe",
        "?dark=000&light=5a5a5a"
      })
  void a_png_is_read_as_the_checkout_link(String query) throws Exception {
    assertThat(Reading.text(png(query))).isEqualTo(link());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-7, 3, 12})
  void a_png_is_read_from_a_poor_photograph(double degrees) throws Exception {
    assertThat(Reading.text(Reading.photographed(png("?ecc=H"), degrees))).isEqualTo(link());
    assertThat(Reading.text(Reading.photographed(png("?dark=949494"), degrees))).isEqualTo(link());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?margin=0&size=64", "?ecc=H&size=64&dark=0b5d4e"})
  void an_svg_is_read_as_the_checkout_link(String query) {
    var response = edge.get(qr(".svg" + query));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
    assertThat(Reading.text(Reading.photographed(Reading.svg(response.body()), 0)))
        .isEqualTo(link());
  }

  @Test
  void an_svg_says_what_it_is() {
    assertThat(edge.get(qr(".svg?dark=0b5d4e&light=%23FFE&size=256")).body())
        .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"256\" height=\"256\"")
        .contains("<title>QR code of " + link() + "</title>")
        .contains("fill=\"#0b5d4e\"")
        .contains("fill=\"#ffffee\"");
  }

  @Test
  void every_module_of_a_png_is_a_whole_number_of_pixels() throws Exception {
    var image = png("?size=150&margin=4");
    int corner = 0;
    while (image.getRGB(corner, corner) == 0xffffffff) {
      corner++;
    }
    int finder = 0;
    while (image.getRGB(corner + finder, corner) == 0xff000000) {
      finder++;
    }

    assertThat(image.getWidth()).isEqualTo(150);
    assertThat(image.getHeight()).isEqualTo(150);
    assertThat(finder % 7).as("seven modules make a finder's edge").isZero();
    assertThat(corner).isGreaterThanOrEqualTo(4 * finder / 7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image/png | image/png",
        "image/svg+xml | image/svg+xml",
        "*/* | image/svg+xml",
        "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8 | image/svg+xml",
        "image/png,*/*;q=0.5 | image/png",
        "image/png,image/* | image/png",
        "image/svg+xml;q=0.5, image/png;q=0.6 | image/png",
        "image/png;q=0.5, image/svg+xml;q=0.6 | image/svg+xml",
        "image/svg+xml;q=0, image/* | image/png",
        "image/png;q=0 | image/svg+xml",
        "text/html | image/svg+xml",
        "nonsense;;q=7 | image/svg+xml"
      })
  void the_client_says_which_type_it_wants(String accept, String type) {
    var response = edge.get(qr(""), "Accept", accept);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
    assertThat(response.headers().firstValue("Vary")).hasValue("Accept");
  }

  @Test
  void anybody_may_keep_it_for_a_while() {
    var first = edge.get(qr(".svg"));
    var tag = first.headers().firstValue("ETag").orElseThrow();
    var second = edge.get(qr(".svg"), "If-None-Match", tag);

    assertThat(first.headers().firstValue("Cache-Control")).hasValue("public, max-age=300");
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(edge.get(qr(".svg?ecc=H"), "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size=63",
        "size=2049",
        "size=999999999",
        "size=-1",
        "size=x",
        "size=",
        "size=64&size=64",
        "margin=17",
        "margin=-1",
        "ecc=Z",
        "ecc=m",
        "dark=red",
        "dark=12345",
        "light=%23ggg",
        "dark=%22%3E%3Cscript%3E",
        "dark=fff&light=000",
        "dark=aaa&light=fff",
        "dark=000&light=000",
        "dark=fff",
        "size=64&margin=16"
      })
  void what_no_camera_would_read_is_refused(String query) {
    assertThat(outcome(edge.get(qr(".svg?" + query)))).isEqualTo("400 INVALID_PARAMETER");
    assertThat(outcome(edge.get(qr(".png?" + query)))).isEqualTo("400 INVALID_PARAMETER");
  }

  @Test
  void there_is_none_of_a_template_that_is_not_there_any_more() {
    var retired = newTemplate("harborknits.example");
    edge.world().ports().carts().retire(edge.world().shop().tenant(), retired.id());

    assertThat(outcome(edge.get("/checkout/" + retired.id().text() + "/qr")))
        .isEqualTo("404 CART_NOT_FOUND");
    assertThat(outcome(edge.get("/checkout/01JD0000000000000000000000/qr.svg")))
        .isEqualTo("404 CART_NOT_FOUND");
    assertThat(outcome(edge.get("/checkout/anything/qr.png"))).isEqualTo("404 CART_NOT_FOUND");
  }
}
