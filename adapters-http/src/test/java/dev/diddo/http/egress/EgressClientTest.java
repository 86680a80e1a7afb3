package dev.diddo.http.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.webhook.Answer;
import dev.diddo.http.Networks;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against peers on loopback, which these tests allow; with less patience than in earnest. */
@Timeout(30)
class EgressClientTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration PATIENCE = Duration.ofMillis(800);
  private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final String PASSWORD = "password";

  /** What names are, look by look; the last one stays. */
  private final Deque<List<InetAddress>> looks = new ArrayDeque<>(List.of(List.of(LOOPBACK)));

  private final EgressRules rules =
      new EgressRules(
          Networks.of("127.0.0.1"),
          (_, _) -> looks.size() > 1 ? looks.removeFirst() : looks.getFirst());

  private final EgressClient client =
      new EgressClient(VERTX, rules, new HttpClientOptions(), PATIENCE);

  @AfterEach
  void close() {
    client.close();
  }

  @AfterAll
  static void end() {
    VERTX.close();
  }

  private Answer post(String url) {
    return client.post(URI.create(url), Map.of("webhook-id", "m-1"), BODY);
  }

  private Answer post(Peer peer) {
    return post(url(peer).toString());
  }

  private static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static int status(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Received.class);
    return ((Answer.Received) answer).status();
  }

  private static String error(Answer answer) {
    return ((Answer.None) answer).error();
  }

  @Test
  void it_posts_what_it_is_given_and_hears_the_answer() {
    try (var peer = new Peer(Peer.saying(ok("thanks")))) {
      var answer = (Answer.Received) post(peer);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("thanks");
      assertThat(answer.retryAfter()).isEmpty();
      var head = peer.heads.getFirst();
      assertThat(head.getFirst()).isEqualTo("POST /hooks?a=b HTTP/1.1");
      assertThat(String.join("\n", head).toLowerCase(Locale.ROOT))
          .contains("webhook-id: m-1", "content-type: application/json", "content-length: 7")
          .contains("host: 127.0.0.1:" + peer.port());
    }
  }

  @Test
  void it_tells_when_it_is_to_come_back() {
    var busy = "HTTP/1.1 429 Too Many\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n";
    try (var peer = new Peer(Peer.saying(busy))) {
      assertThat(((Answer.Received) post(peer)).retryAfter()).contains("7");
    }
  }

  @Test
  @DisplayName("F46: who takes the connection and never answers costs its time and no more")
  void silence() {
    try (var peer = new Peer(_ -> Thread.sleep(60_000))) {
      long begun = System.nanoTime();
      assertThat(error(post(peer))).contains("20 seconds");
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(PATIENCE.minusMillis(50), PATIENCE.plusSeconds(1));
    }
  }

  @Test
  @DisplayName("F46: a byte now and then is no answer")
  void a_drip() {
    Peer.Manners drip =
        out -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
          for (int i = 0; i < 1_000; i++) {
            Thread.sleep(100);
            out.write('x');
          }
        };
    try (var peer = new Peer(drip)) {
      long begun = System.nanoTime();
      assertThat(error(post(peer))).contains("20 seconds");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE.plusSeconds(1));
    }
  }

  @Test
  @DisplayName("F46: of an endless answer the beginning is read, and then the line is cut")
  void without_end() {
    Peer.Manners endless =
        out -> {
          out.write(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
          var chunk = ("1000\r\n" + "x".repeat(4_096) + "\r\n").getBytes(StandardCharsets.UTF_8);
          while (true) {
            out.write(chunk);
          }
        };
    try (var peer = new Peer(endless)) {
      var answer = (Answer.Received) post(peer);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).hasSize(EgressClient.MAX_ANSWER_BYTES);
      assertThat(stopsWriting(peer)).isTrue();
    }
  }

  @Test
  @DisplayName("F46: of a gigabyte too")
  void a_gigabyte() {
    Peer.Manners huge =
        out -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
          var block = new byte[1 << 16];
          for (int i = 0; i < 1 << 14; i++) {
            out.write(block);
          }
        };
    try (var peer = new Peer(huge)) {
      assertThat(((Answer.Received) post(peer)).body()).hasSize(EgressClient.MAX_ANSWER_BYTES);
      assertThat(stopsWriting(peer)).isTrue();
      assertThat(peer.written.get()).as("what buffers on the way took").isLessThan(64 << 20);
    }
  }

  private static boolean stopsWriting(Peer peer) {
    for (int i = 0; i < 50; i++) {
      long before = peer.written.get();
      sleep(100);
      if (peer.written.get() == before) {
        return true;
      }
    }
    return false;
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Test
  void who_hangs_up_or_talks_nonsense_has_not_answered() {
    try (var mute = new Peer(_ -> {});
        var odd = new Peer(Peer.saying("SSH-2.0-OpenSSH_9.6\r\n\r\n"));
        var half = new Peer(Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"));
        var headless = new Peer(out -> writeHeaders(out))) {
      for (var peer : List.of(mute, odd, half, headless)) {
        assertThat(post(peer)).isInstanceOf(Answer.None.class);
      }
    }
  }

  private static void writeHeaders(OutputStream out) throws IOException {
    out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
    while (true) {
      out.write("X-More: and more\r\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  @DisplayName("F47: where a redirect leads nobody goes")
  void a_redirect() {
    try (var inside = new Peer(Peer.saying(ok("secret")))) {
      for (var status : List.of("301 Moved", "302 Found", "307 Again", "308 Forever")) {
        var away =
            "HTTP/1.1 %s\r\nLocation: http://127.0.0.1:%d/\r\nContent-Length: 0\r\n\r\n"
                .formatted(status, inside.port());
        try (var peer = new Peer(Peer.saying(away))) {
          assertThat(status(post(peer))).isEqualTo(Integer.parseInt(status.substring(0, 3)));
        }
      }
      assertThat(inside.heads).isEmpty();
    }
  }

  @Test
  @DisplayName("F61: a name that turns inside between saving and sending is not followed")
  void rebinding() {
    try (var inside = new Peer(Peer.saying(ok("secret")))) {
      var strict =
          new EgressRules(
              Networks.of(), (_, _) -> looks.size() > 1 ? looks.removeFirst() : looks.getFirst());
      var outside = List.of(InetAddress.ofLiteral("93.184.215.14"));
      looks.addFirst(outside);
      var url = URI.create("https://rebound.example:" + inside.port() + "/");
      assertThat(strict.check(url.toString())).isEqualTo(Outcome.accepted(url));
      try (var sending = new EgressClient(VERTX, strict)) {
        assertThat(error(sending.post(url, Map.of(), BODY)))
            .isEqualTo("Its host is not at a public address.");
      }
      assertThat(inside.heads).isEmpty();
    }
  }

  @Test
  @DisplayName("F61: a name is looked up once, and just what was judged is connected to")
  void pinned() {
    try (var peer = new Peer(Peer.saying(ok("")))) {
      looks.addFirst(List.of(LOOPBACK));
      looks.removeLast();
      looks.addLast(List.of(InetAddress.ofLiteral("10.255.255.1")));
      assertThat(status(post("http://hooks.test:" + peer.port() + "/"))).isEqualTo(200);
      assertThat(peer.heads.getFirst())
          .anyMatch(line -> line.equalsIgnoreCase("host: hooks.test:" + peer.port()));
      assertThat(looks).as("one look for one message").hasSize(1);
    }
  }

  @Test
  void where_the_first_address_takes_nobody_the_next_may() {
    try (var peer = new Peer(Peer.saying(ok("")))) {
      var both =
          new EgressRules(
              Networks.of("127.0.0.0/8"),
              (_, _) -> List.of(InetAddress.ofLiteral("127.0.0.9"), LOOPBACK));
      try (var patient = new EgressClient(VERTX, both)) {
        var answer =
            patient.post(URI.create("http://hooks.test:" + peer.port() + "/"), Map.of(), BODY);
        assertThat(status(answer)).isEqualTo(200);
      }
    }
  }

  @Test
  void where_nobody_is_nobody_answers() {
    int free;
    try (var peer = new Peer(_ -> {})) {
      free = peer.port();
    }
    assertThat(error(post("http://127.0.0.1:" + free + "/")))
        .isEqualTo("Nobody took the connection.");
  }

  @Test
  void many_that_are_silent_keep_nobody_from_another() throws InterruptedException {
    var patience = Duration.ofSeconds(4);
    try (var silent = new Peer(_ -> Thread.sleep(60_000));
        var quick = new Peer(Peer.saying(ok("")));
        var patient = new EgressClient(VERTX, rules, new HttpClientOptions(), patience);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        threads.execute(() -> patient.post(url(silent), Map.of(), BODY));
      }
      TimeUnit.MILLISECONDS.sleep(100);
      assertThat(status(patient.post(url(quick), Map.of(), BODY))).isEqualTo(200);
    }
  }

  private static URI url(Peer peer) {
    return URI.create("http://127.0.0.1:" + peer.port() + "/hooks?a=b");
  }

  @Test
  void a_certificate_has_to_be_good_and_for_this_host(@TempDir Path dir) throws Exception {
    var store = keyStore(dir, "hooks.test");
    var sockets = serverSockets(store).getServerSocketFactory();
    try (var peer = new Peer(sockets, Peer.saying(ok("")))) {
      var trusting =
          new HttpClientOptions()
              .setTrustOptions(new PfxOptions().setPath(store.toString()).setPassword(PASSWORD));
      try (var good = new EgressClient(VERTX, rules, trusting, Duration.ofSeconds(5))) {
        assertThat(status(good.post(https("hooks.test", peer), Map.of(), BODY))).isEqualTo(200);
        assertThat(error(good.post(https("other.test", peer), Map.of(), BODY)))
            .isEqualTo("Its certificate or its TLS is not good.");
      }
      assertThat(error(client.post(https("hooks.test", peer), Map.of(), BODY)))
          .isEqualTo("Its certificate or its TLS is not good.");
      assertThat(peer.heads).hasSize(1);
    }
  }

  private static URI https(String host, Peer peer) {
    return URI.create("https://" + host + ":" + peer.port() + "/");
  }

  private static Path keyStore(Path dir, String host) throws IOException, InterruptedException {
    var store = dir.resolve("keys.p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "peer",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return store;
  }

  private static SSLContext serverSockets(Path store) throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
