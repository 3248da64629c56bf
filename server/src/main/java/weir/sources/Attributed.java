package weir.sources;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import weir.attribution.Attributor;
import weir.maillog.Entrance;
import weir.observation.Observation;
import weir.observation.Observations;

/// Passes on what a source tells, and notes how much of it can be laid at an account's door: of a
/// source that tells of nobody's mail something is missing, in its host's settings or in the
/// directory. Any thread may ask.
final class Attributed implements Observations {
  /// Messages that the share is of.
  private static final int LAST = 1_000;

  private final Observations to;
  private final Supplier<Attributor> attributor;
  private final BitSet found = new BitSet(LAST);
  private long messages;

  Attributed(Observations to, Supplier<Attributor> attributor) {
    this.to = to;
    this.attributor = attributor;
  }

  @Override
  public void take(String source, List<Told> told) throws IOException {
    to.take(source, told);
    Attributor now = attributor.get();
    for (Told each : told) {
      for (Observation seen : each.observations()) {
        if (seen instanceof Observation.Entered entered && entered.by().isPresent()) {
          note(now, entered, entered.by().get());
        }
      }
    }
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
