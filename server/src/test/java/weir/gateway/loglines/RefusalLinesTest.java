package weir.gateway.loglines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.gateway.loglines.RefusalLines.Kind;
import weir.net.IpAddress;

/// A client that is refused a thousand times leaves a few lines, and the number of the others.
class RefusalLinesTest {
  private static final IpAddress ONE = IpAddress.parse("192.0.2.1").orElseThrow();
  private static final IpAddress OTHER = IpAddress.parse("192.0.2.2").orElseThrow();

  private final List<String> said = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T10:00:05Z");
  private final RefusalLines lines = new RefusalLines(() -> now, said::add);

  @Test
  void beyondTheLimitTheLogHasTheExactNumberWhenTheMinuteIsOver() {
    assertThat(shown(ONE, 51, 20)).isEqualTo(20);
    assertThat(shown(OTHER, 3, 20)).isEqualTo(3);
    assertThat(said).isEmpty();

    now = now.plus(Duration.ofMinutes(1));
    lines.tell();

    assertThat(said).containsExactly("client=192.0.2.1 refusals not shown: 31");
    assertThat(shown(ONE, 21, 20)).isEqualTo(20);
  }

  @Test
  void theNextRefusalOfAnybodyTellsTheNumberToo() {
    shown(ONE, 3, 1);
    now = now.plus(Duration.ofHours(2));

    shown(OTHER, 1, 1);

    assertThat(said).containsExactly("client=192.0.2.1 refusals not shown: 2");
  }

  @Test
  void aNumberIsToldOnce() {
    shown(ONE, 3, 1);
    for (int i = 0; i < 3; i++) {
      now = now.plus(Duration.ofMinutes(1));
      lines.tell();
    }
    assertThat(said).hasSize(1);
  }

  @Test
  void atTheStopNothingIsLost() {
    shown(ONE, 5, 2);

    lines.close();

    assertThat(said).containsExactly("client=192.0.2.1 refusals not shown: 3");
    assertThat(shown(ONE, 9, 2)).as("what still comes is shown").isEqualTo(9);
    lines.close();
    assertThat(said).hasSize(1);
  }

  @Test
  void whoeverComesAndLeavesHidesNoRefusalBehindThat() {
    for (int i = 0; i < 50; i++) {
      lines.shows(ONE, Kind.NO_MAIL, 20);
    }
    assertThat(shown(ONE, 22, 20)).isEqualTo(20);

    lines.close();

    assertThat(said)
        .containsExactly(
            "client=192.0.2.1 lines about no mail not shown: 30",
            "client=192.0.2.1 refusals not shown: 2");
  }

  @Test
  void aNetworkOfIpv6IsOneClient() {
    for (int i = 1; i <= 6; i++) {
      lines.shows(IpAddress.parse("2001:db8:1:2::" + i).orElseThrow(), Kind.REFUSAL, 2);
    }
    lines.close();

    assertThat(said).containsExactly("client=2001:db8:1:2::/64 refusals not shown: 4");
  }

  @Test
  void beyondSoManyClientsTheOthersAreCountedAsOneAndNoneIsLost() {
    int clients = RefusalLines.CLIENTS + 500;
    int shown = 0;
    for (int i = 0; i < clients; i++) {
      IpAddress client = IpAddress.parse("10.0." + i / 250 + "." + i % 250).orElseThrow();
      shown += shown(client, 1, 20);
    }
    assertThat(shown).isEqualTo(RefusalLines.CLIENTS + 20);

    lines.close();

    assertThat(said).containsExactly("client=others refusals not shown: 480");
  }

  /// How many of so many refusals the log shows.
  private int shown(IpAddress client, int refusals, int most) {
    int shown = 0;
    for (int i = 0; i < refusals; i++) {
      shown += lines.shows(client, Kind.REFUSAL, most) ? 1 : 0;
    }
    return shown;
  }
}
