package weir.cli.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.queue.Spool;
import weir.api.SourceLine;
import weir.sources.Sources;
import weir.testkit.Until;
import weir.testkit.peers.Exim;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;
import weir.watch.Watch;

/// A mail server has a queue of a customer's messages, and nobody reads its log: `weir who` names
/// the uid. Then the log is read, from its beginning, and nothing counts twice.
class WhoFromTheQueueTest {
  private static final int MESSAGES = 5;

  private static final String CONTENT =
      "From: a@example.com\nSubject: cheap pills\nMessage-ID: <%s@shop.example>\n\nspam\n";

  @TempDir private Path folder;

  private static void send(PeerHost host, String command) throws IOException {
    host.run("useradd", "--uid", "2001", "u2001").orFail();
    for (int i = 0; i < MESSAGES; i++) {
      Files.writeString(
          host.file("/tmp/spam"),
          "Received: by web1 (Postfix, from userid 0)\n id A0; Wed, 25 Nov 2026 07:00:00 +0000\n"
              + CONTENT.formatted(i));
      host.runAs("u2001", command + " < /tmp/spam").orFail();
    }
  }

  /// @param log that tells of it, too
  private void assertTold(Spool spool, Path log) throws Exception {
    QueueStand stand = new QueueStand(folder);
    try (Watch watch = stand.watch();
        Sources queueOnly = stand.without(watch)) {
      stand.look(queueOnly, watch, spool);
      QueueStand.awaitKnown(queueOnly, "spool", MESSAGES);
      SourceLine line = queueOnly.lines().getFirst();
      assertThat(line.state()).isEqualTo("read");
      assertThat(line.lines()).isEqualTo(MESSAGES);
      assertThat(line.attributed()).isEqualTo(MESSAGES);
    }
    assertThat(stand.who())
        .contains("\"account\":\"shop\"", "\"identity\":\"uid 2001 on web1\"")
        .contains("\"messages\":5", "\"recipients\":10", "\"waiting\":10");

    try (Watch watch = stand.watch();
        Sources both = stand.following(log, watch)) {
      stand.look(both, watch, spool);
      QueueStand.awaitRead(both, log);
      QueueStand.awaitKnown(both, "spool", MESSAGES);
      assertThat(stand.who())
          .contains("\"identity\":\"uid 2001 on web1\"")
          .contains("\"messages\":5", "\"recipients\":10", "\"waiting\":10");
    }
  }

  /// The log is read first, and the queue looked through afterwards.
  private void assertToldTheOtherWayRound(Spool spool, Path log) throws Exception {
    QueueStand stand = new QueueStand(Files.createDirectory(folder.resolve("second")));
    try (Watch watch = stand.watch();
        Sources sources = stand.following(log, watch)) {
      QueueStand.awaitRead(sources, log);
      stand.look(sources, watch, spool);
      QueueStand.awaitKnown(sources, "spool", MESSAGES);
    }
    assertThat(stand.who())
        .contains("\"account\":\"shop\"", "\"identity\":\"uid 2001 on web1\"")
        .contains("\"messages\":5", "\"recipients\":10", "\"waiting\":10");
  }

  @Test
  void thatOfPostfix() throws Exception {
    try (PeerHost host = PeerRoot.require("postfix").start()) {
      Postfix postfix =
          Postfix.start(host, "default_transport = retry:later\n", "retry unix - - n - - error\n");
      send(host, "sendmail -f anna@shop.example x@example.net y@example.net");
      Until.holds(() -> postfix.log().split("status=deferred", -1).length > 2 * MESSAGES);
      Spool spool = new Spool(Spool.Server.POSTFIX, host.file("/var/spool/postfix"));
      assertTold(spool, host.file("/var/log/postfix.log"));
      assertToldTheOtherWayRound(spool, host.file("/var/log/postfix.log"));
    }
  }

  @Test
  void thatOfExim() throws Exception {
    try (PeerHost host = PeerRoot.require("exim").start()) {
      Exim.start(
              host,
              "queue_only\nuntrusted_set_sender = *\nlog_selector = +received_recipients +subject\n",
              "later:\n  driver = redirect\n  allow_defer\n  data = :defer: later\n  domains = example.net\n",
              QueueStand.RETRIES)
          .stopBehindFirstRun(Duration.ofSeconds(30));
      send(host, "exim4 -i -f anna@shop.example x@example.net y@example.net");
      host.run("exim4", "-q").orFail();
      Spool spool = new Spool(Spool.Server.EXIM, host.file("/var/spool/exim4"));
      assertTold(spool, host.file("/var/log/exim4/mainlog"));
      assertToldTheOtherWayRound(spool, host.file("/var/log/exim4/mainlog"));
    }
  }

  @Test
  void thatOfQmail() throws Exception {
    Path qmail = Files.createDirectory(folder.resolve("qmail"));
    for (int i = 0; i < MESSAGES; i++) {
      writeQmail(qmail, 1_000_000 + i, CONTENT.formatted(i));
    }
    Spool spool = new Spool(Spool.Server.QMAIL, qmail.resolve("queue"));
    assertTold(spool, qmail.resolve("current"));
    assertToldTheOtherWayRound(spool, qmail.resolve("current"));
  }

  /// As qmail-queue and qmail-send leave a message and their log that is deferred. No qmail runs in
  /// the tests.
  private static void writeQmail(Path qmail, long number, String content) throws IOException {
    String place = number % 23 + "/" + number;
    String sent =
        "Received: (qmail 501 invoked by uid 2001); 25 Nov 2026 08:30:00 -0000\n"
            + "Received: (qmail 7 invoked by uid 0); 25 Nov 2026 08:29:00 -0000\n"
            + content;
    write(qmail, "mess/" + place, sent);
    write(qmail, "info/" + place, "Fanna@shop.example\0");
    write(qmail, "remote/" + place, "Tx@example.net\0Ty@example.net\0");
    StringBuilder log = new StringBuilder();
    say(log, "new msg " + number);
    say(
        log,
        "info msg %d: bytes %d from <anna@shop.example> qp 501 uid 2001"
            .formatted(number, sent.length()));
    for (int i = 0; i < 2; i++) {
      say(
          log,
          "starting delivery %d: msg %d to remote %s@example.net"
              .formatted(i, number, "xy".charAt(i)));
      say(log, "delivery " + i + ": deferral: Sorry,_no_connection._(#4.4.1)/");
    }
    Path current = qmail.resolve("current");
    Files.writeString(current, (Files.exists(current) ? Files.readString(current) : "") + log);
  }

  private static void write(Path qmail, String name, String text) throws IOException {
    Path file = qmail.resolve("queue").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /// TAI64 counts from 2^62, and by the system's clock ten seconds ahead.
  private static void say(StringBuilder log, String text) {
    Instant now = Instant.now();
    log.append(
        "@%016x%08x %s\n".formatted((1L << 62) + 10 + now.getEpochSecond(), now.getNano(), text));
  }
}
