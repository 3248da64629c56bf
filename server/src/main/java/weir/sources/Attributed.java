package weir.sources;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import weir.attribution.Attributor;
import weir.maillog.Entrance;
import weir.observation.Observation;
import weir.observation.Observations;
import weir.observation.Origin;
import weir.observation.Origins;

/// Passes on what a source tells, and notes how much of what somebody here wrote can be laid at an
/// account's door: of a source that tells of nobody's mail something is missing, in its host's
/// settings or in the directory. Any thread may ask.
final class Attributed implements Observations {
  /// Messages that the share is of.
  private static final int LAST = 1_000;

  private final Observations to;
  private final Supplier<Attributor> attributor;
  private final Supplier<? extends Origins> origins;
  private final BitSet found = new BitSet(LAST);
  private long messages;

  Attributed(
      Observations to, Supplier<Attributor> attributor, Supplier<? extends Origins> origins) {
    this.to = to;
    this.attributor = attributor;
    this.origins = origins;
  }

  @Override
  public void take(String source, List<Told> told) throws IOException {
    to.take(source, told);
    Attributor now = attributor.get();
    Origins sorts = origins.get();
    for (Told each : told) {
      for (Observation seen : each.observations()) {
        entered(seen)
            .filter(it -> it.by().isPresent() && sorts.of(it) == Origin.AUTHORED)
            .ifPresent(it -> note(now, it, it.by().get()));
      }
    }
  }

  private static Optional<Observation.Entered> entered(Observation seen) {
    return switch (seen) {
      case Observation.Entered it -> Optional.of(it);
      case Observation.Lying it -> Optional.of(it.seen());
      default -> Optional.empty();
    };
  }

  private synchronized void note(Attributor now, Observation.Entered entered, Entrance by) {
    boolean isSomebodys =
        now.attribute(entered.key().host(), by, entered.witness().at()).account().isPresent();
    found.set((int) (messages++ % LAST), isSomebodys);
  }

  /// Messages that were looked at, of the last ones.
  synchronized int messages() {
    return (int) Math.min(messages, LAST);
  }

  /// How many of these are an account's.
  synchronized int found() {
    return found.cardinality();
  }
}
