package weir.onhost;

import java.util.List;
import java.util.Optional;
import weir.agent.fence.Standing;

/// How fences may stand.
final class Standings {
  private Standings() {}

  static Standing of(long unlogged, Standing.Count... book) {
    return new Standing(
        true,
        false,
        Optional.empty(),
        List.of(25),
        List.of(),
        0,
        0,
        0,
        unlogged,
        0,
        List.of(book),
        List.of());
  }
}
