package weir.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import weir.testkit.FreePort;
import weir.testkit.Until;
import weir.tls.SelfMade;
import weir.tls.TlsFiles;
import weir.tls.TlsProblem;

/// Clients that keep every pool of threads busy which sessions wait for, and the queue of each
/// full: hashes, files of long messages, mailboxes, held messages and questions to a program. The
/// disk is slow, the hashes are, and the program never answers.
final class FullPools implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// Who is refused comes again after this time.
  private static final Duration REST = Duration.ofSeconds(1);

  /// Longest time that a question to the program may take, as the settings say. Only a question
  /// that finds the queue full is answered in half of it.
  private static final Duration LOOKUP = Duration.ofSeconds(5);

  private static final String HELD_FROM = "127.0.0.5";
  private static final String SHORT = "Subject: x\r\n\r\nhello\r\n";
  private static final String LONG =
      "Subject: long\r\n\r\n" + "a line of forty characters, all in all\r\n".repeat(1_600);

  /// Shorter queues than shipped, since more clients would measure the processors; and connections
  /// for all long messages, or they would wait for those.
  private static final String SHORTER =
      """
      login.checks-waiting = 16
      lookup.waiting = 64
      limits.waiting-for-disk = 100
      hops.boxes.waiting = 64
      held.waiting = 64
      hops.files.connections = 1000
      """;

  /// What is kept busy, and what its clients ask for.
  enum Pool {
    HASHES("235", "454 4.7.0"),
    FILES("250", "452 4.3.1"),
    MAILBOXES("250", "452 4.3.1"),
    HELD("250", "452 4.3.1"),
    LOOKUP("250", "451");

    private final String good;
    private final String full;

    /// @param good how the reply begins where there was a turn
    /// @param full and where the queue was full
    Pool(String good, String full) {
      this.good = good;
      this.full = full;
    }
  }

  private final Child child;
  private final int submission;
  private final Map<Pool, Map<String, Integer>> heard = new EnumMap<>(Pool.class);
  private final Map<Pool, AtomicInteger> refused = new EnumMap<>(Pool.class);
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger names = new AtomicInteger();
  private final CountDownLatch enough = new CountDownLatch(1);
  private final List<Thread> clients = new ArrayList<>();

  /// @param submission the port of the listener of that role
  private FullPools(Child child, int submission) {
    this.child = child;
    this.submission = submission;
    for (Pool pool : Pool.values()) {
      heard.put(pool, new ConcurrentSkipListMap<>());
      refused.put(pool, new AtomicInteger());
    }
  }

  static Row row(Path folder) throws IOException, InterruptedException, TlsProblem {
    // Of each as many as have a turn or may wait, and some more.
    Map<Pool, Integer> number =
        Map.of(
            Pool.HASHES,
            40,
            Pool.FILES,
            150,
            Pool.MAILBOXES,
            100,
            Pool.HELD,
            100,
            Pool.LOOKUP,
            100);
    Duration between = Duration.ofMillis(50);
    try (Behind behind = new Behind.Server();
        FullPools pools = start(folder, behind, Duration.ofMillis(200), SHORTER)) {
      Newcomers before = Newcomers.come(pools.port(), 100, between);
      pools.fill(number);
      Newcomers meanwhile = Newcomers.come(pools.port(), 200, between);
      long ended = System.nanoTime();
      pools.enough.countDown();
      String normal = pools.untilNormal(ended);
      pools.join();
      Newcomers after = Newcomers.come(pools.port(), 100, between);
      int expected = before.acknowledged() + meanwhile.acknowledged() + after.acknowledged();
      pools.child.stop();
      int arrived = behind.take().size() + pools.arrived(folder);
      int missing = expected + pools.acknowledged.get() - arrived;
      return new Row(
          "clients keep all pools busy and their queues full: " + number,
          "newcomers %s; before: %s; told: %s".formatted(meanwhile, before, pools.heard),
          missing > 0 ? missing + " messages" : Row.NOTHING,
          normal + "; then newcomers " + after);
    }
  }

  /// A server on a slow disk, with nobody at it yet.
  ///
  /// @param call how much longer each call to the disk takes
  /// @param settings further ones
  static FullPools start(Path folder, Behind behind, Duration call, String settings)
      throws IOException, TlsProblem {
    int submission = FreePort.any();
    TlsFiles tls =
        SelfMade.in(
            folder.resolve("tls"), List.of("mx.example.com"), Instant.now(), new SecureRandom());
    String hash = BcryptFunction.getInstance(Bcrypt.B, 12).hash("secret").getResult();
    Path logins =
        Files.writeString(folder.resolve("logins"), "ann@example.com:" + hash + "\n", UTF_8);
    String lines =
        """
        listeners.submission = {address = '127.0.0.1:%1$d', role = 'submission'}
        tls.certificate = '%2$s'
        tls.key = '%3$s'
        login.passwords = '%4$s'
        login.remember = '0s'
        lookup.ask = {type = 'command', program = '/bin/sleep', arguments = ['60']}
        lookup.deadline = '%5$ds'
        limits.message-in-memory = '16KB'
        domains."long.example" = {hop = 'files', recipients = ['ann']}
        domains."boxes.example" = {hop = 'boxes', recipients = ['ann']}
        hops.boxes.type = 'maildir'
        hops.boxes.root = '%6$s'
        checks.connections.enabled = false
        checks.access.block = ['%7$s']
        checks.access.address-blocked = {quarantine = true}
        """
            .formatted(
                submission,
                tls.certificate(),
                tls.key(),
                logins,
                LOOKUP.toSeconds(),
                folder.resolve("boxes"),
                HELD_FROM);
    String hops = behind.settings() + behind.settings().replace("hops.back", "hops.files");
    Child child =
        Child.start(
            folder, Strace.slowDisk(call), Child.settings(folder) + lines + hops + settings);
    return new FullPools(child.awaitReady(), submission);
  }

  int port() {
    return child.port();
  }

  /// Sends in so many clients of each, which go on until this is closed, and returns when each pool
  /// has refused some of them.
  void fill(Map<Pool, Integer> number) {
    number.forEach((pool, many) -> {
      for (int n = 0; n < many; n++) {
        clients.add(Thread.startVirtualThread(() -> keepAsking(pool)));
      }
    });
    awaitRefusals();
  }

  /// Returns when each pool has refused one more client.
  void awaitRefusals() {
    refused.forEach((_, count) -> {
      int before = count.get();
      Until.holds(PATIENCE, () -> count.get() > before);
    });
  }

  private void keepAsking(Pool pool) {
    try {
      do {
        if (!ask(pool)) {
          enough.await(REST.toMillis(), TimeUnit.MILLISECONDS);
        }
      } while (enough.getCount() > 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return whether there was a turn
  private boolean ask(Pool pool) {
    String kind;
    long began = System.nanoTime();
    try (Talker client = Talker.connect(from(pool), pool == Pool.HASHES ? submission : port())) {
      client.hear();
      client.ask("EHLO mail.example.net");
      kind = ask(pool, client).kind();
    } catch (UncheckedIOException e) {
      kind = "no answer";
    }
    boolean late = System.nanoTime() - began > LOOKUP.dividedBy(2).toNanos();
    heard.get(pool).merge(kind, 1, Integer::sum);
    if (kind.startsWith(pool.full) && !(pool == Pool.LOOKUP && late)) {
      refused.get(pool).incrementAndGet();
    }
    boolean good = kind.startsWith(pool.good);
    acknowledged.addAndGet(good && pool != Pool.HASHES ? 1 : 0);
    return good;
  }

  private static InetAddress from(Pool pool) {
    try {
      return InetAddress.getByName(pool == Pool.HELD ? HELD_FROM : "127.0.0.1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Said ask(Pool pool, Talker client) {
    return switch (pool) {
      case HASHES -> {
        client.secure();
        byte[] login = "\0ann@example.com\0secret".getBytes(ISO_8859_1);
        yield client.ask("AUTH PLAIN " + Base64.getEncoder().encodeToString(login));
      }
      case FILES -> client.deliver("ann@long.example", LONG);
      case MAILBOXES -> client.deliver("ann@boxes.example", SHORT);
      case HELD -> client.deliver("ann@example.com", SHORT);
      case LOOKUP -> {
        client.ask("MAIL FROM:<carl@example.net>");
        yield client.ask("RCPT TO:<ann@n" + names.incrementAndGet() + ".example>");
      }
    };
  }

  /// How long after its end each pool had a turn for whoever came.
  private String untilNormal(long ended) {
    Map<Pool, String> normal = new TreeMap<>();
    for (Pool pool : List.of(Pool.HASHES, Pool.FILES, Pool.MAILBOXES, Pool.HELD)) {
      Until.holds(PATIENCE, () -> ask(pool));
      normal.put(pool, Row.since(ended));
    }
    return "had a turn for a newcomer after: " + normal;
  }

  /// Messages in mailboxes and in the store. To be asked when the server is dead.
  private int arrived(Path folder) {
    int boxes = new Behind.Mailbox(folder.resolve("boxes"), "ann@boxes.example").take().size();
    return boxes + new Behind.Held(folder).take().size();
  }

  private void join() throws InterruptedException {
    for (Thread client : clients) {
      client.join();
    }
  }

  @Override
  public void close() {
    enough.countDown();
    child.close();
  }
}
