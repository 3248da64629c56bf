package weir.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.net.IpAddress;
import weir.testkit.Conformance;

/// The lines that CrowdSec's parsers are tested with, and the fields that these are to find in
/// them.
class CrowdsecTest {
  /// `results["s01-parse"]["crowdsecurity/exim-logs"][3].Evt.Parsed["source_ip"] == "192.0.2.7"`.
  private static final Pattern EXPECTED =
      Pattern.compile(
          "results\\[\"s01-parse\"]\\[\"crowdsecurity/[^\"]+\"]\\[(\\d+)]\\.Evt\\.Parsed\\[\"([^\"]+)\"]"
              + " == \"(.*)\"");

  @ParameterizedTest
  @CsvSource({
    "exim-logs, exim, 25",
    "exim-syslog-logs, exim, 23",
    "postfix-logs, postfix, 9",
    "dovecot-logs, dovecot, 20"
  })
  void everyFieldThatBothKnowIsTheSame(String folder, String server, int atLeast)
      throws IOException {
    int compared = 0;
    int lines = 0;
    for (Map<String, String> expected : expected(folder)) {
      lines++;
      for (LogEvent event : read(server, expected)) {
        for (Map.Entry<String, String> ours : fields(server, event).entrySet()) {
          String theirs = expected.get(ours.getKey());
          if (theirs != null) {
            assertThat(ours.getValue()).as(expected.get("message")).isEqualTo(theirs);
            compared++;
          }
        }
      }
    }
    assertThat(compared).as("fields compared").isGreaterThanOrEqualTo(atLeast);
    assertThat(Conformance.page())
        .contains("| CrowdSec, %s | %d | %d |".formatted(folder, lines, compared));
  }

  private static List<LogEvent> read(String server, Map<String, String> expected) {
    LogGrammar grammar =
        switch (server) {
          case "postfix" -> new PostfixLog();
          case "exim" -> new EximLog();
          default -> new DovecotLog();
        };
    LogRead read =
        grammar.read(
            new LogLine(
                Instant.EPOCH,
                Optional.empty(),
                expected.getOrDefault("program", server),
                OptionalLong.empty(),
                1,
                expected.getOrDefault("message", "")));
    return read instanceof LogRead.Told(List<LogEvent> events) ? events : List.of();
  }

  /// What an event says, in the words of the suite.
  private static Map<String, String> fields(String server, LogEvent event) {
    Map<String, String> fields = new TreeMap<>();
    switch (event) {
      case LogEvent.LoginAttempt it -> {
        client(fields, it.client());
        it.login().ifPresent(login -> put(fields, login, "target_user", "dovecot_user"));
      }
      case LogEvent.Refusal it -> {
        client(fields, it.client());
        put(fields, it.stage(), "command");
        if (server.equals("exim")) {
          it.sender().ifPresent(sender -> put(fields, sender, "source_user"));
          it.recipient().ifPresent(recipient -> put(fields, recipient, "target_user"));
        }
      }
      default -> {}
    }
    return fields;
  }

  private static void client(Map<String, String> fields, Optional<IpAddress> client) {
    client.ifPresent(
        ip -> put(fields, ip.toString(), "source_ip", "remote_addr", "dovecot_remote_ip"));
  }

  private static void put(Map<String, String> fields, String value, String... names) {
    for (String name : names) {
      fields.put(name, value);
    }
  }

  /// What the suite says of each line.
  private static Iterable<Map<String, String>> expected(String folder) throws IOException {
    Map<Integer, Map<String, String>> lines = new TreeMap<>();
    for (Map.Entry<String, String> file : Conformance.read("mail-logs").entrySet()) {
      if (file.getKey().endsWith("crowdsec/" + folder + "/parser.assert")) {
        for (String line : file.getValue().lines().toList()) {
          Matcher says = EXPECTED.matcher(line);
          if (says.matches()) {
            lines
                .computeIfAbsent(Integer.valueOf(says.group(1)), _ -> new TreeMap<>())
                .put(says.group(2), unescaped(says.group(3)));
          }
        }
      }
    }
    return lines.values();
  }

  private static String unescaped(String text) {
    return text.replace("\\\"", "\"").replace("\\\\", "\\");
  }
}
