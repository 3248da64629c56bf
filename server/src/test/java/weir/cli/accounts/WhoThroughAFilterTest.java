package weir.cli.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.queue.Spool;
import weir.sources.Sources;
import weir.testkit.FreePort;
import weir.testkit.Until;
import weir.testkit.peers.Exim;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;
import weir.watch.Watch;

/// A real mail server has a content filter behind it, which holds a customer's messages until they
/// lie in the queue for long, and gives them back under other ids. With the log they count once.
class WhoThroughAFilterTest {
  private static final int MESSAGES = 2;

  @TempDir private Path folder;

  private static void send(PeerHost host, String command) throws IOException {
    host.run("useradd", "--uid", "2001", "u2001").orFail();
    for (int i = 0; i < MESSAGES; i++) {
      Files.writeString(
          host.file("/tmp/mail"), "Message-ID: <%d@shop.example>\n\nhello\n".formatted(i));
      host.runAs("u2001", command + " < /tmp/mail").orFail();
    }
  }

  private static void assertCountedOnce(QueueStand stand) {
    assertThat(stand.who())
        .contains("\"identity\":\"uid 2001 on web1\"")
        .contains("\"messages\":2", "\"recipients\":4", "\"waiting\":4")
        .doesNotContain("127.0.0.1");
  }

  /// @param back the port on which the server takes mail from the filter
  /// @param deferred how many recipients the server has deferred, by its log
  private void assertCounted(
      Spool spool, Path log, HoldingFilter filter, int back, Supplier<Long> deferred)
      throws Exception {
    QueueStand early = new QueueStand(Files.createDirectory(folder.resolve("early")));
    QueueStand late = new QueueStand(Files.createDirectory(folder.resolve("late")));
    try (Watch watch = early.watch();
        Sources sources = early.following(log, watch);
        Watch lateWatch = late.watch();
        Sources queueOnly = late.without(lateWatch)) {
      early.look(sources, watch, spool);
      late.look(queueOnly, lateWatch, spool);
      Until.holds(() -> filter.holding() == MESSAGES);
      QueueStand.awaitKnown(sources, "spool", MESSAGES);
      QueueStand.awaitKnown(queueOnly, "spool", MESSAGES);
      assertCountedOnce(early);
      filter.release(back);
      Until.holds(() -> deferred.get() >= 2 * MESSAGES);
      QueueStand.awaitRead(sources, log);
      QueueStand.awaitKnown(sources, "spool", 2 * MESSAGES);
      QueueStand.awaitKnown(queueOnly, "spool", 2 * MESSAGES);
      assertCountedOnce(early);
    }
    try (Watch watch = late.watch();
        Sources sources = late.following(log, watch)) {
      QueueStand.awaitRead(sources, log);
      assertCountedOnce(late);
    }
  }

  private static long count(String log, String words) {
    return log.split(words, -1).length - 1;
  }

  @Test
  void thatOfPostfix() throws Exception {
    int back = FreePort.any();
    try (PeerHost host = PeerRoot.require("postfix").start();
        HoldingFilter filter = new HoldingFilter()) {
      Postfix postfix =
          Postfix.start(
              host,
              "default_transport = retry:later\ncontent_filter = smtp:[127.0.0.1]:%d\n"
                  .formatted(filter.port()),
              "127.0.0.1:%d inet n - n - - smtpd\n  -o content_filter=\n  -o receive_override_options=no_unknown_recipient_checks\nretry unix - - n - - error\n"
                  .formatted(back));
      send(host, "sendmail -f anna@shop.example x@example.net y@example.net");
      Spool spool = new Spool(Spool.Server.POSTFIX, host.file("/var/spool/postfix"));
      assertCounted(
          spool,
          host.file("/var/log/postfix.log"),
          filter,
          back,
          () -> count(postfix.log(), "status=deferred"));
    }
  }

  @Test
  void thatOfExim() throws Exception {
    try (PeerHost host = PeerRoot.require("exim").start();
        HoldingFilter filter = new HoldingFilter()) {
      Exim exim =
          Exim.start(
              host,
              "untrusted_set_sender = *\nlog_selector = +received_recipients\n",
              """
              known:
                driver = accept
                verify_only
                domains = example.net
              filter:
                driver = manualroute
                condition = ${if eq{$sender_host_address}{}}
                domains = example.net
                route_list = * 127.0.0.1
                transport = filter
                self = send
              later:
                driver = redirect
                allow_defer
                data = :defer: later
                domains = example.net
              """,
              "filter:\n  driver = smtp\n  port = %d\n  allow_localhost\n%s"
                  .formatted(filter.port(), QueueStand.RETRIES));
      send(host, "exim4 -i -odb -f anna@shop.example x@example.net y@example.net");
      Spool spool = new Spool(Spool.Server.EXIM, host.file("/var/spool/exim4"));
      assertCounted(
          spool,
          host.file("/var/log/exim4/mainlog"),
          filter,
          exim.port(),
          // However it is put off: "retry time not reached" where the other message was there
          // first.
          () -> count(exim.log(), " == "));
    }
  }
}
