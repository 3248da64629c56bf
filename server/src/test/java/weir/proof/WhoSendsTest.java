package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.passages.PassageSearch;
import weir.passages.Sender;
import weir.passages.Senders;
import weir.sink.SinkMta;

/// Our own gateway tells who sends, without any log in between.
class WhoSendsTest {
  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();

  private Senders senders() throws SQLException {
    Senders senders = new Senders();
    try (PassageSearch search = PassageSearch.open(folder)) {
      Instant now = Instant.now();
      search.between(now.minus(Duration.ofHours(1)), now.plusSeconds(60), senders::add);
    }
    return senders;
  }

  private static void customer(Stand stand, int messages) {
    try (Talker ann = stand.client("submission", Stand.SENDER)) {
      ann.hear();
      ann.ask("EHLO pc.example.net");
      ann.secure();
      String login = Base64.getEncoder().encodeToString("\0ann@example.com\0secret".getBytes());
      assertThat(ann.ask("AUTH PLAIN " + login).code()).isEqualTo(235);
      for (int i = 0; i < messages; i++) {
        ann.ask("MAIL FROM:<ann@example.com>");
        ann.ask("RCPT TO:<bob@example.com>");
        ann.ask("RCPT TO:<postmaster@example.com>");
        ann.ask("DATA");
        ann.send("Subject: Offer " + i + "\r\n\r\nx\r\n.\r\n");
        assertThat(ann.hear().code()).isEqualTo(250);
      }
    }
  }

  @Test
  void whoLoggedInIsKnownAfterTheServerHasStoppedAndStrangersAreNoSenders() throws SQLException {
    try (Stand stand = Stand.in(folder).hop(sink.port()).start()) {
      customer(stand, 3);
      try (Talker stranger = stand.sender()) {
        assertThat(stranger.deliver("Subject: x\r\n\r\nhello\r\n").code()).isEqualTo(250);
      }
    }
    Senders senders = senders();

    assertThat(senders.messages()).isEqualTo(3);
    assertThat(senders.most(5))
        .singleElement()
        .satisfies(ann -> {
          assertThat(ann.identity()).contains("login ann@example.com");
          assertThat(ann.recipients()).isEqualTo(6);
          assertThat(ann.delivered()).isEqualTo(6);
          assertThat(ann.waiting()).isZero();
          assertThat(ann.subject()).contains("Offer #");
          assertThat(ann.networks()).asString().contains("192.0.2.0/24");
        });
  }

  @Test
  void whatIsSentAfterARestartIsAddedToWhatWasSentBefore() throws SQLException {
    for (int start = 0; start < 2; start++) {
      try (Stand stand = Stand.in(folder).hop(sink.port()).start()) {
        customer(stand, 2);
      }
    }
    assertThat(senders().most(5)).singleElement().extracting(Sender::messages).isEqualTo(4);
  }

  /// A panel that takes its time for its first answer.
  private Stand.Plan withSlowAccounts(String sleep) {
    return Stand.in(folder)
        .hop(sink.port())
        .set("directory.sources.slow.type", "'command'")
        .set("directory.sources.slow.program", "'/bin/sh'")
        .set(
            "directory.sources.slow.arguments",
            "['-c', 'sleep %s; printf \"account,login\\nshop,ann@example.com\\n\"']"
                .formatted(sleep));
  }

  @Test
  void whoSendsBeforeTheAccountsAreReadForTheFirstTimeIsNotNobody() throws Exception {
    try (Stand stand = withSlowAccounts("2").start()) {
      customer(stand, 1);
      assertThat(senders().messages()).as("nothing is laid at nobody's door").isZero();
      await(() -> senders().messages() == 1);
    }
    assertThat(senders().most(5))
        .singleElement()
        .satisfies(ann -> assertThat(ann.account()).contains("shop"));
  }

  /// A source that never answers holds nothing up but what waits for it.
  @Test
  void aServerThatStopsBeforeAnyAccountIsKnownStops() throws Exception {
    try (Stand stand = withSlowAccounts("60").start()) {
      customer(stand, 1);
    }
    assertThat(senders().messages()).isZero();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("within half a minute").isLessThan(end);
      Thread.sleep(50);
    }
  }
}
