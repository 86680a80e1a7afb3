package dev.diddo.application.payment;

import java.util.Map;
import java.util.Optional;

/** Pages that gateways serve to buyers by themselves. */
public interface GatewayPages {
  /**
   * Answers a buyer's browser; empty if there is no such gateway or it has no pages.
   *
   * @param path below the gateway's pages, without a leading slash
   * @param form the fields of a posted form
   */
  Optional<Page> answer(String gateway, String method, String path, Map<String, String> form);

  /**
   * @param headers such as {@code Location}; without a {@code Content-Type} the body is HTML
   * @param html the body in UTF-8; empty for a redirect
   */
  record Page(int status, Map<String, String> headers, String html) {}
}
