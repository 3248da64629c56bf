package weir.scenarios;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.Step;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// A place where responses take effect that is a table in memory. As in a real one a response is
/// two acts, an entry with a mark and the effect, between which everything can end.
final class FakePlace implements EnforcementPoint {
  private final String name;
  private final Set<String> kinds;
  private final boolean isOursAlone;
  private final Map<Target, Entry> entries = new LinkedHashMap<>();
  private final Map<Target, Response> effects = new LinkedHashMap<>();
  private final Map<Target, String> others = new LinkedHashMap<>();
  private boolean isDown;
  private int actsUntilKilled = -1;

  private record Entry(String lease, Response response) {}

  /// @param kinds of targets that it knows
  FakePlace(String name, Set<String> kinds, boolean isOursAlone) {
    this.name = name;
    this.kinds = Set.copyOf(kinds);
    this.isOursAlone = isOursAlone;
  }

  void down(boolean is) {
    isDown = is;
  }

  /// The process dies once so many of its next acts are done.
  void killAfter(int acts) {
    actsUntilKilled = acts;
  }

  /// Somebody else does something to the same effect.
  void other(Target target, String words) {
    others.put(target, words);
  }

  /// Somebody else takes away what is there, whoever did it.
  void lift(Target target) {
    entries.remove(target);
    effects.remove(target);
    others.remove(target);
  }

  /// What takes effect.
  Map<Target, Response> effects() {
    return Map.copyOf(effects);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    return kinds.contains(target.kind())
        ? Optional.empty()
        : Optional.of("it knows no " + target.kind());
  }

  @Override
  public boolean isOursAlone() {
    return isOursAlone;
  }

  @Override
  public Found look(Target target, Optional<Holding> held) throws IOException {
    answer();
    if (others.containsKey(target)) {
      return new Found.Foreign(others.get(target));
    }
    Entry entry = entries.get(target);
    Response effect = effects.get(target);
    if (entry == null && effect == null) {
      return Found.Nothing.PLAIN;
    }
    if (entry != null && effect != null) {
      return new Found.Ours(entry.lease, effect);
    }
    // By half: neither is it in force, nor is nothing there.
    return new Found.Ours(entry == null ? "" : entry.lease, new Response.Notify());
  }

  @Override
  public List<Step> put(Lease lease, Found found) {
    Target target = lease.target();
    return List.of(
        act(
            "entry of " + target,
            () -> {
              effects.remove(target);
              entries.put(target, new Entry(lease.id(), lease.response()));
            }),
        act("effect for " + target, () -> effects.put(target, lease.response())));
  }

  @Override
  public List<Step> take(Target target, Holding held) {
    return List.of(
        act("no effect for " + target, () -> effects.remove(target)),
        act("no entry of " + target, () -> entries.remove(target)));
  }

  private Step act(String words, Runnable doing) {
    return new Step.Act(
        words,
        () -> {
          answer();
          if (actsUntilKilled != 0) {
            doing.run();
            actsUntilKilled--;
          }
          if (actsUntilKilled == 0) {
            actsUntilKilled = -1;
            throw new Killed();
          }
        });
  }

  private void answer() throws IOException {
    if (isDown) {
      throw new IOException(name + " does not answer");
    }
  }
}
