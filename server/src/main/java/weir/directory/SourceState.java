package weir.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a source is.
///
/// @param what is read, for people
/// @param good when it was last read well; empty before the first time
/// @param accounts that it has
/// @param identities of these
/// @param strange rows of it that made no sense, the last time it was read
/// @param strangeness the first of these
/// @param refused why what it says now is not believed; empty when it is
/// @param trouble why it could not be read the last time; empty when it could
public record SourceState(
    String name,
    String what,
    Optional<Instant> good,
    int accounts,
    int identities,
    int strange,
    List<String> strangeness,
    Optional<String> refused,
    Optional<String> trouble) {
  public SourceState {
    strangeness = List.copyOf(strangeness);
  }
}
