package weir.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.maillog.EximLog;
import weir.maillog.LogLine;
import weir.maillog.LogRead;
import weir.maillog.OwnFileFraming;

/// Lines as Exim 4.96 wrote them. It says of what message a bounce, a warning or an automatic reply
/// was made, and not which of these it is.
class MadeOfAnotherTest {
  private static final Instant LATEST = Instant.parse("2026-11-29T23:00:00Z");
  private static final String CAME = "1xXnc5-00000V-1y <= ann@example.com U=u2001 P=local S=339";
  private static final String MADE =
      "1xXnc5-00000f-2I <= <> R=1xXnc5-00000V-1y U=Debian-exim P=local S=436";

  private static Passage made(String... lines) {
    Passages passages = new Passages((_, _) -> Optional.empty(), _ -> Origin.AUTHORED, 100, 1);
    LogJoin join = new LogJoin("exim", "web1", 100, Duration.ofDays(6));
    OwnFileFraming framing = new OwnFileFraming(ZoneOffset.UTC, "exim");
    for (String line : lines) {
      LogLine read = framing.read("2026-11-29 22:43:17 " + line, LATEST).orElseThrow();
      if (new EximLog().read(read) instanceof LogRead.Told told) {
        join.read(read, told, Writer.SERVER).forEach(passages::take);
      }
    }
    return passages.changes().updated().stream()
        .filter(passage -> passage.first().key().id().equals("1xXnc5-00000f-2I"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ofAMessageThatArrivesItIsAnAutomaticReply() {
    Passage reply =
        made(CAME, MADE, "1xXnc5-00000V-1y => office <office@example.com> R=office T=answer");
    assertThat(reply.origin()).isEqualTo(Origin.AUTOMATIC);
    assertThat(reply.parent()).hasValue(1);
  }

  @Test
  void ofOneThatFailedOrWaitsOrThatNobodySawComeItIsABounce() {
    for (String became :
        new String[] {
          "1xXnc5-00000V-1y ** nosuch@example.com: Unknown user",
          "1xXnc5-00000V-1y == far@example.org R=dnslookup T=remote_smtp defer (111): Connection refused"
        }) {
      Passage bounce = made(CAME, became, MADE);
      assertThat(bounce.origin()).as(became).isEqualTo(Origin.BOUNCE);
      assertThat(bounce.parent()).as(became).hasValue(1);
    }
    assertThat(made(MADE).origin()).isEqualTo(Origin.BOUNCE);
  }

  @Test
  void hostile_096_whatACustomersProgramSaysOfItsOwnIsItsOwn() {
    Passage own = made(CAME, MADE.replace("Debian-exim", "u2001"));
    assertThat(own.origin()).isEqualTo(Origin.AUTHORED);
    assertThat(own.parent()).isEmpty();
  }
}
