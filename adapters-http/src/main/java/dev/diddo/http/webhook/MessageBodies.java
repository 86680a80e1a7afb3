package dev.diddo.http.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.webhook.Bodies;
import dev.diddo.domain.webhook.Message;
import dev.diddo.domain.webhook.Webhook;
import dev.diddo.http.Json;
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
    var json =
        Json.object()
            .put("id", message.id().text())
            .put("type", message.type())
            .put("created_at", message.at().toString());
    return switch (message) {
      case Message.OfEvent it -> {
        json.put("sequence", it.sequence());
        yield json.set("data", EventData.of(it));
      }
      case Message.Test _ -> {
        json.put("sequence", 0);
        yield json.set("data", Json.object());
      }
      case Message.OfMerchantOrder _, Message.Unreadable _ -> throw unreadable(message);
    };
  }

  static IllegalStateException unreadable(Message message) {
    return new IllegalStateException("What is told by " + message.id() + " cannot be read");
  }
}
