package dev.diddo.domain.customer;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * One who bought, or meant to, as a platform names them. Personal data: never logged, so its text
 * says nothing.
 *
 * @param email in whatever case; empty if only the id is meant
 * @param externalId the platform's own id; empty if only the email is meant
 */
public record Person(Optional<String> email, Optional<String> externalId) {

  public Person {
    email = email.map(String::strip);
    if (email.isEmpty() && externalId.isEmpty()) {
      throw new IllegalArgumentException("Nobody is named");
    }
  }

  /** The email as two spellings of it are compared: without regard to case. */
  public Optional<String> foldedEmail() {
    return email.map(Person::fold);
  }

  /** An email in the one spelling in which it is compared. */
  public static String fold(String email) {
    return Normalizer.normalize(email, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).strip();
  }

  @Override
  public String toString() {
    return "Person";
  }
}
