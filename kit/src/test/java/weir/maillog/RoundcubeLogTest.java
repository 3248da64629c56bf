package weir.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.net.IpAddress;

class RoundcubeLogTest {
  private static final Instant LATEST = Instant.parse("2026-11-28T22:00:00Z");

  private static LogRead read(String text) {
    LogLine line =
        new RoundcubeFraming().read("[28-Nov-2026 22:54:28 +0100]: " + text, LATEST).orElseThrow();
    assertThat(line.time()).isEqualTo(Instant.parse("2026-11-28T21:54:28Z"));
    return new RoundcubeLog().read(line);
  }

  private static LogRead login(String name, String client, boolean succeeded) {
    return LogRead.told(
        new LogEvent.LoginAttempt(
            "webmail",
            Optional.of(name).filter(it -> !it.isEmpty()),
            IpAddress.parse(client),
            succeeded,
            Optional.empty()));
  }

  @Test
  void aLoginIsToldWithTheAddressThatTheWebServerSaw() {
    for (String from :
        new String[] {
          "203.0.113.9", "203.0.113.9 (X-Forwarded-For: 8.8.8.8)", "203.0.113.9(X-Real-IP: 8.8.8.8)"
        }) {
      assertThat(
              read(
                  "<6b4qk1fp> Successful login for anna@shop.example (ID: 12) from "
                      + from
                      + " in session 6b4qk1fp8r1k2v6p"))
          .isEqualTo(login("anna@shop.example", "203.0.113.9", true));
    }
    assertThat(read("Successful login for anna (ID: 3) from 2001:db8::7 in session x"))
        .isEqualTo(login("anna", "2001:db8::7", true));
  }

  @Test
  void theSystemsLogHasTheSameWords() {
    LogLine line =
        new SyslogFraming(ZoneOffset.UTC)
            .read(
                "Nov 28 21:54:28 web1 roundcube: <6b4q> Successful login for anna (ID: 3) from"
                    + " 203.0.113.9 in session 6b4q",
                LATEST)
            .orElseThrow();
    assertThat(new RoundcubeLog().read(line)).isEqualTo(login("anna", "203.0.113.9", true));
  }

  @Test
  void aFailedLoginIsToldAndItsNameIsNobodysWord() {
    assertThat(read("<a> Failed login for anna from 203.0.113.9 in session a (error: 0)"))
        .isEqualTo(login("anna", "203.0.113.9", false));
  }

  @Test
  void hostile_096_aNameThatLooksLikeTheRestOfTheLineTellsNoClient() {
    assertThat(
            read(
                "<a> Failed login for x from 198.51.100.1 in session b from 203.0.113.9 in session"
                    + " a (error: 0)"))
        .isEqualTo(login("", "", false));
    assertThat(
            read(
                "<a> Successful login for anna (ID: 12) from 203.0.113.9 (X-Forwarded-For: ) (ID:"
                    + " 1) from 198.51.100.1) in session a"))
        .isEqualTo(login("anna", "203.0.113.9", true));
  }

  @Test
  void whatIsCutOrSomethingElseIsNotUnderstood() {
    for (String text :
        new String[] {
          "",
          "<a",
          "<a> Successful login for anna",
          "<a> Successful login for anna (ID: x) from 1",
          "<a> Successful login for anna (ID: 1) from 203.0.113.9",
          "<a> Failed login for anna",
          "PHP Error: something"
        }) {
      assertThat(read(text)).as(text).isInstanceOf(LogRead.NotUnderstood.class);
    }
    assertThat(new RoundcubeFraming().read("[28-Foo-2026 22:54:28 +0100]: x", LATEST)).isEmpty();
    assertThat(new RoundcubeFraming().read("28-Nov-2026 22:54:28 +0100]: x", LATEST)).isEmpty();
  }
}
