package weir.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogFramingTest {
  private static final Instant LATEST = Instant.parse("2026-11-28T22:00:00Z");
  private static final LogFraming SYSLOG = new SyslogFraming(ZoneOffset.UTC);

  private static Instant time(LogFraming framing, String line) {
    return framing.read(line, LATEST).orElseThrow().time();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nov 28 21:54:28 mail1 postfix/smtpd[77]: connect from x",
        "<22>Nov 28 21:54:28 mail1 postfix/smtpd[77]: connect from x",
        "2026-11-28T22:54:28.000000+01:00 mail1 postfix/smtpd[77]: connect from x",
        "<22>1 2026-11-28T21:54:28Z mail1 postfix/smtpd 77 - - connect from x",
        "<22>1 2026-11-28T21:54:28Z mail1 postfix/smtpd 77 - [a b=\"c]\\\"\"][d] connect from x"
      })
  void allFormsOfSyslog(String line) {
    assertThat(SYSLOG.read(line, LATEST))
        .hasValue(
            new LogLine(
                Instant.parse("2026-11-28T21:54:28Z"),
                Optional.of("mail1"),
                "postfix/smtpd",
                OptionalLong.of(77),
                1,
                "connect from x"));
  }

  @Test
  void linesThatWereCounted() {
    LogLine line =
        SYSLOG
            .read("Nov  8 01:02:03 mail1 dovecot: message repeated 12 times: [ auth: x]", LATEST)
            .orElseThrow();
    assertThat(line.times()).isEqualTo(12);
    assertThat(line.text()).isEqualTo("auth: x");
  }

  /// A line without a year is of the last year that makes it no later than a day after its file.
  @ParameterizedTest
  @CsvSource({
    "Nov 28 21:54:28, 2026-11-28T21:54:28Z",
    "Nov 29 21:54:28, 2026-11-29T21:54:28Z",
    "Nov 30 21:54:28, 2025-11-30T21:54:28Z",
    "Dec 31 23:59:59, 2025-12-31T23:59:59Z",
    "Jan  1 00:00:00, 2026-01-01T00:00:00Z",
    "Feb 29 12:00:00, 2024-02-29T12:00:00Z",
    "Mar 7 02:09:33, 2026-03-07T02:09:33Z"
  })
  void theYearOfALine(String stamp, Instant time) {
    assertThat(time(SYSLOG, stamp + " mail1 x: y")).isEqualTo(time);
  }

  @Test
  void anHourThatWasTwiceAndOneThatNeverWas() {
    LogFraming berlin = new SyslogFraming(ZoneId.of("Europe/Berlin"));
    assertThat(time(berlin, "Oct 25 02:30:00 mail1 x: y"))
        .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    assertThat(time(berlin, "Mar 29 02:30:00 mail1 x: y"))
        .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-28 21:54:28 x, 2026-11-28T21:54:28Z",
    "2026-11-28 21:54:28.250 x, 2026-11-28T21:54:28.250Z",
    "2026-11-28 21:54:28 +0100 [77] x, 2026-11-28T20:54:28Z"
  })
  void filesOfExim(String line, Instant time) {
    LogLine read = new OwnFileFraming(ZoneOffset.UTC, "exim").read(line, LATEST).orElseThrow();
    assertThat(read.time()).isEqualTo(time);
    assertThat(read.text()).isEqualTo("x");
    assertThat(read.pid().orElse(0)).isEqualTo(line.contains("[77]") ? 77 : 0);
  }

  @Test
  void filesOfMultilog() {
    // 2^62 + 10 seconds are the epoch
    LogLine read =
        new MultilogFraming("qmail")
            .read("@400000000000000b1dcd6500 end msg 7", LATEST)
            .orElseThrow();
    assertThat(read.time()).isEqualTo(Instant.EPOCH.plusSeconds(1).plusMillis(500));
    assertThat(read.text()).isEqualTo("end msg 7");
  }

  @Test
  void filesOfDovecot() {
    LogLine read =
        new OwnFileFraming(ZoneOffset.UTC, "dovecot")
            .read("Nov 28 21:54:28 imap-login: Info: Login: x", LATEST)
            .orElseThrow();
    assertThat(read.program()).isEqualTo("dovecot");
    assertThat(read.text()).isEqualTo("imap-login: Info: Login: x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "<",
        "<22>",
        "<22>1 ",
        "<22>1 2026-11-28T21:54:28Z mail1 x 7 - [never ends",
        "Nov 31 21:54:28 mail1 x: y",
        "Nov 28 25:54:28 mail1 x: y",
        "Nov 28 21:54:28 mail1",
        "Nov 28 21:54:28 mail1 two words: y",
        "2026-13-01T00:00:00Z mail1 x: y",
        "@4000000000000 x",
        "nothing of the kind"
      })
  void whatIsFramedOtherwise(String line) {
    assertThat(SYSLOG.read(line, LATEST)).isEmpty();
    assertThat(new MultilogFraming("qmail").read(line, LATEST)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@7fffffffffffffff1dcd6500 x",
        "@400000000000000bffffffff x",
        "@4000g0000000000b1dcd6500 x"
      })
  void labelsThatAreNoTimes(String line) {
    assertThat(new MultilogFraming("qmail").read(line, LATEST)).isEmpty();
  }
}
