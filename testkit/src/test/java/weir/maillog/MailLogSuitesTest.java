package weir.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.net.IpAddress;
import weir.testkit.Conformance;

/// Real lines of the four mail servers, from the suites of fail2ban, CrowdSec and Exim.
class MailLogSuitesTest {
  private static final Instant LATEST = Instant.parse("2026-11-28T00:00:00Z");

  private static final Pattern HOST = Pattern.compile("\"host\": *\"([^\"]+)\"");

  /// In whichever way the servers' lines come.
  private static final List<LogFraming> FRAMINGS =
      List.of(
          new MultilogFraming(""),
          new SyslogFraming(ZoneOffset.UTC),
          new OwnFileFraming(ZoneOffset.UTC, ""));

  /// The attack lines of fail2ban say whose they are: what we read of a client is that.
  @ParameterizedTest
  @CsvSource({"postfix, 36", "exim, 15", "dovecot, 35"})
  void theClientIsTheOneThatTheSuiteNames(String file, int atLeast) throws IOException {
    int compared = 0;
    String host = null;
    for (String line : lines("fail2ban/" + file)) {
      if (line.startsWith("#")) {
        Matcher says = HOST.matcher(line);
        host = line.contains("failJSON") && says.find() ? says.group(1) : null;
      } else if (host != null) {
        for (IpAddress client : clients(read(file, line))) {
          assertThat(client.toString()).as(line).isEqualTo(host);
          compared++;
        }
        host = null;
      }
    }
    assertThat(compared).as("clients compared").isGreaterThanOrEqualTo(atLeast);
  }

  /// What is not understood is counted and shown; the bounds keep it from growing unseen. Of Exim's
  /// own suite it is what its configurations write themselves (`logwrite`), in words of their own.
  @ParameterizedTest
  @CsvSource({
    "fail2ban/postfix, postfix, 95",
    "fail2ban/exim, exim, 94",
    "fail2ban/dovecot, dovecot, 90",
    "crowdsec/postfix-logs/postfix-logs.log, postfix, 100",
    "crowdsec/exim-logs/exim-logs.log, exim, 100",
    "crowdsec/dovecot-logs/dovecot-logs.log, dovecot, 100",
    "exim-testsuite/log/, exim, 79"
  })
  void mostLinesAreUnderstood(String path, String server, int percent, TestReporter reporter)
      throws IOException {
    List<String> missed = new ArrayList<>();
    int all = 0;
    for (String line : lines(path)) {
      if (!line.startsWith("#") && framed(server, line).isPresent()) {
        all++;
        if (read(server, line) instanceof LogRead.NotUnderstood) {
          missed.add(line);
        }
      }
    }
    assertThat(all).as("lines").isPositive();
    String share = 100 * (all - missed.size()) / all + " % of " + all + " lines understood";
    reporter.publishEntry(path, share);
    assertThat(Conformance.page())
        .contains(
            String.format(Locale.ROOT, "| `%s` | %,d | %,d |", path, all, all - missed.size()));
    assertThat(100 * (all - missed.size())).as(share).isGreaterThanOrEqualTo(percent * all);
  }

  private static List<IpAddress> clients(LogRead read) {
    List<IpAddress> clients = new ArrayList<>();
    if (read instanceof LogRead.Told(List<LogEvent> events)) {
      for (LogEvent event : events) {
        if (event instanceof LogEvent.LoginAttempt attempt) {
          attempt.client().ifPresent(clients::add);
        } else if (event instanceof LogEvent.Refusal refusal) {
          refusal.client().ifPresent(clients::add);
        }
      }
    }
    return clients;
  }

  private static LogRead read(String server, String line) {
    LogGrammar grammar =
        switch (server) {
          case "postfix" -> new PostfixLog();
          case "exim" -> new EximLog();
          default -> new DovecotLog();
        };
    return framed(server, line).map(grammar::read).orElseGet(LogRead.NotUnderstood::new);
  }

  /// Of each server's lines some came through syslog, and some did not.
  private static Optional<LogLine> framed(String server, String line) {
    List<LogFraming> framings = server.equals("exim") ? FRAMINGS.reversed() : FRAMINGS;
    return framings.stream().flatMap(framing -> framing.read(line, LATEST).stream()).findFirst();
  }

  /// The lines of the files whose path ends so, or lies in that folder.
  private static List<String> lines(String path) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> file : Conformance.read("mail-logs").entrySet()) {
      if (file.getKey().endsWith(path) || (path.endsWith("/") && file.getKey().contains(path))) {
        // Exim's harness puts letters in place of what differs from run to run.
        String text = file.getValue().replace(" S=sss", " S=777");
        text.lines().filter(line -> !line.isBlank()).forEach(lines::add);
      }
    }
    return lines;
  }
}
