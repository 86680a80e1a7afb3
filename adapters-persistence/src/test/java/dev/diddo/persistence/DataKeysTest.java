package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class DataKeysTest {
  private static final byte[] SECRET = "whsec_canary".getBytes(StandardCharsets.UTF_8);
  private static final byte[] HERE = "row 1".getBytes(StandardCharsets.UTF_8);
  private static final byte[] THERE = "row 2".getBytes(StandardCharsets.UTF_8);

  @Test
  void what_was_encrypted_is_read_again() {
    var keys = new DataKeys(keys("a"));
    assertThat(keys.decrypt(keys.encrypt(SECRET, HERE), HERE)).isEqualTo(SECRET);
  }

  @Test
  void the_same_secret_never_looks_the_same_nor_like_itself() {
    var keys = new DataKeys(keys("a"));
    var once = keys.encrypt(SECRET, HERE);
    assertThat(once).isNotEqualTo(keys.encrypt(SECRET, HERE));
    assertThat(new String(once, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
  }

  @Test
  void a_new_key_in_front_reads_what_the_old_one_wrote() {
    var written = new DataKeys(keys("old")).encrypt(SECRET, HERE);
    assertThat(new DataKeys(keys("new", "old")).decrypt(written, HERE)).isEqualTo(SECRET);
    var retired = new DataKeys(keys("new"));
    assertThatThrownBy(() -> retired.decrypt(written, HERE))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_secret_moved_to_another_row_is_not_read() {
    var keys = new DataKeys(keys("a"));
    var written = keys.encrypt(SECRET, HERE);
    assertThatThrownBy(() -> keys.decrypt(written, THERE))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_byte_that_was_changed_is_noticed() {
    var keys = new DataKeys(keys("a"));
    var written = keys.encrypt(SECRET, HERE);
    written[written.length - 1] ^= 1;
    assertThatThrownBy(() -> keys.decrypt(written, HERE)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keys_of_another_length_are_refused() {
    var shortKey = new LinkedHashMap<String, byte[]>();
    shortKey.put("a", new byte[16]);
    assertThatThrownBy(() -> new DataKeys(shortKey)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DataKeys(new LinkedHashMap<>()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SequencedMap<String, byte[]> keys(String... names) {
    var keys = new LinkedHashMap<String, byte[]>();
    for (var name : names) {
      var key = new byte[32];
      Arrays.fill(key, (byte) name.hashCode());
      keys.put(name, key);
    }
    return keys;
  }
}
