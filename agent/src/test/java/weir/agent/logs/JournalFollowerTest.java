package weir.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.maillog.Entrance;
import weir.observation.Observation;
import weir.observation.Writer;

/// The journal, as `journalctl --output=json` printed it on a host with Postfix.
class JournalFollowerTest {
  private static final String ENTRY =
      """
      {"__CURSOR":"s=aa;i=%x","__REALTIME_TIMESTAMP":"%d","__MONOTONIC_TIMESTAMP":"77",\
      "_BOOT_ID":"0c","PRIORITY":"6","SYSLOG_FACILITY":"2","SYSLOG_IDENTIFIER":"%s",%s\
      "_PID":"4711","SYSLOG_TIMESTAMP":"Nov 29 02:00:00 ","_HOSTNAME":"mail1","_TRANSPORT":"syslog",\
      "MESSAGE":%s}
      """;

  @TempDir private Path folder;

  private static final String PASSWD =
      """
      root:x:0:0:root:/root:/bin/bash
      www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
      Debian-exim:x:106:113::/var/spool/exim4:/usr/sbin/nologin
      postfix:x:108:115::/var/spool/postfix:/usr/sbin/nologin
      dovecot:x:109:116::/usr/lib/dovecot:/usr/sbin/nologin
      mta:x:110:117::/:/usr/sbin/nologin
      anna:x:2001:2001::/home/anna:/bin/sh
      nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
      qmaill:x:64015:64010::/var/qmail:/usr/sbin/nologin
      """;

  private Path journal;
  private final List<Optional<String>> starts = new ArrayList<>();
  private final Seen seen = new Seen();
  private JournalFollower follower;
  private long micros = 1_795_917_600_000_000L;
  private int entries;

  @BeforeEach
  void begin() throws IOException {
    journal = folder.resolve("journal");
    Files.writeString(folder.resolve("passwd"), PASSWD);
    start();
  }

  private void start() {
    follower =
        new JournalFollower(
            Rotating.FORM,
            this::print,
            new Writers(Rotating.FORM.grammar(), folder.resolve("passwd")),
            seen,
            new KeptFile(folder.resolve("position")),
            seen.told,
            () -> Rotating.NOW);
  }

  /// Prints what is there behind the cursor, and ends.
  private Process print(Optional<String> cursor, long since) throws IOException {
    starts.add(cursor);
    List<String> all = Files.readAllLines(journal);
    int from = 0;
    for (int i = 0; i < all.size(); i++) {
      from = cursor.filter(all.get(i)::contains).isPresent() ? i + 1 : from;
    }
    Path rest = Files.write(folder.resolve("rest"), all.subList(from, all.size()));
    return new ProcessBuilder("cat").redirectInput(rest.toFile()).start();
  }

  private void write(String program, int uid, String json) throws IOException {
    write(program, "\"_UID\":\"" + uid + "\",", json);
  }

  /// @param writer the fields that say who wrote it, each with a comma behind it
  private void write(String program, String writer, String json) throws IOException {
    Files.writeString(
        journal,
        ENTRY.formatted(++entries, micros++, program, writer, json),
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /// Until the program has ended.
  private void read() throws InterruptedException {
    while (true) {
      try {
        follower.round();
      } catch (IOException ended) {
        assertThat(ended).hasMessage("journalctl ended with status 0");
        return;
      }
      Thread.onSpinWait();
    }
  }

  private void pickup() throws IOException {
    write("postfix/pickup", 108, "\"3F2A11C0D2: uid=2001 from=<web@example.com>\"");
  }

  private void queued() throws IOException {
    write(
        "postfix/qmgr",
        108,
        "\"3F2A11C0D2: from=<web@example.com>, size=99, nrcpt=2 (queue active)\"");
  }

  private Optional<Entrance> by() {
    return seen.of(Observation.Entered.class).getFirst().by();
  }

  @Test
  void linesOfTheJournalAreJoined() throws Exception {
    pickup();
    queued();
    read();
    assertThat(by()).containsInstanceOf(Entrance.Program.class);
    assertThat(seen.of(Observation.Entered.class).getFirst().witness().writer())
        .as("the kernel says who wrote it")
        .isEqualTo(Writer.SERVER);
    assertThat(follower.coverage().lastLine())
        .hasValue(Instant.EPOCH.plusNanos((micros - 1) * 1_000));
  }

  @Test
  void hostile_097_theNextProcessGoesOnBehindTheCursor() throws Exception {
    pickup();
    read();
    follower.keep();
    queued();
    read();
    start(); // killed before it was kept: the entry is read again, and told again
    read();
    assertThat(starts)
        .containsExactly(Optional.empty(), Optional.of("s=aa;i=1"), Optional.of("s=aa;i=1"));
    assertThat(seen.of(Observation.Entered.class)).hasSize(1);
    assertThat(by()).isPresent();
  }

  @Test
  void hostile_097_aClockThatWasSetBackLosesNothing() throws Exception {
    pickup();
    micros -= 3_600_000_000L;
    queued();
    read();
    assertThat(seen.of(Observation.Entered.class)).hasSize(1);
  }

  @Test
  void hostile_096_aLineThatACustomerWritesInTheNameOfPostfixIsNotRead() throws Exception {
    write(
        "postfix/pickup",
        "\"_UID\":\"2001\",\"_EXE\":\"/usr/bin/logger\",",
        "\"3F2A11C0D2: uid=0 from=<root@example.com>\"");
    queued();
    read();
    assertThat(by()).isEmpty();
    assertThat(follower.coverage().unbelieved()).isEqualTo(1);
    assertThat(follower.coverage().samples())
        .first()
        .asString()
        .startsWith("written by uid 2001 (/usr/bin/logger) in the name of postfix/pickup: 3F2A");
  }

  /// Lines that say something, each in its server's words.
  private static String line(String program) {
    return switch (program.replaceAll("/.*", "")) {
      case "postfix" ->
          "3F2A11C0D2: to=<a@b>, relay=none, delay=1, delays=1/0/0/0, dsn=5.0.0,"
              + " status=bounced (no)";
      case "exim" -> "1tGBZa-0005vi-2C ** a@b: Unrouteable address";
      case "dovecot" -> "imap-login: Login: user=<ann>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1";
      case "qmail" -> "end msg 77";
      default -> "Failed login for ann from 192.0.2.7 in session abc (error: 0)";
    };
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          postfix/smtpd, 108,   -,                               -
          postfix/local, 0,     -,                               -
          postfix/smtpd, 110,   /usr/lib/postfix/sbin/smtpd,     postfix@-.service
          exim,          106,   -,                               -
          exim,          110,   /usr/sbin/exim4,                 exim4.service
          dovecot,       0,     /usr/lib/dovecot/log,            dovecot.service
          dovecot,       109,   -,                               -
          qmail,         64015, /var/qmail/bin/splogger,         qmail.service
          roundcube,     33,    /usr/sbin/php-fpm8.2,            php8.2-fpm.service
          postfix/smtpd, 110,   /usr/libexec/postfix/smtpd,      postfix.service
          postfix/smtpd, 110,   /usr/lib/postfix/bin/smtpd,      postfix.service
          exim,          110,   /usr/exim/bin/exim-4.97-1,       exim.service
          dovecot,       110,   /usr/libexec/dovecot/imap-login, dovecot.service
          dovecot,       110,   /usr/sbin/dovecot,               dovecot.service
          qmail,         110,   /var/qmail/bin/splogger,         qmail.service
          roundcube,     110,   /opt/remi/php82/root/usr/sbin/php-fpm, roundcube.service
          """)
  void whatAServerWritesItselfIsRead(String program, int uid, String exe, String unit)
      throws Exception {
    write(program, writer(uid, exe, unit), "\"" + line(program) + "\"");
    read();
    assertThat(follower.coverage().unbelieved()).isZero();
    assertThat(seen.all).hasSize(1);
  }

  /// A web server's user is many customers', `nobody` is anybody's, and whoever starts a server's
  /// program is still himself.
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          postfix/smtpd, 33,    /usr/bin/logger,                 apache2.service
          postfix/smtpd, 33,    /usr/sbin/postlog,               postfix@-.service
          postfix/smtpd, 33,    /usr/lib/postfix/sbin/smtpd,     apache2.service
          postfix/smtpd, 65534, /usr/lib/postfix/sbin/smtpd,     postfix@-.service
          postfix/smtpd, -,     -,                               -
          exim,          2001,  /usr/sbin/exim4,                 session-4.scope
          exim,          33,    /usr/sbin/exim4,                 apache2.service
          dovecot,       2001,  /usr/bin/logger,                 user@2001.service
          qmail,         2001,  /var/qmail/bin/splogger,         qmail.service
          qmail,         33,    /var/qmail/bin/splogger,         apache2.service
          roundcube,     2001,  /usr/bin/php8.2,                 session-4.scope
          postfix/smtpd, 110,   /home/me/usr/lib/postfix/smtpd,  postfix.service
          postfix/smtpd, 110,   /usr/bin/logger,                 postfix.service
          exim,          110,   /home/me/exim,                   exim4.service
          exim,          110,   /tmp/exim4,                      exim4.service
          exim,          110,   /usr/bin/eximstats,              exim4.service
          dovecot,       110,   /home/me/dovecot/log,            dovecot.service
          qmail,         110,   /tmp/splogger,                   qmail.service
          roundcube,     110,   /home/me/php,                    roundcube.service
          """)
  void hostile_096_whatSomebodyElseWritesInAServersNameIsNot(
      String program, Integer uid, String exe, String unit) throws Exception {
    write(program, writer(uid, exe, unit), "\"" + line(program) + "\"");
    read();
    assertThat(follower.coverage().unbelieved()).isEqualTo(1);
    assertThat(seen.all).isEmpty();
  }

  @Test
  void whatTellsNothingIsAnybodys() throws Exception {
    write("postfix/sendmail", 2001, "\"fatal: no recipients\"");
    write("dovecot", 2001, "\"lda(anna)<7><x>: msgid=<a@b>: saved mail to INBOX\"");
    write("postfixadmin", 33, "\"hello\"");
    read();
    assertThat(follower.coverage().unbelieved()).isZero();
    assertThat(follower.coverage().unknown()).isZero();
    assertThat(seen.all).isEmpty();
  }

  private static String writer(Integer uid, String exe, String unit) {
    return (uid == null ? "" : "\"_UID\":\"" + uid + "\",")
        + (exe == null ? "" : "\"_EXE\":\"" + exe + "\",")
        + (unit == null ? "" : "\"_SYSTEMD_UNIT\":\"" + unit + "\",");
  }

  /// Exim logs its arguments as long as it is the customer's process, and only of that process.
  @Test
  void howEximWasStartedIsToldByWhoeverStartedIt() throws Exception {
    String customer = "\"_UID\":\"2001\",\"_EXE\":\"/usr/sbin/exim4\",";
    write("exim", customer, "\"cwd=/home/anna 3 args: sendmail -t -i\"");
    write("exim", customer, "\"[99] cwd=/home/victim 3 args: sendmail -t -i\"");
    write("exim", 2001, "\"cwd=/home/victim 3 args: sendmail -t -i\"");
    for (String own : List.of("/home/me/exim", "/tmp/exim4")) {
      write(
          "exim",
          "\"_UID\":\"2001\",\"_EXE\":\"" + own + "\",",
          "\"cwd=/home/victim 3 args: sendmail -t -i\"");
    }
    read();
    assertThat(seen.of(Observation.Invoked.class))
        .extracting(Observation.Invoked::directory)
        .containsExactly("/home/anna");
    assertThat(follower.coverage().unbelieved()).isEqualTo(4);
  }

  @Test
  void aUserThatIsMadeLaterIsKnownThen() throws Exception {
    Path passwd = folder.resolve("passwd");
    Files.writeString(passwd, PASSWD.replaceAll("postfix.*\n", ""));
    Files.setLastModifiedTime(passwd, FileTime.from(Rotating.NOW));
    write("postfix/smtpd", 108, "\"" + line("postfix") + "\"");
    read();
    assertThat(follower.coverage().unbelieved()).isEqualTo(1);
    Files.writeString(passwd, PASSWD);
    Files.setLastModifiedTime(passwd, FileTime.from(Rotating.NOW.plusSeconds(1)));
    write("postfix/smtpd", 108, "\"" + line("postfix") + "\"");
    read();
    assertThat(follower.coverage().unbelieved()).isEqualTo(1);
    assertThat(seen.all).hasSize(1);
  }

  @Test
  void textsInEveryFormOfTheJournal() throws Exception {
    write(
        "postfix/pickup",
        108,
        "[51,70,50,65,49,49,67,48,68,50,58,32,117,105,100,61,50,48,48,49,32,102,114,111,109,61,60,195,188,62]");
    write(
        "postfix/qmgr", 108, "\"3F2A11C0D2: from=<\\u00fc\\\\>, size=99, nrcpt=2 (queue active)\"");
    write("postfix/qmgr", 108, "null");
    Files.writeString(journal, "-- No entries --\n", StandardOpenOption.APPEND);
    read();
    assertThat(by()).isPresent();
    assertThat(seen.of(Observation.Entered.class).getFirst().sender()).isEqualTo("ü\\");
    assertThat(follower.coverage().unknown()).isEqualTo(2);
  }
}
