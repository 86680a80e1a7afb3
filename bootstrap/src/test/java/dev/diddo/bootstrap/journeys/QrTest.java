package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Platform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The link as a picture. */
@ExtendWith(SharedService.class)
class QrTest {
  private final Platform platform;
  private final String template;

  QrTest(RunningService service) {
    this.platform = service.newPlatform();
    this.template = platform.template(platform.shop(Goods.of("Mug", 1299)).all());
  }

  private Answer qr(String rest) {
    return platform.api().send(Ask.get("/checkout/" + template + "/qr" + rest));
  }

  private String link() {
    return platform.get("/cart/" + template).ok().path("checkout_url").asText();
  }

  private static String read(Answer png) {
    try {
      var image = ImageIO.read(new ByteArrayInputStream(png.is(200).bytes()));
      var bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image)));
      return new QRCodeReader().decode(bitmap).getText();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (NotFoundException
        | com.google.zxing.ChecksumException
        | com.google.zxing.FormatException noCode) {
      throw new AssertionError("No code can be read", noCode);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".png",
        ".png?size=128",
        ".png?size=2048&ecc=H",
        ".png?ecc=L&margin=1",
        ".png?dark=0b5d4e&light=ffeedd"
      })
  void it_reads_as_the_checkout_link(String variant) {
    assertThat(read(qr(variant))).isEqualTo(link());
  }

  @Test
  void the_type_is_that_of_the_suffix_or_of_accept_and_svg_otherwise() {
    assertThat(type(qr(".png"))).isEqualTo("image/png");
    assertThat(type(qr(".svg"))).startsWith("image/svg+xml");
    assertThat(type(qr(""))).startsWith("image/svg+xml");
    var accepting = Ask.get("/checkout/" + template + "/qr").with("Accept", "image/png");
    var png = platform.api().send(accepting);
    assertThat(type(png)).isEqualTo("image/png");
    assertThat(png.header("Vary").orElse("")).containsIgnoringCase("accept");
    assertThat(qr(".svg").text()).contains("<svg").doesNotContain("<script");
  }

  private static String type(Answer answer) {
    return answer.is(200).header("Content-Type").orElse("");
  }

  @Test
  void caches_may_keep_it() {
    var first = qr(".svg").is(200);
    assertThat(first.header("Cache-Control").orElse("")).startsWith("public");
    for (var path : List.of("/qr.svg", "/qr")) {
      var etag = platform.api().send(Ask.get("/checkout/" + template + path)).etag();
      platform
          .api()
          .send(Ask.get("/checkout/" + template + path).with("If-None-Match", etag))
          .is(304);
    }
    var png = qr(".png");
    platform
        .api()
        .send(Ask.get("/checkout/" + template + "/qr.png").with("If-None-Match", png.etag()))
        .is(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size=63",
        "size=2049",
        "size=-1",
        "size=x",
        "size=999999999999",
        "margin=17",
        "margin=-1",
        "ecc=Z",
        "dark=%22%3E%3Cscript%3E",
        "dark=ffffff&light=000000",
        "dark=777777&light=888888",
        "light=12345"
      })
  void what_cannot_be_drawn_or_read_is_refused(String query) {
    qr(".svg?" + query).refused(400, "INVALID_PARAMETER");
    qr(".png?" + query).refused(400, "INVALID_PARAMETER");
  }

  @Test
  void there_is_none_of_an_unknown_a_retired_or_a_live_cart() {
    var live = platform.guest(template).cartId();
    for (var id : List.of("01JD0000000000000000000000", "nonsense", live)) {
      platform.api().send(Ask.get("/checkout/" + id + "/qr.svg")).refused(404, "CART_NOT_FOUND");
    }
    platform.delete("/cart/" + template).is(204);
    qr(".svg").refused(404, "CART_NOT_FOUND");
  }
}
