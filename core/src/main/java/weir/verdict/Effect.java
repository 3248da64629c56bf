package weir.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A change of state that follows from a verdict. The enforcer carries it out; `explain` never
/// does.
public sealed interface Effect {
  String table();

  String key();

  record Remember(String table, String key, String value, Duration life) implements Effect {}

  record Count(String table, String key, long amount, Duration window) implements Effect {}

  record Forget(String table, String key) implements Effect {}

  /// Makes a new value of the present one, in one step: of two changes at once none is lost.
  record Revise(String table, String key, Revision revision, Duration life) implements Effect {}

  /// How a value is changed. Pure; a record, so that effects can be compared.
  interface Revision {
    /// @param present the value and since when it stands; empty for none
    String revised(Optional<Present> present, Instant now);

    /// What it does, for the journal.
    String words();
  }

  /// What the journal kept of a revision: to be read. Whoever applied it would change nothing.
  record Told(String words) implements Revision {
    @Override
    public String revised(Optional<Present> present, Instant now) {
      return present.map(Present::value).orElse("");
    }
  }

  /// What stands under a key.
  record Present(String value, Instant since) {}
}
