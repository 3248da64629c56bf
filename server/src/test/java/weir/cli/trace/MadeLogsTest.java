package weir.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;

/// Complaints where the logs of the mail servers have been read, of which it is known who sent what
/// they are about. The manual has the table.
class MadeLogsTest {
  private static final int ROUNDS = 6;
  private static final Pattern ACCOUNT = Pattern.compile("Account (\\w+), (\\w+),");

  private static final String LED_HOME =
      """
      Message-ID, host and time in the log: strong right 6
      another uid in the field: strong right 6
      another's Message-ID, and the same in the log twice: nobody 6
      another's Message-ID, own in no log: nobody 6
      another's Message-ID, own queue id: nobody 6
      another's Message-ID, own subject: nobody 6
      another's Message-ID, queue id in no log: nobody 6
      another's login in the field: strong right 6
      queue id in the log: strong right 6
      queue id that came again: strong right 6
      redacted: nobody 6
      """;

  @TempDir private Path folder;

  private String traced(MadeLogs.Made complaint, List<String> wrong) throws IOException {
    Path file = Files.writeString(folder.resolve("complaint"), complaint.header() + "\n");
    String out = Here.in(folder).run("trace", file.toString()).out();
    Matcher found = ACCOUNT.matcher(out);
    if (!found.lookingAt()) {
      return complaint.sender().isEmpty() ? "right" : "nobody";
    }
    String sure = found.group(2);
    if (complaint.sender().equals(Optional.of(found.group(1)))) {
      return sure + " right";
    }
    if (sure.equals("strong") || sure.equals("certain")) {
      wrong.add(complaint + " " + out);
    }
    return sure + " wrong";
  }

  private String table() throws SQLException, IOException {
    MadeLogs logs = new MadeLogs();
    List<MadeLogs.Made> all = logs.complaints(ROUNDS);
    logs.keep(folder);
    List<String> wrong = new ArrayList<>();
    Map<String, Integer> rows = new TreeMap<>();
    for (MadeLogs.Made each : all) {
      rows.merge(each.kind() + ": " + traced(each, wrong), 1, Integer::sum);
    }
    assertThat(wrong).isEmpty();
    return rows.entrySet().stream()
        .map(row -> row.getKey() + " " + row.getValue() + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void aLogLeadsHomeAndWhatWasCopiedOrAlteredNamesNobodyElse() throws SQLException, IOException {
    assertThat(table()).isEqualTo(LED_HOME + "typed, in no log: likely wrong 6\n");
  }

  /// The file of mail1's log lies there, with other messages before and after each of these.
  @Test
  void whatWasTypedIsAClaimWhereTheLogItselfCanBeRead() throws SQLException, IOException {
    List<String> lines = new ArrayList<>();
    for (Instant at = Here.NOW.minus(Duration.ofDays(2));
        at.isBefore(Here.NOW);
        at = at.plus(Duration.ofMinutes(3))) {
      lines.add(at + " mail1 postfix/qmgr[9]: E1E2E3E4E5: removed");
    }
    Files.write(folder.resolve("mail1.log"), lines);
    assertThat(table()).isEqualTo(LED_HOME + "typed, in no log: claimed wrong 6\n");
  }
}
