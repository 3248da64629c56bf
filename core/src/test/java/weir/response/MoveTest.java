package weir.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What has to change, of what is wanted and what is there.
final class MoveTest {
  private static final Lease HOLD =
      Lease.begin(
          "1",
          new Target.Login("anna@shop.example"),
          new Response.Hold(),
          "eve",
          Optional.empty(),
          Optional.empty(),
          "spam",
          Instant.EPOCH,
          Duration.ofHours(1));
  private static final Found NOTHING = Found.Nothing.PLAIN;
  private static final Found.Ours OURS = new Found.Ours("1", new Response.Hold());
  private static final Found FOREIGN = new Found.Foreign("locked by hand");

  @Test
  void nothingWantedAndNothingThere() {
    assertThat(Move.of(Optional.empty(), NOTHING, Optional.empty(), true)).isEqualTo(Move.STAY);
  }

  @Test
  void itIsPutWhereNothingIs() {
    assertThat(Move.of(Optional.of(HOLD), NOTHING, Optional.empty(), false))
        .isEqualTo(new Move.Put(HOLD, Optional.empty()));
  }

  @Test
  void twiceIsOnce() {
    assertThat(Move.of(Optional.of(HOLD), OURS, Optional.of("1"), false)).isEqualTo(Move.STAY);
  }

  @Test
  void whereTheEndIsKnownALaterOneIsTold() {
    Found.Ours shorter = OURS.until(HOLD.until().minusSeconds(1));
    assertThat(Move.of(Optional.of(HOLD), shorter, Optional.of("1"), false))
        .isEqualTo(new Move.Prolong(HOLD, shorter));
    for (int more : new int[] {0, 1}) {
      Found.Ours longer = OURS.until(HOLD.until().plusSeconds(more));
      assertThat(Move.of(Optional.of(HOLD), longer, Optional.of("1"), false)).isEqualTo(Move.STAY);
    }
  }

  @Test
  void anotherLeaseOrResponseTakesThePlaceOfOurs() {
    Found.Ours weaker = new Found.Ours("1", new Response.Throttle(10));
    assertThat(Move.of(Optional.of(HOLD), weaker, Optional.of("1"), true))
        .isEqualTo(new Move.Put(HOLD, Optional.of(weaker)));
    Found.Ours older = new Found.Ours("0", new Response.Hold());
    assertThat(Move.of(Optional.of(HOLD), older, Optional.of("0"), true))
        .isEqualTo(new Move.Put(HOLD, Optional.of(older)));
  }

  @Test
  void onlyWhatCarriesOurMarkIsTaken() {
    assertThat(Move.of(Optional.empty(), OURS, Optional.of("1"), false))
        .isEqualTo(new Move.Take(OURS));
    assertThat(Move.of(Optional.empty(), FOREIGN, Optional.of("1"), false))
        .isEqualTo(new Move.Tell("locked by hand"));
    assertThat(Move.of(Optional.empty(), FOREIGN, Optional.empty(), false)).isEqualTo(Move.STAY);
  }

  @Test
  void whatSomebodyElseDidStays() {
    assertThat(Move.of(Optional.of(HOLD), FOREIGN, Optional.empty(), true))
        .isEqualTo(new Move.Tell("locked by hand"));
  }

  @Test
  void whatAPersonTookAwayIsNotPutAgain() {
    assertThat(Move.of(Optional.of(HOLD), NOTHING, Optional.of("1"), false))
        .isInstanceOf(Move.Tell.class);
  }

  @Test
  void whatWasLostInAFileOfOursIsPutAgain() {
    assertThat(Move.of(Optional.of(HOLD), NOTHING, Optional.of("1"), true))
        .isEqualTo(new Move.Put(HOLD, Optional.empty()));
  }
}
