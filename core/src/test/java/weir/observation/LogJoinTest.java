package weir.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import weir.maillog.Entrance;
import weir.maillog.EximLog;
import weir.maillog.LogEvent;
import weir.maillog.LogFraming;
import weir.maillog.LogGrammar;
import weir.maillog.LogLine;
import weir.maillog.LogRead;
import weir.maillog.MultilogFraming;
import weir.maillog.OwnFileFraming;
import weir.maillog.PostfixLog;
import weir.maillog.QmailLog;
import weir.maillog.SyslogFraming;

class LogJoinTest {
  private static final Instant LATEST = Instant.parse("2026-11-28T22:00:00Z");
  private static final LogFraming SYSLOG = new SyslogFraming(ZoneOffset.UTC);

  private final LogJoin join = new LogJoin("log", "mail1", 3, Duration.ofDays(6));

  private List<Observation> read(LogFraming framing, LogGrammar grammar, String... lines) {
    List<Observation> seen = new ArrayList<>();
    for (String text : lines) {
      LogLine line = framing.read(text, LATEST).orElseThrow();
      if (grammar.read(line) instanceof LogRead.Told told) {
        seen.addAll(join.read(line, told, Writer.SERVER));
      }
    }
    return seen;
  }

  private List<Observation> postfix(String... lines) {
    String[] framed = new String[lines.length];
    for (int i = 0; i < lines.length; i++) {
      framed[i] = "Nov 28 21:54:%02d mail1 postfix/%s".formatted(i, lines[i]);
    }
    return read(SYSLOG, new PostfixLog(), framed);
  }

  private static <T> List<T> of(List<Observation> seen, Class<T> kind) {
    return seen.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Optional<OptionalLong> uid(Observation.Entered entered) {
    return entered
        .by()
        .filter(Entrance.Program.class::isInstance)
        .map(by -> ((Entrance.Program) by).uid());
  }

  @Test
  void postfixTellsAMessageInFiveLines() {
    List<Observation> seen =
        postfix(
            "pickup[1]: 3F2A11C0D2: uid=2001 from=<web@example.com>",
            "cleanup[2]: 3F2A11C0D2: message-id=<a@example.com>",
            "qmgr[3]: 3F2A11C0D2: from=<web@example.com>, size=99, nrcpt=2 (queue active)",
            "smtp[4]: 3F2A11C0D2: to=<b@example.org>, relay=mx[192.0.2.9]:25, delay=1,"
                + " delays=1/0/0/0, dsn=4.0.0, status=deferred (later)",
            "qmgr[3]: 3F2A11C0D2: from=<web@example.com>, size=99, nrcpt=1 (queue active)",
            "smtp[4]: 3F2A11C0D2: to=<b@example.org>, relay=mx[192.0.2.9]:25, delay=9,"
                + " delays=9/0/0/0, dsn=2.0.0, status=sent (250 ok)",
            "qmgr[3]: 3F2A11C0D2: removed");
    Observation.Entered entered = of(seen, Observation.Entered.class).getFirst();
    assertThat(of(seen, Observation.Entered.class)).as("told once").hasSize(1);
    assertThat(uid(entered)).hasValue(OptionalLong.of(2001));
    assertThat(entered.recipients()).hasValue(2);
    assertThat(entered.messageId()).hasValue("a@example.com");
    assertThat(entered.key())
        .isEqualTo(new QueueKey("mail1", "3F2A11C0D2", Instant.parse("2026-11-28T21:54:00Z")));
    assertThat(of(seen, Observation.Handled.class))
        .extracting(Observation.Handled::result)
        .containsExactly(LogEvent.Result.DEFERRED, LogEvent.Result.DELIVERED);
    assertThat(of(seen, Observation.Handled.class))
        .allMatch(handled -> handled.key().equals(entered.key()));
    assertThat(seen.getLast()).isInstanceOf(Observation.Ended.class);
    assertThat(join.open().messages()).isEmpty();
  }

  @Test
  void anIdThatIsUsedAgainIsAnotherMessage() {
    List<Observation> seen =
        postfix(
            "pickup[1]: 3F2A11C0D2: uid=2001 from=<web@example.com>",
            "qmgr[3]: 3F2A11C0D2: from=<web@example.com>, size=99, nrcpt=2 (queue active)",
            "qmgr[3]: 3F2A11C0D2: removed",
            "pickup[1]: 3F2A11C0D2: uid=2002 from=<other@example.com>",
            "qmgr[3]: 3F2A11C0D2: from=<other@example.com>, size=9, nrcpt=1 (queue active)",
            "pickup[1]: 3F2A11C0D2: uid=2003 from=<third@example.com>",
            "qmgr[3]: 3F2A11C0D2: from=<third@example.com>, size=9, nrcpt=1 (queue active)");
    List<Observation.Entered> entered = of(seen, Observation.Entered.class);
    assertThat(entered)
        .extracting(LogJoinTest::uid)
        .containsExactly(
            Optional.of(OptionalLong.of(2001)),
            Optional.of(OptionalLong.of(2002)),
            Optional.of(OptionalLong.of(2003)));
    assertThat(entered).extracting(Observation.Entered::key).doesNotHaveDuplicates();
    assertThat(join.evicted()).as("the second one's end is missing").isEqualTo(1);
  }

  @Test
  void whatIsOpenIsBoundedInNumberAndInAge() {
    postfix(
        "pickup[1]: 100000001: uid=1 from=<a>",
        "pickup[1]: 100000002: uid=1 from=<a>",
        "pickup[1]: 100000003: uid=1 from=<a>",
        "pickup[1]: 100000004: uid=1 from=<a>");
    assertThat(join.open().messages())
        .extracting(OpenMessage::id)
        .doesNotContain("100000001")
        .hasSize(3);
    assertThat(join.evicted()).isEqualTo(1);
    join.expire(LATEST.plus(Duration.ofDays(5)));
    assertThat(join.open().messages()).hasSize(3);
    join.expire(LATEST.plus(Duration.ofDays(6)));
    assertThat(join.open().messages()).isEmpty();
    assertThat(join.evicted()).isEqualTo(4);
  }

  @Test
  void theNextProcessGoesOnWithWhatIsOpen() {
    postfix("pickup[1]: 3F2A11C0D2: uid=2001 from=<web@example.com>");
    LogJoin next = new LogJoin("log", "mail1", 3, Duration.ofDays(6));
    next.resume(join.open());
    assertThat(next.open()).isEqualTo(join.open());
  }

  @Test
  void aDeliveryThatWasBegunBeforeARestartEndsAfterIt() {
    LogFraming multilog = new MultilogFraming("qmail");
    read(
        multilog,
        new QmailLog(),
        "@4000000065a0b000000000aa info msg 77: bytes 9 from <web@example.com> qp 4711 uid 2001",
        "@4000000065a0b001000000aa starting delivery 5: msg 77 to remote b@example.org");
    LogJoin next = new LogJoin("log", "mail1", 3, Duration.ofDays(6));
    next.resume(join.open());
    LogLine end =
        multilog.read("@4000000065a0b002000000aa delivery 5: success: ok/", LATEST).orElseThrow();
    List<Observation> seen = next.read(end, (LogRead.Told) new QmailLog().read(end), Writer.SERVER);
    assertThat(of(seen, Observation.Handled.class).getFirst().recipient())
        .isEqualTo("b@example.org");
  }

  @Test
  void eximTellsAMessageInOneLine() {
    List<Observation> seen =
        read(
            new OwnFileFraming(ZoneOffset.UTC, "exim"),
            new EximLog(),
            "2026-11-28 21:54:28 1tGBZa-0005vi-2C <= a@example.com U=u2001 P=local S=9 id=x@y for b@z",
            "2026-11-28 21:54:29 1tGBZa-0005vi-2C ** b@z: Unrouteable address",
            "2026-11-28 21:54:29 1tGBZb-0005vk-2D <= <> R=1tGBZa-0005vi-2C U=mail P=local S=19",
            "2026-11-28 21:54:29 1tGBZa-0005vi-2C Completed");
    List<Observation.Entered> entered = of(seen, Observation.Entered.class);
    assertThat(entered).hasSize(2);
    assertThat(entered.getFirst().recipients()).hasValue(1);
    Observation.Begot begot = of(seen, Observation.Begot.class).getFirst();
    assertThat(begot.key()).isEqualTo(entered.getFirst().key());
    assertThat(begot.child()).isEqualTo("1tGBZb-0005vk-2D");
  }

  @Test
  void theFolderOfAScriptIsThatOfItsProcessInEximsOwnFiles() {
    List<Observation> seen =
        read(
            new OwnFileFraming(ZoneOffset.UTC, "exim"),
            new EximLog(),
            "2026-11-28 21:54:28 [7] cwd=/home/a 3 args: sendmail -t -i",
            "2026-11-28 21:54:28 [8] cwd=/home/b 3 args: sendmail -t -i",
            "2026-11-28 21:54:28 [7] 1tGBZa-0005vi-2C <= w@example.com U=www P=local S=9 for b@z",
            "2026-11-28 21:54:28 [9] 1tGBZc-0005vj-2C <= w@example.com U=www P=local S=9 for b@z",
            "2026-11-28 21:54:28 [8] 1tGBZb-0005vk-2D <= w@example.com U=www P=local S=9 for b@z");
    assertThat(of(seen, Observation.Entered.class))
        .extracting(Observation.Entered::directory)
        .containsExactly(Optional.of("/home/a"), Optional.empty(), Optional.of("/home/b"));
  }

  @Test
  void qmailTellsTheEndOfADeliveryByItsNumberOnly() {
    List<Observation> seen =
        read(
            new MultilogFraming("qmail"),
            new QmailLog(),
            "@4000000065a0b000000000aa info msg 77: bytes 9 from <web@example.com> qp 4711 uid 2001",
            "@4000000065a0b001000000aa starting delivery 5: msg 77 to remote b@example.org",
            "@4000000065a0b001000000ab starting delivery 6: msg 77 to remote c@example.org",
            "@4000000065a0b002000000aa delivery 6: failure: no/",
            "@4000000065a0b002000000aa delivery 5: success: 198.51.100.5_accepted_message./"
                + "Remote_host_said:_250_ok_1_qp_815/",
            "@4000000065a0b002000000aa delivery 5: success: again?/",
            "@4000000065a0b003000000aa end msg 77");
    assertThat(of(seen, Observation.Entered.class).getFirst().alias()).hasValue("4711");
    assertThat(of(seen, Observation.Handled.class))
        .extracting(Observation.Handled::recipient)
        .containsExactly("c@example.org", "b@example.org");
    assertThat(of(seen, Observation.Handled.class).getLast().next()).hasValue("815");
  }

  @Test
  void repeatedLinesAreCounted() {
    List<Observation> seen =
        read(
            SYSLOG,
            new PostfixLog(),
            "Nov 28 21:54:01 mail1 postfix/smtpd[1]: message repeated 4 times: [ warning:"
                + " h[192.0.2.7]: SASL PLAIN authentication failed: no]");
    assertThat(of(seen, Observation.LoggedIn.class).getFirst().times()).isEqualTo(4);
  }
}
