package dev.diddo.bootstrap.faults;

import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Api;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Unique;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A notification as the sandbox provider signs it, by our own reading of how it does. */
public record SandboxNotice(String body) {
  public static final String PATH = "/payments/sandbox/notifications";
  public static final String HEADER = "sandbox-signature";

  /** An event of its own about this payment. */
  public static SandboxNotice about(String payment) {
    return new SandboxNotice(
        Json.of(
                "id",
                Unique.name("evt"),
                "type",
                "payment.captured",
                "reference",
                payment,
                "payment_id",
                "pay_unknown")
            .toString());
  }

  public Answer send(Api api, String secret) {
    return sendSigned(api, signature(secret, Instant.now()));
  }

  Answer sendSigned(Api api, String signature) {
    return api.send(Ask.of("POST", PATH).text("application/json", body).with(HEADER, signature));
  }

  String signature(String secret, Instant at) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var seconds = Long.toString(at.getEpochSecond());
      var signed = (seconds + "." + body).getBytes(StandardCharsets.UTF_8);
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(signed));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
