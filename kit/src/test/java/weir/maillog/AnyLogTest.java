package weir.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnyLogTest {
  private static final Instant LATEST = Instant.parse("2026-11-28T22:00:00Z");

  private final LogFraming framing = new AnyFraming(ZoneOffset.UTC);
  private final LogGrammar grammar = new AnyLog();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postfix/qmgr|Nov 28 21:54:28 mail1 postfix/qmgr[7]: 3F2A11C0D2: removed",
        "postfix-out/qmgr|<22>Nov 28 21:54:28 mail1 postfix-out/qmgr[7]: 3F2A11C0D2: removed",
        "postfix/qmgr|2026-11-28T21:54:28+00:00 mail1 postfix/qmgr[7]: 3F2A11C0D2: removed",
        "postfix/qmgr|<22>1 2026-11-28T21:54:28Z mail1 postfix/qmgr 7 - - 3F2A11C0D2: removed",
        "exim|2026-11-28 21:54:28 1tGBZa-0005vi-2C Completed",
        "exim|Nov 28 21:54:28 mail1 exim[9]: 1tGBZa-0005vi-2C Completed",
        "dovecot|Nov 28 21:54:28 imap-login: Info: Login: user=<ann>, method=PLAIN, rip=192.0.2.1, session=<x>",
        "dovecot|Nov 28 21:54:28 mail1 dovecot: imap-login: Login: user=<ann>, method=PLAIN, rip=192.0.2.1, session=<x>",
        "roundcube|[28-Nov-2026 21:54:28 +0000]: <abc> Successful login for ann@example.com (ID: 7) from 192.0.2.1 in session abc",
        "qmail|@400000006749e3fe2f3a1b04 end msg 77",
        "qmail-send|Nov 28 21:54:28 mail1 qmail-send: 1732830868.123456 end msg 77",
      })
  void aLineIsReadAsWhoeverWroteItWritesIt(String program, String text) {
    LogLine line = framing.read(text, LATEST).orElseThrow();
    assertThat(line.program()).isEqualTo(program);
    assertThat(grammar.read(line)).isInstanceOf(LogRead.Told.class);
  }

  @Test
  void otherProgramsOfTheSameLogSayNothing() {
    LogLine line =
        framing
            .read("Nov 28 21:54:28 mail1 opendkim[5]: 3F2A11C0D2: no signature data", LATEST)
            .orElseThrow();
    assertThat(grammar.read(line)).isInstanceOf(LogRead.Silent.class);
  }

  @ParameterizedTest
  @CsvSource({"''", "@", "2026-11-28", "<22>", "'           '", "Exim 4.96 starting up"})
  void whatIsNoLineOfALogIsNone(String text) {
    assertThat(framing.read(text, LATEST)).isEmpty();
  }
}
