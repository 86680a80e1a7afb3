package dev.diddo.application.webhook;

import dev.diddo.domain.webhook.Answer;
import java.net.URI;
import java.util.Map;

/** Sends to addresses that others have named. It takes no longer than the contract lets them. */
public interface Sender {
  /**
   * Posts this JSON; whatever goes wrong is an answer too.
   *
   * @throws dev.diddo.application.OutageException if nothing was sent because we are too busy: it
   *     is no try
   */
  Answer post(URI url, Map<String, String> headers, byte[] body);
}
