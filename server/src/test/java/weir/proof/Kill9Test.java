package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A few rounds of [Kill9]; some hundreds are run by hand.
class Kill9Test {
  private static final int ROUNDS = 8;

  private static final long SEED = 20260301;

  @TempDir private Path folder;

  @Test
  void hostile_111_killed_under_load_nothing_acknowledged_is_missing_from_the_hop()
      throws Exception {
    look(new Kill9(folder, Kill9.Kind.SERVER, SEED).run(ROUNDS).figures());
  }

  @Test
  void hostile_111_killed_under_load_nothing_acknowledged_is_missing_from_the_mailboxes()
      throws Exception {
    look(new Kill9(folder, Kill9.Kind.MAILDIR, SEED).run(ROUNDS).figures());
  }

  @Test
  void hostile_111_killed_under_load_nothing_acknowledged_is_missing_from_what_is_held()
      throws Exception {
    look(new Kill9(folder, Kill9.Kind.HELD, SEED).run(ROUNDS).figures());
  }

  @Test
  void
      hostile_111_killed_under_load_nothing_acknowledged_is_missing_where_the_hop_and_we_have_copies()
          throws Exception {
    look(new Kill9(folder, Kill9.Kind.COPIES, SEED).run(ROUNDS).figures());
  }

  private static void look(Ledger.Figures figures) {
    assertThat(figures.acknowledged()).as(figures.toString()).isPositive();
    assertThat(figures.lost()).as("acknowledged and nowhere").isEmpty();
    assertThat(figures.twiceWithoutCause()).isEmpty();
    assertThat(figures.damaged()).isZero();
  }
}
