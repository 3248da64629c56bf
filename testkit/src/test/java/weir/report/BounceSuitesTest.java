package weir.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import weir.mime.Entity;
import weir.mime.MimeBounds;
import weir.testkit.Conformance;

/// Bounces of dozens of servers and providers, and what sisimai reads in them: the share on which
/// we agree is printed, and may not fall.
class BounceSuitesTest {
  /// Classes of sisimai that have one of ours, and only those that have exactly one.
  private static final Map<String, Set<Reason>> REASONS =
      Map.ofEntries(
          Map.entry("userunknown", Set.of(Reason.USER_UNKNOWN)),
          Map.entry("mailboxfull", Set.of(Reason.MAILBOX_FULL)),
          Map.entry("hostunknown", Set.of(Reason.HOST_UNKNOWN)),
          Map.entry("suspend", Set.of(Reason.RECIPIENT_CLOSED)),
          Map.entry("hasmoved", Set.of(Reason.RECIPIENT_CLOSED)),
          Map.entry("blocked", Set.of(Reason.CLIENT_BLOCKED)),
          Map.entry("badreputation", Set.of(Reason.CLIENT_BLOCKED)),
          Map.entry("requireptr", Set.of(Reason.CLIENT_BLOCKED)),
          Map.entry("spamdetected", Set.of(Reason.CONTENT)),
          Map.entry("virusdetected", Set.of(Reason.CONTENT)),
          Map.entry("contenterror", Set.of(Reason.CONTENT)),
          Map.entry("authfailure", Set.of(Reason.AUTHENTICATION)),
          Map.entry("speeding", Set.of(Reason.RATE)),
          Map.entry("toomanyconn", Set.of(Reason.RATE)),
          Map.entry("mesgtoobig", Set.of(Reason.TOO_LARGE)),
          Map.entry("exceedlimit", Set.of(Reason.TOO_LARGE)),
          Map.entry("norelaying", Set.of(Reason.RELAYING)),
          Map.entry("expired", Set.of(Reason.EXPIRED)),
          Map.entry("networkerror", Set.of(Reason.EXPIRED, Reason.SYSTEM)),
          Map.entry("systemerror", Set.of(Reason.SYSTEM)),
          Map.entry("mailererror", Set.of(Reason.SYSTEM)));

  private final Map<String, int[]> shares = new LinkedHashMap<>();

  @Test
  void weAgreeWithSisimaiAsFarAsWeDid(TestReporter reporter) throws IOException {
    Map<String, String> files = Conformance.read("arf-bounce");
    List<String> lines = Conformance.lines("arf-bounce", "sisimai_expected.tsv");
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split("\t", -1);
      compare(row, read(files.get(row[0])));
    }
    shares.forEach((what, share) -> reporter.publishEntry(what, share[0] + " of " + share[1]));
    List<String> rows = new ArrayList<>();
    shares.forEach(
        (what, share) -> rows.add("| %s | %d | %d |".formatted(what, share[1], share[0])));
    assertThat(Conformance.page()).contains(rows);
    assertThat(percent("kind")).isGreaterThanOrEqualTo(93);
    assertThat(percent("status")).isGreaterThanOrEqualTo(92);
    assertThat(percent("reply")).isGreaterThanOrEqualTo(89);
    assertThat(percent("reason")).isGreaterThanOrEqualTo(70);
  }

  /// Nothing in the whole suite stops the reading.
  @Test
  void everyMessageGivesAnAnswer() throws IOException {
    for (Map.Entry<String, String> file : Conformance.read("arf-bounce").entrySet()) {
      assertThat(read(file.getValue())).as(file.getKey()).isNotEmpty();
    }
  }

  private void compare(String[] row, List<Report> reports) {
    int number = Integer.parseInt(row[1]) - 1;
    List<Delivery> deliveries = new ArrayList<>();
    reports.forEach(report -> {
      if (report instanceof Bounce bounce) {
        deliveries.addAll(bounce.deliveries());
      }
    });
    Report first = reports.getFirst();
    boolean kind =
        switch (row[4]) {
          case "feedback" -> first instanceof Complaint;
          case "vacation" -> first instanceof AutomaticReply;
          default -> number < deliveries.size();
        };
    count("kind", kind);
    if (number < deliveries.size()) {
      Delivery delivery = deliveries.get(number);
      // Codes such as 5.0.911 are sisimai's own.
      if (!row[2].isEmpty() && !row[2].matches(".*\\.9\\d\\d")) {
        count("status", delivery.status().filter(row[2]::equals).isPresent());
      }
      if (!row[3].isEmpty()) {
        count("reply", delivery.reply().orElse(0) == Integer.parseInt(row[3]));
      }
      if (REASONS.containsKey(row[4])) {
        count("reason", REASONS.get(row[4]).contains(delivery.reason()));
      }
    }
  }

  private void count(String what, boolean agreed) {
    int[] share = shares.computeIfAbsent(what, _ -> new int[2]);
    share[0] += agreed ? 1 : 0;
    share[1]++;
  }

  private int percent(String what) {
    int[] share = shares.getOrDefault(what, new int[] {0, 1});
    return 100 * share[0] / share[1];
  }

  private static List<Report> read(String octets) {
    Entity message = Entity.read(octets.getBytes(ISO_8859_1), MimeBounds.USUAL);
    return new ReportReader(JsonReports.NONE).read(message);
  }
}
