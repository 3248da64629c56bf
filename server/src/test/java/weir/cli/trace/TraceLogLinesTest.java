package weir.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.cli.KnownMail.HANDED_OVER;
import static weir.cli.KnownMail.OURS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;
import weir.cli.KnownMail;

/// `weir trace` where the logs of the mail servers lie on this host.
class TraceLogLinesTest {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String TYPED =
      """
      Received: from pc (pc [203.0.113.9]) (Authenticated sender: ann@shop.example)
       by mail1.provider.example (Postfix) with ESMTPSA id F1F2F3F4F5; Wed, 25 Nov 2026 07:00:02 +0000
      """;

  private static final String FILTERED =
      """
      Received: from localhost (localhost [127.0.0.1])
       by mail1.provider.example (Postfix) with ESMTP id B1B2B3B4B5; Wed, 25 Nov 2026 07:00:04 +0000
      Received: from mail1.provider.example ([127.0.0.1])
       by localhost (mail1 [127.0.0.1]) (amavisd-new, port 10024) with ESMTP id aTz3hdSkVNWh; Wed, 25 Nov 2026 07:00:03 +0000
      """;

  @TempDir private Path folder;

  @BeforeEach
  void keep() throws SQLException {
    KnownMail.keep(folder);
  }

  private String trace(String header, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("complaint"), header + "\n");
    List<String> arguments = new ArrayList<>(List.of("trace", file.toString()));
    arguments.addAll(List.of(options));
    return Here.in(folder).run(arguments.toArray(new String[0])).out();
  }

  /// A log of that host, with other messages an hour before and behind.
  private void log(String host, String... said) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(line(host, KnownMail.AT.minusSeconds(1_800), "E1E2E3E4E5: removed"));
    for (String each : said) {
      lines.add(line(host, KnownMail.AT.plusSeconds(2), each));
    }
    lines.add(line(host, KnownMail.AT.plusSeconds(3_600), "D1D2D3D4D5: removed"));
    Path log = folder.resolve(host + ".log");
    Files.write(log, lines);
    Files.setLastModifiedTime(log, FileTime.from(Here.NOW));
  }

  private static String line(String host, Instant at, String said) {
    return "%s %s postfix/qmgr[9]: %s".formatted(TIME.format(at), host, said);
  }

  @Test
  void linesOfTheMessageAreShownForEachHostThatHadIt() throws IOException {
    log("mail1", "B0B: removed", "B0: from=<news@club.example>, size=9, nrcpt=1 (queue active)");
    String page = trace(HANDED_OVER + OURS);
    assertThat(page)
        .startsWith("Account club, strong, by local user")
        .contains("Log of web1: none is read here; look for A0 there\n")
        .contains("Log of mail1, " + folder.resolve("mail1.log") + ": 1 line of B0\n")
        .contains("  Nov 25 07:00:02 mail1 postfix/qmgr[9]: B0: from=<news@club.example>, size=9")
        .doesNotContain("B0B");
    assertThat(trace(HANDED_OVER + OURS, "--json"))
        .contains("\"logs\":[{\"host\":\"web1\",\"id\":\"A0\",\"is_claimed\":false,\"log\":null")
        .contains("\"lines\":[\"Nov 25 07:00:02 mail1 postfix/qmgr[9]: B0: from=<news@club")
        .doesNotContain("\"field\":");
  }

  @Test
  void hostile_whatAClientWroteIntoALineObeysNothing() throws IOException {
    log("mail1", "B0: from=<\u001b[2J>, size=9, nrcpt=1 (queue active)");
    assertThat(trace(HANDED_OVER + OURS)).contains("B0: from=<\\u001b[2J>");
  }

  @Test
  void whatWasNotReadIsSaid() throws IOException {
    log("mail1", "B0: removed");
    assertThat(trace(HANDED_OVER + OURS, "--log-deadline", "0s"))
        .contains(": nothing of B0; log-deadline is over\n");
    assertThat(trace(HANDED_OVER + OURS, "--log-octets", "1B"))
        .contains(": 1 line of B0; log-octets are read, and no more\n");
    Here.Ran wrong = Here.in(folder).run("trace", "--log-octets", "much", "x");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("\"much\" is not a size");
  }

  @Test
  void hostile_anIdThatTheWholeLogOfThatTimeDoesNotHaveIsAClaim() throws IOException {
    assertThat(trace(HANDED_OVER + TYPED))
        .as("where no log is read, it cannot be told")
        .startsWith("Account shop, likely")
        .contains("would settle it: F1F2F3F4F5 in the log of the mail server of mail1");
    log("mail1", "B0: removed");
    assertThat(trace(HANDED_OVER + TYPED))
        .startsWith("Account shop, claimed, by Received field of a host of ours")
        .contains(
            "claimed    Received field 2 says that mail1 had it as F1F2F3F4F5, and the log of mail1"
                + " does not have that id\n")
        .contains(
            "claimed    mail1: logged in as ann@shop.example\n           why: the field says so\n")
        .contains(": nothing of F1F2F3F4F5, which the header says\n")
        .doesNotContain("F1F2F3F4F5 in the log of", "mail1 wrote Received field 2");
  }

  @Test
  void theIdOfAFilterIsNeitherLookedForNorMissed() throws IOException {
    log("mail1", "F1F2F3F4F5: removed", "B1B2B3B4B5: removed");
    assertThat(trace(HANDED_OVER + FILTERED + TYPED))
        .startsWith("Account shop, likely")
        .contains(": 1 line of F1F2F3F4F5", ": 1 line of B1B2B3B4B5")
        .doesNotContain("does not have that id", "aTz3hdSkVNWh");
    String named = FILTERED.replace("by localhost (", "by mail1.provider.example (");
    assertThat(trace(HANDED_OVER + named + TYPED))
        .as("a filter that calls itself as the host is called")
        .startsWith("Account shop, likely")
        .contains(": nothing of aTz3hdSkVNWh")
        .doesNotContain("does not have that id");
    log("mail1", "B0: removed");
    assertThat(trace(HANDED_OVER + FILTERED + TYPED))
        .as("typed with a filter's fields")
        .startsWith("Account shop, claimed");
  }

  /// What the host itself queued with fields that a program on it made up.
  @Test
  void hostile_anIdOfACustomersProgramSpeaksForNoneBelowIt() throws IOException {
    log("web1", "B1B2B3B4B5: removed");
    String onWeb1 =
        (HANDED_OVER + FILTERED + TYPED).replace("mail1", "web1").replace("100.1]", "100.11]");
    for (String by :
        List.of("by web1.provider.example (Postfix) with ESMTPSA", "by localhost with ESMTPSA")) {
      assertThat(trace(onWeb1.replace("by web1.provider.example (Postfix) with ESMTPSA", by)))
          .as(by)
          .startsWith("Account shop, claimed")
          .contains("had it as F1F2F3F4F5, and the log of web1 does not have that id");
    }
  }

  @Test
  void anIdThatTheLogHasIsNoClaim() throws IOException {
    log("mail1", "F1F2F3F4F5: removed");
    assertThat(trace(HANDED_OVER + TYPED))
        .startsWith("Account shop, likely")
        .contains(
            "would settle it: whether the lines of F1F2F3F4F5 in the log of mail1, which are shown,"
                + " tell the same as the field\n")
        .doesNotContain("F1F2F3F4F5 in the log of the mail server")
        .contains(": 1 line of F1F2F3F4F5, which the header says\n");
  }

  @Test
  void aLogThatMayLackTheLineProvesNothing() throws IOException {
    log("mail1", "rsyslogd");
    Path log = folder.resolve("mail1.log");
    Files.write(log, Files.readAllLines(log).subList(0, 2));
    assertThat(trace(HANDED_OVER + TYPED))
        .startsWith("Account shop, likely")
        .contains(
            ": nothing of F1F2F3F4F5, which the header says; it has nothing of after that time yet");
    Files.write(log, List.of(line("mail1", KnownMail.AT.minusSeconds(9_000), "x")));
    assertThat(trace(HANDED_OVER + TYPED)).startsWith("Account shop, likely");
  }
}
