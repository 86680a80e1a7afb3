package dev.diddo.persistence;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.SslMode;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;

/** Which servers are believed to be who they say. */
final class Trust {
  private Trust() {}

  static ClientSSLOptions of(SslMode mode, Optional<String> rootCertificate) {
    return switch (mode) {
      case VERIFY_FULL -> verifying(rootCertificate).setHostnameVerificationAlgorithm("HTTPS");
      case VERIFY_CA -> verifying(rootCertificate).setHostnameVerificationAlgorithm("");
      default -> new ClientSSLOptions().setTrustAll(true).setHostnameVerificationAlgorithm("");
    };
  }

  private static ClientSSLOptions verifying(Optional<String> rootCertificate) {
    TrustOptions trust =
        rootCertificate.isPresent()
            ? new PemTrustOptions().addCertPath(rootCertificate.get())
            : TrustOptions.wrap(jdk().getTrustManagers()[0]);
    return new ClientSSLOptions().setTrustOptions(trust);
  }

  private static TrustManagerFactory jdk() {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return factory;
    } catch (GeneralSecurityException everyJdkHasOne) {
      throw new IllegalStateException(everyJdkHasOne);
    }
  }
}
