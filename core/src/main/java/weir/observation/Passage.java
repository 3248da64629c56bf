package weir.observation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import weir.likeness.Likeness;

/// One message on its way through our hosts, whoever saw it.
///
/// It counts once, at its first leg: that is where it came from whoever sent it, and what it was
/// split into or copied to later is not the sender's doing.
///
/// @param id our number for it
/// @param legs its stays in our servers' queues, in the order of its way; at least one
/// @param parent the passage that a server made it of
public record Passage(long id, List<Leg> legs, Origin origin, OptionalLong parent) {
  public Passage {
    legs = List.copyOf(legs);
  }

  static Passage begin(long id, Leg leg, Origin origin) {
    return new Passage(id, List.of(leg), origin, OptionalLong.empty());
  }

  /// Where it is counted.
  public Leg first() {
    return legs.getFirst();
  }

  /// The stay of it of which somebody has seen who handed it in; the first such one.
  public Optional<Leg> made() {
    return legs.stream().filter(leg -> leg.maker().isPresent()).findFirst();
  }

  /// By what it is known again in others, by the first server that saw its text; a claim.
  public Likeness likeness() {
    return legs.stream()
        .map(Leg::likeness)
        .filter(likeness -> !likeness.equals(Likeness.NONE))
        .findFirst()
        .orElse(Likeness.NONE);
  }

  /// When it came to us.
  public Instant since() {
    return first().key().since();
  }

  /// When anything was said of it last.
  public Instant last() {
    return legs.stream().map(Leg::last).max(Instant::compareTo).orElseThrow();
  }

  /// Whether it is in a queue of ours still.
  public boolean isOpen() {
    return legs.stream().anyMatch(leg -> leg.stay() != Leg.Stay.GONE);
  }

  /// The same, with its hosts called otherwise.
  public Passage byHosts(UnaryOperator<String> names) {
    List<Leg> named = legs.stream().map(leg -> leg.atHost(names.apply(leg.key().host()))).toList();
    return new Passage(id, named, origin, parent);
  }

  /// Whether it was seen to come and nothing that a server would send a notice about has become of
  /// it.
  boolean isWithoutTrouble() {
    return origin != Origin.UNSEEN
        && legs.stream().allMatch(leg -> leg.tally().failed() == 0 && leg.tally().deferrals() == 0);
  }

  Passage with(int index, Leg leg) {
    List<Leg> changed = new ArrayList<>(legs);
    changed.set(index, leg);
    return new Passage(id, changed, origin, parent);
  }

  Passage and(List<Leg> more) {
    List<Leg> all = new ArrayList<>(legs);
    all.addAll(more);
    return new Passage(id, all, origin, parent);
  }

  Passage of(Origin how) {
    return new Passage(id, legs, how, parent);
  }

  Passage madeOf(long other, Origin how) {
    return new Passage(id, legs, how, OptionalLong.of(other));
  }

  /// The leg of an id at a host, or -1.
  int indexOf(QueueName name) {
    for (int i = legs.size() - 1; i >= 0; i--) {
      if (name.isOf(legs.get(i))) {
        return i;
      }
    }
    return -1;
  }
}
