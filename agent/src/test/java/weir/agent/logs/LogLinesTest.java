package weir.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.maillog.AnyFraming;
import weir.maillog.AnyLog;

/// The lines of one message, out of logs as they lie on a host.
class LogLinesTest {
  private static final Instant AT = Instant.parse("2026-11-25T07:00:00Z");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  @TempDir private Path folder;
  private final List<String> lines = new ArrayList<>();

  private static LogForm form(boolean hostsInLines) {
    return new LogForm(
        "mail", "web1", hostsInLines, new AnyFraming(ZoneId.of("UTC")), new AnyLog());
  }

  private static String line(Instant at, String said) {
    return TIME.format(at) + " web1 " + said;
  }

  private void say(int second, String said) {
    lines.add(line(AT.plusSeconds(second), said));
  }

  /// A message of each second of a time, none of which is meant.
  private static void others(List<String> into, Instant from, int seconds) {
    for (int i = 0; i < seconds; i++) {
      String id = "%010X".formatted(0xA00000L + i);
      into.add(line(from.plusSeconds(i), "postfix/qmgr[9]: " + id + ": removed"));
    }
  }

  private Path write(String name, List<String> all, Instant modified) throws IOException {
    Path file = folder.resolve(name);
    byte[] octets = (String.join("\n", all) + "\n").getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      if (name.endsWith(".gz")) {
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
          packed.write(octets);
        }
      } else {
        out.write(octets);
      }
    }
    Files.setLastModifiedTime(file, FileTime.from(modified));
    return file;
  }

  private static Sought sought(String id) {
    return sought(id, AT);
  }

  private static Sought sought(String id, Instant since) {
    return new Sought(
        "web1"::equals,
        id,
        since,
        since.minus(Duration.ofMinutes(10)),
        since.plus(Duration.ofMinutes(10)));
  }

  private static LogBudget plenty() {
    return new LogBudget(1L << 30, Duration.ofSeconds(10), () -> 0);
  }

  private LogSaid read(String id) {
    return read(sought(id), plenty());
  }

  private LogSaid read(Sought sought, LogBudget budget) {
    return LogLines.ofFile(form(false), folder.resolve("mail.log"), sought, budget);
  }

  private void current() throws IOException {
    List<String> all = new ArrayList<>();
    others(all, AT.minus(Duration.ofHours(1)), 1_000);
    all.addAll(lines);
    others(all, AT.plus(Duration.ofMinutes(20)), 1_000);
    write("mail.log", all, AT.plus(Duration.ofHours(1)));
  }

  private static List<String> said(LogSaid said) {
    return said.lines().stream().map(line -> line.substring(line.indexOf("web1 ") + 5)).toList();
  }

  @Test
  void linesOfPostfixAreThoseThatBeginWithTheId() throws IOException {
    say(0, "postfix/pickup[7]: 3F2A11C0D2: uid=2001 from=<x>");
    say(0, "postfix/cleanup[8]: 3F2A11C0D2: message-id=<1@x>");
    say(1, "postfix/smtpd[6]: 4F2A11C0D2: client=evil[192.0.2.1]");
    say(1, "opendkim[5]: 3F2A11C0D2: DKIM-Signature field added");
    say(2, "postfix/qmgr[9]: 3F2A11C0D2: removed");
    current();
    LogSaid said = read("3F2A11C0D2");
    assertThat(said(said))
        .containsExactly(
            "postfix/pickup[7]: 3F2A11C0D2: uid=2001 from=<x>",
            "postfix/cleanup[8]: 3F2A11C0D2: message-id=<1@x>",
            "opendkim[5]: 3F2A11C0D2: DKIM-Signature field added",
            "postfix/qmgr[9]: 3F2A11C0D2: removed");
    assertThat(said.completeness()).isEqualTo(new Completeness.Whole());
    assertThat(said.stopped()).isEmpty();
    assertThat(said.more()).isZero();
  }

  /// A client chooses HELO, subject and addresses; the server puts them behind its own words.
  @Test
  void hostile_anIdInAClientsWordsMakesNoLineTheMessages() throws IOException {
    say(0, "postfix/smtpd[6]: 4F2A11C0D2: client=x[192.0.2.1], helo=<3F2A11C0D2: uid=0>");
    say(0, "postfix/cleanup[8]: 4F2A11C0D2: message-id=<3F2A11C0D2>");
    current();
    assertThat(read("3F2A11C0D2").lines()).isEmpty();
    assertThat(read("4F2A11C0D2").lines()).as("twin").hasSize(2);
  }

  @Test
  void linesOfQmailAreJoinedByTheNumbersOfDeliveries() throws IOException {
    say(0, "qmail: 1795590000.1 new msg 4711");
    say(0, "qmail: 1795590000.2 info msg 4711: bytes 900 from <x@y> qp 99 uid 2001");
    say(1, "qmail: 1795590001.1 starting delivery 5: msg 4711 to remote a@b");
    say(1, "qmail: 1795590001.2 starting delivery 6: msg 4712 to remote c@d");
    say(2, "qmail: 1795590002.1 delivery 6: success: 192.0.2.9_accepted_message./");
    say(2, "qmail: 1795590002.2 delivery 5: deferral: no_4711/");
    say(3, "qmail: 1795590003.1 end msg 4711");
    current();
    assertThat(said(read("4711")))
        .hasSize(5)
        .contains("qmail: 1795590002.2 delivery 5: deferral: no_4711/")
        .noneMatch(line -> line.contains("delivery 6"));
  }

  @Test
  void eximsStartStandsBeforeTheMessageOfItsProcess() throws IOException {
    String id = "1vNxyz-000000001Ab-0aBc";
    say(0, "exim[70]: cwd=/home/other 3 args: /usr/sbin/sendmail -t -i");
    say(0, "exim[77]: cwd=/home/club/site 3 args: /usr/sbin/sendmail -t -i");
    say(1, "exim[77]: " + id + " <= u2001@web1 U=u2001 P=local S=900");
    say(2, "exim[78]: " + id + " => a@b R=dnslookup T=remote_smtp H=mx [192.0.2.9]");
    say(2, "exim[78]: " + id + " Completed");
    current();
    assertThat(said(read(id)))
        .hasSize(4)
        .startsWith("exim[77]: cwd=/home/club/site 3 args: /usr/sbin/sendmail -t -i");
  }

  @Test
  void anIdThatCameAgainMeansTheMessageOfThen() throws IOException {
    for (int uid : new int[] {2001, 2002}) {
      int second = (uid - 2001) * 120;
      say(second, "postfix/pickup[7]: 3F2A1: uid=" + uid + " from=<x>");
      say(second + 1, "postfix/qmgr[9]: 3F2A1: removed");
    }
    current();
    assertThat(said(read("3F2A1"))).hasSize(2).first().asString().contains("uid=2001");
    assertThat(said(read(sought("3F2A1", AT.plusSeconds(119)), plenty())))
        .hasSize(2)
        .first()
        .asString()
        .contains("uid=2002");
  }

  @Test
  void rotatedAndPackedFilesAreReadOnceEach() throws IOException {
    List<String> old = new ArrayList<>();
    others(old, AT.minus(Duration.ofDays(2)), 100);
    others(old, AT.minus(Duration.ofMinutes(30)), 100);
    old.add(line(AT, "postfix/pickup[7]: 3F2A11C0D2: uid=2001 from=<x>"));
    others(old, AT.plus(Duration.ofMinutes(30)), 100);
    Instant rotated = AT.plus(Duration.ofHours(1));
    write("mail.log.2.gz", old, rotated);
    write("mail.log.2", old, rotated);
    current();
    assertThat(read("3F2A11C0D2").lines()).hasSize(1);
    assertThat(read("3F2A11C0D2").completeness()).isEqualTo(new Completeness.Whole());
  }

  /// Of a large file only the part of the time is read.
  @Test
  void aFileThatIsNotPackedIsNotReadFromItsBeginning() throws IOException {
    List<String> all = new ArrayList<>();
    others(all, AT.minus(Duration.ofHours(20)), 60_000);
    all.add(line(AT, "postfix/pickup[7]: 3F2A11C0D2: uid=2001 from=<x>"));
    others(all, AT.plus(Duration.ofMinutes(20)), 60_000);
    Path file = write("mail.log", all, AT.plus(Duration.ofDays(1)));
    LogBudget budget = new LogBudget(Files.size(file) / 3, Duration.ofSeconds(9), () -> 0);
    LogSaid said = read(sought("3F2A11C0D2"), budget);
    assertThat(said.lines()).hasSize(1);
    assertThat(said.stopped()).isEmpty();
    assertThat(said.completeness()).isEqualTo(new Completeness.Whole());
  }

  @Test
  void whatIsNotReadIsSaidByTheNameOfItsLimit() throws IOException {
    say(0, "postfix/pickup[7]: 3F2A11C0D2: uid=2001 from=<x>");
    current();
    LogSaid few = read(sought("3F2A11C0D2"), new LogBudget(1, Duration.ofSeconds(9), () -> 0));
    assertThat(few.stopped()).hasValue("log-octets are read, and no more");
    assertThat(few.completeness()).isInstanceOf(Completeness.Partly.class);
    LogSaid late = read(sought("3F2A11C0D2"), new LogBudget(1L << 30, Duration.ZERO, () -> 0));
    assertThat(late.stopped()).hasValue("log-deadline is over");
    assertThat(late.lines()).isEmpty();
  }

  @Test
  void ofAMessageWithManyRecipientsTheFirstLinesAreGiven() throws IOException {
    for (int i = 0; i < 300; i++) {
      say(1, "postfix/smtp[7]: 3F2A11C0D2: to=<a" + i + "@b>, relay=none, status=deferred (x)");
    }
    current();
    LogSaid said = read("3F2A11C0D2");
    assertThat(said.lines()).hasSize(LineSieve.MOST_LINES);
    assertThat(said.more()).isEqualTo(300 - LineSieve.MOST_LINES);
  }

  private static void assertPartly(LogSaid said, String why) {
    assertThat(said.lines()).isEmpty();
    assertThat(said.completeness())
        .isInstanceOfSatisfying(
            Completeness.Partly.class, partly -> assertThat(partly.why()).contains(why));
  }

  @Test
  void aLogThatMayLackLinesSaysWhy() throws IOException {
    current();
    assertThat(read("3F2A11C0D2").completeness()).as("twin").isEqualTo(new Completeness.Whole());
    Instant before = AT.minus(Duration.ofHours(2));
    assertPartly(read(sought("3F2A11C0D2", before), plenty()), "does not reach back");
    Instant after = AT.plus(Duration.ofMinutes(36));
    assertPartly(read(sought("3F2A11C0D2", after), plenty()), "nothing of after that time");
    say(0, "rsyslogd: imuxsock lost 20 messages from pid 7 due to rate-limiting");
    current();
    assertPartly(read("3F2A11C0D2"), "threw lines away");
  }

  /// As where a time zone is wrong, or the time in a header was altered.
  @Test
  void anIdThatTheLogHasAtAnotherTimeIsNotMissing() throws IOException {
    say(1_100, "postfix/pickup[7]: 3F2A11C0D2: uid=2001 from=<x>");
    current();
    assertPartly(read("3F2A11C0D2"), "it has this id at another time: 2026-11-25T07:18:20Z");
  }

  @Test
  void aLogOfAnotherServerSaysNothingOfAnId() throws IOException {
    current();
    LogSaid said = read("1vNxyz-000000001Ab-0aBc");
    assertThat(said.lines()).isEmpty();
    assertThat(said.completeness()).isEqualTo(new Completeness.OtherIds());
  }

  @Test
  void whereTheLogWasRotatedJustThenNothingCanBeTold() throws IOException {
    List<String> before = new ArrayList<>();
    others(before, AT.minus(Duration.ofHours(1)), 3_500);
    write("mail.log.1", before, AT.minusSeconds(100));
    List<String> now = new ArrayList<>();
    others(now, AT.minusSeconds(60), 3_500);
    write("mail.log", now, AT.plus(Duration.ofHours(1)));
    assertPartly(read("3F2A11C0D2"), "rotated just then");
  }

  @Test
  void whatCannotBeReadIsSaid() throws IOException {
    assertPartly(read("3F2A11C0D2"), "there is no ");
    current();
    Files.write(folder.resolve("mail.log.1.gz"), new byte[] {1, 2, 3});
    LogSaid said = read("3F2A11C0D2");
    assertThat(said.stopped()).isPresent();
    assertPartly(said, "mail.log.1.gz");
  }

  @Test
  void ofACollectorsFileOnlyTheLinesOfTheHostCountAndItIsNeverWhole() throws IOException {
    say(0, "postfix/pickup[7]: 3F2A11C0D2: uid=2001 from=<x>");
    lines.add(
        line(AT, "postfix/pickup[7]: 3F2A11C0D2: uid=2002 from=<x>").replace(" web1 ", " web2 "));
    current();
    LogSaid said =
        LogLines.ofFile(form(true), folder.resolve("mail.log"), sought("3F2A11C0D2"), plenty());
    assertThat(said.lines()).singleElement().asString().contains("uid=2001");
    assertThat(said.completeness()).isInstanceOf(Completeness.Partly.class);
  }
}
