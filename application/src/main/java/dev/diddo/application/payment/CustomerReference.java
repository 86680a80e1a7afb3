package dev.diddo.application.payment;

import dev.diddo.domain.customer.Person;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.CheckoutSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Our name for an identified buyer at a gateway. It tells nobody who it is, and is the same for the
 * same person of the same organization.
 */
public final class CustomerReference {
  private CustomerReference() {}

  /** The platform's id names a buyer better than an email, which may change. */
  static String of(CheckoutSession session) {
    var who =
        session
            .externalCustomerId()
            .map(CustomerReference::byId)
            .orElseGet(() -> byEmail(session.customer().email().orElseThrow()));
    return digest(session.tenant(), who);
  }

  /** All under which this person may be known: by the email as it is spelled here, too. */
  public static List<String> allOf(Tenant tenant, Person person) {
    return Stream.of(
            person.externalId().map(CustomerReference::byId),
            person.email().map(CustomerReference::byEmail),
            // As earlier versions wrote it.
            person.email().map(email -> "email " + email))
        .flatMap(Optional::stream)
        .distinct()
        .map(who -> digest(tenant, who))
        .toList();
  }

  private static String byId(String externalId) {
    return "id " + externalId;
  }

  private static String byEmail(String email) {
    return "email " + Person.fold(email);
  }

  private static String digest(Tenant tenant, String who) {
    var text = String.join(" ", tenant.organization().text(), tenant.environment().text(), who);
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
