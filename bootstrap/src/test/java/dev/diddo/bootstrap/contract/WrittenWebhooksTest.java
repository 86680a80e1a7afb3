package dev.diddo.bootstrap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.webhook.Message;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the document says of messages that are sent out. */
class WrittenWebhooksTest {
  private final OpenApi api = OpenApi.load();

  static Stream<String> types() {
    return Stream.of(
            Arrays.stream(CheckoutEvent.Type.values()).map(CheckoutEvent.Type::text),
            Arrays.stream(Message.OfMerchantOrder.Kind.values())
                .map(Message.OfMerchantOrder.Kind::text),
            Stream.of(Message.Test.TYPE))
        .flatMap(types -> types);
  }

  @Test
  void it_names_exactly_the_messages_that_there_are() {
    assertThat(api.messageTypes()).containsExactlyInAnyOrderElementsOf(types().toList());
  }

  @ParameterizedTest
  @MethodSource("types")
  void each_has_an_example_that_fits_its_schema(String type) {
    var content = api.message(type);
    var examples = api.examples(content).toList();
    assertThat(examples).isNotEmpty();
    for (var example : examples) {
      JsonNode message = example.getValue();
      assertThat(message.path("type").asText()).isEqualTo(type);
      assertThat(api.faults(content.path("schema"), message)).as(example.getKey()).isEmpty();
    }
  }
}
