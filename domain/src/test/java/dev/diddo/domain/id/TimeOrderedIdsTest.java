package dev.diddo.domain.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.SplittableRandom;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
  private static final long MAX_MILLIS = (1L << 48) - 1;

  @Property
  void an_id_is_a_uuid_of_version_7_with_its_moment_first(
      @ForAll @LongRange(max = MAX_MILLIS) long millis, @ForAll long seed) {
    var id = id(millis, seed);
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis);
  }

  @Test
  void a_later_id_sorts_behind_an_earlier_one() {
    long noon = Instant.parse("2026-11-23T12:00:00Z").toEpochMilli();
    for (long seed = 0; seed < 1_000; seed++) {
      assertThat(Ulid.text(id(noon + 1, seed))).isGreaterThan(Ulid.text(id(noon, seed + 1)));
    }
  }

  @Test
  void ids_of_one_moment_differ() {
    var ids = new TimeOrderedIds(InstantSource.fixed(Instant.EPOCH), new SecureRandom());
    var seen = new HashSet<UUID>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(ids.next())).isTrue();
    }
  }

  @Test
  void every_bit_that_tells_neither_time_nor_version_is_random() {
    var ids = new TimeOrderedIds(InstantSource.fixed(Instant.EPOCH), new SplittableRandom(1));
    long highOnes = 0;
    long lowOnes = 0;
    for (int i = 0; i < 1_000; i++) {
      var id = ids.next();
      highOnes |= id.getMostSignificantBits();
      lowOnes |= id.getLeastSignificantBits();
    }
    assertThat(highOnes).isEqualTo(0x7fffL);
    assertThat(lowOnes).isEqualTo(0xbfff_ffff_ffff_ffffL);
  }

  private static UUID id(long millis, long seed) {
    var clock = InstantSource.fixed(Instant.ofEpochMilli(millis));
    return new TimeOrderedIds(clock, new SplittableRandom(seed)).next();
  }
}
