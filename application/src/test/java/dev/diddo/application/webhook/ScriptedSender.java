package dev.diddo.application.webhook;

import dev.diddo.domain.webhook.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Keeps what is sent and answers as a test wants, instead of everybody outside. */
public final class ScriptedSender implements Sender {
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private volatile Function<Sent, Answer> manners = _ -> status(204);

  /** One request. */
  public record Sent(URI url, Map<String, String> headers, String body) {
    public String id() {
      return headers.get("webhook-id");
    }
  }

  public static Answer status(int status) {
    return new Answer.Received(status, Optional.empty(), new byte[0]);
  }

  public ScriptedSender answering(Function<Sent, Answer> how) {
    manners = how;
    return this;
  }

  public ScriptedSender answering(int status) {
    return answering(_ -> status(status));
  }

  @Override
  public Answer post(URI url, Map<String, String> headers, byte[] body) {
    var one = new Sent(url, headers, new String(body, StandardCharsets.UTF_8));
    sent.add(one);
    return manners.apply(one);
  }

  public List<Sent> sent() {
    return List.copyOf(sent);
  }

  public List<Sent> to(URI url) {
    return sent.stream().filter(it -> it.url().equals(url)).toList();
  }
}
