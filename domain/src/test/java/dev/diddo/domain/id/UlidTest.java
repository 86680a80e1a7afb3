package dev.diddo.domain.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UlidTest {

  @ParameterizedTest
  @CsvSource({
    "00000000-0000-0000-0000-000000000000, 00000000000000000000000000",
    "00000000-0000-0000-0000-000000000001, 00000000000000000000000001",
    "ffffffff-ffff-ffff-ffff-ffffffffffff, 7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
    "00000000-0000-0001-0000-000000000000, 0000000000000G000000000000",
    // The example of the ULID specification, and its bits.
    "01563e3a-b5d3-d676-4c61-efb99302bd5b, 01ARZ3NDEKTSV4RRFFQ69G5FAV",
  })
  void an_id_is_shown_in_crockfords_base_32(UUID id, String text) {
    assertThat(Ulid.text(id)).isEqualTo(text);
    assertThat(Ulid.parse(text)).contains(id);
  }

  @Property
  void an_id_survives_being_shown(@ForAll long high, @ForAll long low) {
    var id = new UUID(high, low);
    var text = Ulid.text(id);
    assertThat(text).hasSize(26).matches("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    assertThat(Ulid.parse(text)).contains(id);
    assertThat(Ulid.parse(text.toLowerCase(Locale.ROOT))).contains(id);
    assertThat(Ulid.parse(id.toString())).contains(id);
    assertThat(Ulid.parse(id.toString().toUpperCase(Locale.ROOT))).contains(id);
  }

  @Property
  void texts_sort_as_their_ids_do(@ForAll long one, @ForAll long other) {
    var comparison = Ulid.text(new UUID(one, 7)).compareTo(Ulid.text(new UUID(other, 7)));
    assertThat(Integer.signum(comparison)).isEqualTo(Long.compareUnsigned(one, other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "0000000000000000000000000",
        "000000000000000000000000000",
        "80000000000000000000000000",
        "ZZZZZZZZZZZZZZZZZZZZZZZZZZ",
        "0000000000000000000000000I",
        "0000000000000000000000000L",
        "0000000000000000000000000O",
        "0000000000000000000000000U",
        "0000000000000000000000000-",
        "0000000000000000000000000 ",
        "0000000000000000000000000é",
        "0000000000000000000000000\u0660",
        "0000000000000000000000000\uFF10",
        "00000000-0000-0000-0000-00000000000",
        "00000000-0000-0000-0000-0000000000000",
        "0-0-0-0-0",
        "00000000-0000-0000-0000-00000000000g",
        "{00000000-0000-0000-0000-000000000000}",
        "00000000000000000000000000000000",
        "-1",
        "null",
        "../../etc/passwd-0000000000",
      })
  void what_is_no_id_is_refused(String text) {
    assertThat(Ulid.parse(text)).isEmpty();
  }

  @Test
  void each_kind_of_thing_shows_its_id_in_the_same_way() {
    var value = UUID.fromString("01563e3a-b5d3-d676-4c61-efb99302bd5b");
    assertThat(new CartId(value).text()).isEqualTo("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    assertThat(new CartId(value)).isNotEqualTo(new OrderId(value));
  }
}
