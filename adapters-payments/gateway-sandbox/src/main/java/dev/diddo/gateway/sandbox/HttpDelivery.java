package dev.diddo.gateway.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;

/** Posts signed JSON. A 2xx within the time is an acknowledgement, nothing else is. */
final class HttpDelivery implements Delivery, AutoCloseable {
  private static final Logger LOG = System.getLogger(HttpDelivery.class.getName());
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final SignedNotifications signatures;
  private final URI url;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  HttpDelivery(SignedNotifications signatures, URI url) {
    this.signatures = signatures;
    this.url = url;
  }

  @Override
  public boolean bring(Message message) throws InterruptedException {
    var body = body(message);
    var request =
        HttpRequest.newBuilder(url)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .header(SignedNotifications.HEADER, signatures.sign(body))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      var status = http.send(request, BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 300;
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A notification was not taken", e);
      return false;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private byte[] body(Message message) {
    var event = message.event();
    var fields = new LinkedHashMap<String, String>();
    fields.put("id", event.id());
    fields.put("type", event.type());
    fields.put("reference", message.reference());
    fields.put("payment_id", message.paymentId());
    fields.put("created_at", Instant.ofEpochMilli(event.atMillis()).toString());
    try {
      return json.writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Strings are always written", e);
    }
  }
}
