package weir.responder;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.Step;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// A place for tests: two words for each target, a lock and a mark, changed by a step each.
final class FakePoint implements EnforcementPoint {
  private static final String OPEN = "open";

  private final String name;
  private final boolean isOursAlone;
  private final Map<Target, String> locks = new HashMap<>();
  private final Map<Target, String> marks = new HashMap<>();
  final List<String> done = new ArrayList<>();
  boolean isDown;

  /// When what is there ends, of places that know it.
  final Map<Target, Instant> ends = new HashMap<>();

  boolean knowsEnds;

  FakePoint(String name, boolean isOursAlone) {
    this.name = name;
    this.isOursAlone = isOursAlone;
  }

  /// What is there, for tests to look at: `open`, or what it is locked by.
  String lock(Target target) {
    return locks.getOrDefault(target, OPEN);
  }

  /// What stands beside it.
  String mark(Target target) {
    return marks.getOrDefault(target, "");
  }

  /// Somebody else does something.
  void byHand(Target target, String lock) {
    locks.put(target, lock);
    marks.remove(target);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    if (response instanceof Response.Suspend) {
      return Optional.of("suspends nobody");
    }
    return target instanceof Target.Login || target instanceof Target.LocalUser
        ? Optional.empty()
        : Optional.of("knows logins and users only");
  }

  @Override
  public boolean isOursAlone() {
    return isOursAlone;
  }

  @Override
  public Found look(Target target, Optional<Holding> held) throws IOException {
    if (isDown) {
      throw new IOException("it is down");
    }
    String lock = lock(target);
    String mark = mark(target);
    if (!mark.isEmpty()) {
      int blank = mark.indexOf(' ');
      return new Found.Ours(
          mark.substring(0, blank),
          Response.read(mark.substring(blank + 1)).orElseThrow(),
          Optional.ofNullable(ends.get(target)));
    }
    return lock.equals("by hand") ? new Found.Foreign("locked by hand") : new Found.Nothing(lock);
  }

  /// The mark comes last and goes last: between the steps it is half done.
  @Override
  public List<Step> put(Lease lease, Found found) {
    String response = lease.response().text();
    if (knowsEnds) {
      ends.put(lease.target(), lease.until());
    }
    return List.of(
        step("lock " + response, () -> locks.put(lease.target(), response)),
        step("mark " + lease.id(), () -> marks.put(lease.target(), lease.id() + " " + response)));
  }

  @Override
  public List<Step> take(Target target, Holding held) {
    return List.of(
        step("unlock to " + held.former(), () -> locks.put(target, held.former())),
        step("unmark", () -> marks.remove(target)));
  }

  private Step step(String words, Runnable change) {
    return new Step.Act(
        words,
        () -> {
          done.add(words);
          change.run();
        });
  }
}
