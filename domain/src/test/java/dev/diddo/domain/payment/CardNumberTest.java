package dev.diddo.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4242424242424242",
        "4242 4242 4242 4242",
        "4242-4242-4242-4242",
        "4242.4242.4242.4242",
        "4242  4242  4242  4242",
        "my card: 4000 0000 0000 0002, thanks",
        "10 4242 4242 4242 4242",
        "4242424242424242123",
        "5555555555554444",
        "2223003122003222",
        "378282246310005",
        "30569309025904",
        "38520000023237",
        "3566002020360505",
        "6011111111111117",
        "6200000000000005",
      })
  void a_card_number_is_recognized_however_it_is_written(String text) {
    assertThat(CardNumber.isIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Ada",
        "4242424242424241",
        "4242 4242 4242",
        "0000000000000000",
        "1 Main Street, 62701",
        "+49 1512 3456789",
        "+4915123456788",
        "4222222222222",
        "4242 or 4242 or 4242 or 4242",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "\u0664\u0662\u0664\u0662\u0664\u0662\u0664\u0662\u0664\u0662\u0664\u0662\u0664\u0662\u0664\u0662",
      })
  void what_is_none_is_left_alone(String text) {
    assertThat(CardNumber.isIn(text)).isFalse();
  }

  @Test
  void no_german_mobile_number_is_taken_for_a_card() {
    for (int subscriber = 23_450_000; subscriber < 23_460_000; subscriber++) {
      assertThat(CardNumber.isIn("+49151" + subscriber)).isFalse();
    }
  }

  @Test
  void a_long_text_of_digits_is_judged_at_once() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> CardNumber.isIn("1 ".repeat(50_000)));
  }
}
