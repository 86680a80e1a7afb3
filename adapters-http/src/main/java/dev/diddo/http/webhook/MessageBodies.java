package dev.diddo.http.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.webhook.Bodies;
import dev.diddo.domain.webhook.Message;
import dev.diddo.domain.webhook.Webhook;
import dev.diddo.http.Json;
import dev.diddo.http.order.EventJson;
import java.net.URI;

/** Messages as JSON: the contract's, or a sentence as Slack takes it. */
public final class MessageBodies implements Bodies {
  private final SlackText slackText;

  /**
   * @param publicUrl where people find the dashboard
   */
  public MessageBodies(URI publicUrl) {
    this.slackText = new SlackText(publicUrl);
  }

  @Override
  public byte[] of(Message message, Webhook.Format format) {
    return Json.bytes(
        switch (format) {
          case STANDARD -> standard(message);
          case SLACK -> Json.object().put("text", slackText.of(message));
        });
  }

  private static ObjectNode standard(Message message) {
    return switch (message) {
      case Message.OfEvent it ->
          EventJson.of(
              it.event(),
              it.sequence(),
              new EventJson.About(it.template(), it.session(), it.externalCustomerId()));
      case Message.Test test -> test(test);
      case Message.OfMerchantOrder _, Message.Unreadable _ -> throw unreadable(message);
    };
  }

  /** In the shape of all others, with nothing in it. */
  private static ObjectNode test(Message.Test message) {
    var json =
        Json.object()
            .put("id", message.id().text())
            .put("type", message.type())
            .put("created_at", message.at().toString())
            .put("sequence", 0);
    json.putObject("data");
    return json;
  }

  static IllegalStateException unreadable(Message message) {
    return new IllegalStateException("What is told by " + message.id() + " cannot be read");
  }
}
