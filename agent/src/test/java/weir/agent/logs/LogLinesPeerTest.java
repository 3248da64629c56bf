package weir.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import weir.maillog.AnyFraming;
import weir.maillog.AnyLog;
import weir.testkit.peers.Exim;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;

/// The lines that a real Postfix and a real Exim write of one message among others, from how it
/// came in to its end.
class LogLinesPeerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final LogForm FORM =
      new LogForm("mail", "here", false, new AnyFraming(ZoneOffset.UTC), new AnyLog());

  private static void send(PeerHost host) {
    for (String subject : new String[] {"first", "second", "third"}) {
      host.runAs(
              "www-data",
              "cd /tmp && printf 'Subject: %s\\n\\nhello\\n' | /usr/sbin/sendmail -i ann@example.com"
                  .formatted(subject))
          .orFail();
    }
  }

  private static String second(Pattern arrival, String log) {
    List<String> ids = arrival.matcher(log).results().map(found -> found.group(1)).toList();
    assertThat(ids).as(log).hasSizeGreaterThan(1);
    return ids.get(1);
  }

  private static List<String> linesOf(String id, Path log) {
    Instant now = Instant.now();
    Sought sought =
        new Sought(
            "here"::equals, id, now, now.minus(PATIENCE.multipliedBy(5)), now.plus(PATIENCE));
    LogBudget budget = new LogBudget(1L << 30, PATIENCE, System::nanoTime);
    LogSaid said = LogLines.ofFile(FORM, log, sought, budget);
    assertThat(said.stopped()).isEmpty();
    return said.lines();
  }

  @Test
  void ofPostfixFromPickupToRemoval() {
    try (PeerHost host = PeerRoot.require("postfix").start()) {
      Postfix postfix = Postfix.start(host, "", "");
      send(host);
      postfix.settle(PATIENCE);
      postfix.awaitLog(": removed", 3);
      String id = second(Pattern.compile("pickup\\[\\d+\\]: (\\w+): uid=33 "), postfix.log());
      List<String> lines = linesOf(id, host.file("/var/log/postfix.log"));
      assertThat(lines).hasSizeGreaterThan(3).allMatch(line -> line.contains("]: " + id + ": "));
      assertThat(lines.getFirst()).contains("uid=33");
      assertThat(lines.getLast()).endsWith(": removed");
    }
  }

  @Test
  void ofEximFromItsStartToCompletion() {
    try (PeerHost host = PeerRoot.require("exim").start()) {
      Exim exim = Exim.start(host, "log_selector = +arguments +pid\n", "", "");
      send(host);
      exim.settle(PATIENCE);
      String id = second(Pattern.compile("\\] (\\S+) <= \\S+ U=www-data"), exim.log());
      List<String> lines = linesOf(id, host.file("/var/log/exim4/mainlog"));
      assertThat(lines.getFirst()).contains("cwd=/tmp");
      assertThat(lines.subList(1, lines.size()))
          .hasSizeGreaterThan(2)
          .allMatch(line -> line.contains(" " + id + " "));
      assertThat(lines.getLast()).endsWith("Completed");
    }
  }
}
