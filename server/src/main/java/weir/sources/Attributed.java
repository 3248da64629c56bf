package weir.sources;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import weir.attribution.Attributor;
import weir.attribution.Confidence;
import weir.maillog.Entrance;
import weir.observation.Observation;
import weir.observation.Observations;
import weir.observation.Origin;
import weir.observation.Origins;
import weir.observation.QueueKey;
import weir.passages.Laid;
import weir.passages.OutgoingMail;

/// Passes on what a source tells, and says how much of what somebody here wrote can be laid at an
/// account's door: of a source that tells of nobody's mail something is missing, in its host's
/// settings or in the directory. Any thread may ask.
///
/// What hosts of ours hand over to a relay is nobody's by the relay's log alone: whose it is tells
/// the log of the host that it began on, maybe later. So that is looked up when somebody asks.
final class Attributed implements Observations {
  /// Messages that the share is of.
  static final int LAST = 1_000;

  private final Observations to;
  private final Supplier<Attributor> attributor;
  private final Supplier<? extends Origins> origins;
  private final Deque<Seen> last = new ArrayDeque<>();

  /// @param isSomebodys by how it came in
  private record Seen(QueueKey key, boolean isSomebodys) {}

  /// How much of what somebody here wrote has a sender.
  ///
  /// @param messages that were looked at, [#LAST] at most
  /// @param found how many of these are an account's
  record Share(int messages, int found) {
    private Share and(boolean isFound) {
      return new Share(messages + 1, found + (isFound ? 1 : 0));
    }
  }

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
    if (last.size() == LAST) {
      last.removeFirst();
    }
    last.addLast(new Seen(entered.key(), isSomebodys));
  }

  private synchronized List<Seen> last() {
    return List.copyOf(last);
  }

  /// The share as it is now.
  ///
  /// @param mail by which what a log alone does not tell is looked up; where it cannot be read,
  ///   only the log counts
  Share share(OutgoingMail mail) {
    List<Seen> all = last();
    try {
      return mail.ask(
              search -> {
                Share share = new Share(0, 0);
                for (Seen seen : all) {
                  Optional<Laid> laid =
                      seen.isSomebodys() ? Optional.empty() : search.told(seen.key());
                  if (laid.isEmpty() || isAuthored(laid.get())) {
                    share =
                        share.and(
                            seen.isSomebodys() || laid.filter(Attributed::hasOwner).isPresent());
                  }
                }
                return share;
              })
          .orElseGet(() -> byLogAlone(all));
    } catch (IOException e) {
      return byLogAlone(all);
    }
  }

  private static Share byLogAlone(List<Seen> all) {
    return new Share(all.size(), (int) all.stream().filter(Seen::isSomebodys).count());
  }

  /// What began as a forward, a bounce or a host's own is no customer's on the relay either.
  private static boolean isAuthored(Laid laid) {
    return laid.passage().origin() == Origin.AUTHORED;
  }

  /// Whom a message only claims to be from nobody has told.
  private static boolean hasOwner(Laid laid) {
    return laid.account().isPresent() && laid.confidence() != Confidence.CLAIMED;
  }
}
