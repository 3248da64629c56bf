package weir.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import weir.tls.SelfMade;
import weir.tls.TlsFiles;
import weir.tls.TlsProblem;

/// More clients than there are processors that never let a session wait: they send commands, or a
/// message, without end and read the replies at once, while newcomers want to be greeted.
final class EndlessClients {
  private static final int CLIENTS = 4;
  private static final int NEWCOMERS = 200;
  private static final Duration BETWEEN = Duration.ofMillis(50);
  private static final Duration WARMING = Duration.ofSeconds(3);
  private static final long GIGABYTE = 1_000_000_000;

  /// Nothing ends such a session but its clients.
  static final String NO_LIMITS =
      """
      limits.idle-commands = 2_000_000_000
      limits.errors = 2_000_000_000
      limits.transactions = 2_000_000_000
      limits.message-size = '2GB'
      limits.messages-on-disk = '16GB'
      checks.recipients.enabled = false
      """;

  private static final String BEGIN = "MAIL FROM:<carl@example.net>\r\n";

  /// What is said again and again, behind what begins it.
  ///
  /// @param secure whether under TLS
  record Kind(boolean secure, String begin, String again) {
    Kind(String begin, String again) {
      this(false, begin, again);
    }

    Kind underTls() {
      return new Kind(true, begin, again);
    }
  }

  private static final String MESSAGE = "DATA of 1 GB";

  static final Map<String, Kind> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("NOOP", new Kind("", "NOOP\r\n".repeat(1_000)));
    KINDS.put("RSET", new Kind("", "RSET\r\n".repeat(1_000)));
    KINDS.put("VRFY", new Kind("", "VRFY ann\r\n".repeat(1_000)));
    KINDS.put("RCPT", new Kind(BEGIN, "RCPT TO:<ann@example.com>\r\n".repeat(1_000)));
    KINDS.put(
        MESSAGE,
        new Kind(
            BEGIN + "RCPT TO:<ann@example.com>\r\nDATA\r\n",
            ("x".repeat(70) + "\r\n").repeat(1_000)));
    for (String kind : List.of("NOOP", MESSAGE)) {
      KINDS.put(kind + " under TLS", Objects.requireNonNull(KINDS.get(kind)).underTls());
    }
  }

  /// Those that never pause, from the beginning until they are closed.
  static final class Running implements AutoCloseable {
    private final int port;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean enough;

    Running(int port, Kind kind) {
      this.port = port;
      for (int n = 0; n < CLIENTS; n++) {
        threads.add(Thread.ofPlatform().daemon().start(() -> talk(kind)));
      }
    }

    /// A message ends by its size, and the next session begins.
    private void talk(Kind kind) {
      byte[] again = kind.again().getBytes(US_ASCII);
      while (!enough) {
        try (Talker client = Talker.connect(port)) {
          client.hear();
          client.ask("EHLO mail.example.net");
          if (kind.secure()) {
            client.secure();
          }
          client.hearNoMore();
          client.send(kind.begin());
          for (long sent = 0; !enough && sent < GIGABYTE; sent += again.length) {
            client.send(again);
          }
        } catch (UncheckedIOException e) {
          // The next session may do better.
        }
      }
    }

    @Override
    public void close() throws InterruptedException {
      enough = true;
      for (Thread each : threads) {
        each.join();
      }
    }
  }

  private EndlessClients() {}

  static Row row(Path folder) throws InterruptedException {
    return row(folder, "", false);
  }

  static Row underTls(Path folder) throws InterruptedException, TlsProblem {
    TlsFiles tls =
        SelfMade.in(
            folder.resolve("tls"), List.of("mx.example.com"), Instant.now(), new SecureRandom());
    String settings =
        "tls.certificate = '%s'\ntls.key = '%s'\n".formatted(tls.certificate(), tls.key());
    return row(folder, settings, true);
  }

  private static Row row(Path folder, String settings, boolean secure) throws InterruptedException {
    StringBuilder heard = new StringBuilder();
    String all = Child.settings(folder) + NO_LIMITS + settings;
    try (Behind behind = new Behind.Server();
        Child child = Child.start(folder, List.of(), all + behind.settings()).awaitReady()) {
      greetings(child);
      heard.append("newcomers were greeted within: ").append(greetings(child)).append(" idle");
      for (Map.Entry<String, Kind> kind : KINDS.entrySet()) {
        if (kind.getValue().secure() == secure) {
          String under = under(child, kind.getValue());
          heard.append("; ").append(under).append(' ').append(kind.getKey());
        }
      }
      long ended = System.nanoTime();
      String after = greetings(child);
      return new Row(
          CLIENTS + " clients that send the same without end and read the replies at once",
          heard.toString(),
          Row.NOTHING,
          Row.since(ended) + " later: " + after);
    }
  }

  private static String under(Child child, Kind kind) throws InterruptedException {
    try (Running _ = new Running(child.port(), kind)) {
      Thread.sleep(WARMING);
      Duration before = child.cpu();
      long began = System.nanoTime();
      String greeted = greetings(child);
      double processors =
          (double) child.cpu().minus(before).toNanos() / (System.nanoTime() - began);
      return "%s at %.1f processors,".formatted(greeted, processors);
    }
  }

  /// Median and worst of the times from connecting to the greeting.
  private static String greetings(Child child) {
    long[] times = new long[NEWCOMERS];
    for (int n = 0; n < NEWCOMERS; n++) {
      long began = System.nanoTime();
      try (Talker client = Talker.connect(child.port())) {
        client.hear();
        times[n] = System.nanoTime() - began;
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
    Arrays.sort(times);
    return "%.1f ms (median) and %.1f ms (longest of %d)"
        .formatted(times[NEWCOMERS / 2] / 1e6, times[NEWCOMERS - 1] / 1e6, NEWCOMERS);
  }
}
