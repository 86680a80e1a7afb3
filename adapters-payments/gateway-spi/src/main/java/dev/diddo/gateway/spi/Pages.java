package dev.diddo.gateway.spi;

import java.net.URI;
import java.util.Map;

/**
 * Pages that the plugin serves to buyers by itself, below {@link GatewayContext#pagesUrl()}. Most
 * gateways have none: their provider hosts them.
 */
public interface Pages {

  /** Answers one request; an unknown path is a page of status 404. */
  Page answer(PageRequest request);

  /**
   * What the browser asked for.
   *
   * @param method {@code GET} or {@code POST}
   * @param path below the plugin's pages, without a leading slash
   * @param form the fields of a posted form, the first value of each; at most 8 KiB in all
   */
  record PageRequest(String method, String path, Map<String, String> form) {}

  /**
   * The answer. The host adds a strict content security policy: no script, styles and pictures from
   * the page's own origin only.
   *
   * @param status of HTTP
   * @param headers such as {@code Location}; without a {@code Content-Type} the body is HTML
   * @param body in UTF-8; empty for a redirect
   */
  record Page(int status, Map<String, String> headers, String body) {
    public Page {
      headers = Map.copyOf(headers);
    }

    /** Sends the browser on by GET, whatever it asked by. */
    public static Page seeOther(URI location) {
      return new Page(303, Map.of("Location", location.toASCIIString()), "");
    }
  }
}
