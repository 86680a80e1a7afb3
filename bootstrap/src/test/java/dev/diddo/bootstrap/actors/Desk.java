package dev.diddo.bootstrap.actors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** An operator, who asks as the dashboard's page would in their browser. */
public final class Desk {
  public static final String PASSWORD = "a password of tests";

  private static final String API = "/dashboard/api";
  private static final String SESSION = "/dashboard/session";

  private final Api api;
  private final String email;
  private final String environment;
  private Optional<String> cookie = Optional.empty();

  public Desk(Api api, String email) {
    this(api, email, "sandbox");
  }

  private Desk(Api api, String email, String environment) {
    this.api = api;
    this.email = email;
    this.environment = environment;
  }

  public String email() {
    return email;
  }

  public Desk signIn() {
    signIn(PASSWORD).is(204);
    return this;
  }

  public Answer signIn(String password) {
    var answer = api.send(entry(Json.of("email", email, "password", password)));
    answer
        .header("Set-Cookie")
        .map(header -> header.substring(0, header.indexOf(';')))
        .ifPresent(pair -> cookie = Optional.of(pair));
    return answer;
  }

  /** What the page sends to sign in, to be changed by a test. */
  public Ask entry(ObjectNode body) {
    return Ask.post(SESSION, body).with("Origin", origin());
  }

  public Answer signOut() {
    return ask(Ask.of("DELETE", SESSION));
  }

  /** The same person in the same session, looking at real orders. */
  public Desk inProduction() {
    var other = new Desk(api, email, "production");
    other.cookie = cookie;
    return other;
  }

  public String origin() {
    return api.base().toString();
  }

  /** The name and the value of the cookie. */
  public String cookie() {
    return cookie.orElseThrow();
  }

  public Answer get(String path) {
    return ask(Ask.get(API + path));
  }

  public Answer post(String path, JsonNode body) {
    return ask(Ask.post(API + path, body));
  }

  public Answer patch(String path, JsonNode body) {
    return ask(Ask.of("PATCH", API + path).json(body));
  }

  public Answer ask(Ask ask) {
    var own = ask.with("Diddo-Environment", environment);
    var named = ask.method().equals("GET") ? own : own.with("Origin", origin());
    return api.send(cookie.map(pair -> named.with("Cookie", pair)).orElse(named));
  }
}
