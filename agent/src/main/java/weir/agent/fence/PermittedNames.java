package weir.agent.fence;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import weir.agent.fence.Fence.Named;
import weir.agent.fence.Fence.Permitted;
import weir.net.IpAddress;

/// Looks the names of permitted servers up again, and permits the addresses that they have now: of
/// the fence that was confirmed, whatever the settings say since. Only elements of sets change.
///
/// A new address is permitted at once. One that a name has no more stays permitted for an hour, or
/// as long as the answer holds if that is longer: somebody may have it in his cache. A name that
/// has no address any more, or cannot be looked up, keeps what it had.
public final class PermittedNames {
  /// So long an address stays permitted that a name has no more.
  static final Duration SHORTEST_GRACE = Duration.ofHours(1);

  /// And no longer, whatever the answer says.
  static final Duration LONGEST_GRACE = Duration.ofDays(1);

  /// Addresses of one name; an answer with more is not believed.
  static final int MOST_ADDRESSES = 64;

  private final Fencing fencing;
  private final Names names;
  private final Consumer<Change> told;
  private final Map<String, String> troubles = new HashMap<>();

  /// Looks up a name.
  @FunctionalInterface
  public interface Names {
    /// @throws IOException with a sentence where that could not be done
    Answer of(String name) throws IOException, InterruptedException;
  }

  /// @param ttl how long the answer holds; zero where that is not known
  public record Answer(List<IpAddress> addresses, Duration ttl) {
    public Answer {
      addresses = List.copyOf(addresses);
    }
  }

  /// What came of a look.
  public sealed interface Change {
    /// A name has further addresses, which are permitted from now on.
    record Added(String name, List<IpAddress> addresses) implements Change {}

    /// A name has these addresses no more; they are permitted that long from now on.
    record Leaving(String name, List<IpAddress> addresses, Duration permitted) implements Change {}

    /// What a name had stays permitted; told once for each reason.
    ///
    /// @param why a sentence for people
    record Refused(String name, String why) implements Change {}

    /// It can be looked up again.
    record Recovered(String name) implements Change {}
  }

  /// @param told of each change, while it is looked
  public PermittedNames(Fencing fencing, Names names, Consumer<Change> told) {
    this.fencing = fencing;
    this.names = names;
    this.told = told;
  }

  /// Looks all names up; to be called once a minute or so, by one thread. While a change of the
  /// fence waits to be confirmed nothing is changed.
  ///
  /// @throws IOException where nft did not take it, or what is kept cannot be read
  public void look() throws IOException, InterruptedException {
    Optional<Fence> kept = fencing.confirmed();
    if (kept.isEmpty() || kept.get().named().isEmpty()) {
      return;
    }
    Fence was = kept.get();
    List<Named> now = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    Duration grace = SHORTEST_GRACE;
    for (Named each : was.named()) {
      Optional<Answer> answer = asked(each);
      Named next =
          answer
              .map(it -> new Named(each.name(), each.ports(), sorted(it.addresses())))
              .orElse(each);
      if (answer.isPresent()) {
        Duration its = grace(answer.get());
        changes(each, next, its, changes);
        grace = its.compareTo(grace) > 0 ? its : grace;
      }
      now.add(next);
    }
    if (!changes.isEmpty()) {
      Fence is = was.with(now);
      if (fencing.change(was, is, elements(was, is, grace))) {
        changes.forEach(told);
      }
    }
  }

  private Optional<Answer> asked(Named name) throws InterruptedException {
    String why;
    try {
      Answer answer = names.of(name.name());
      int count = answer.addresses().size();
      if (count > 0 && count <= MOST_ADDRESSES) {
        if (troubles.remove(name.name()) != null) {
          told.accept(new Change.Recovered(name.name()));
        }
        return Optional.of(answer);
      }
      why = count == 0 ? "it has no address any more" : "it has " + count + " addresses at once";
    } catch (IOException e) {
      why = String.valueOf(e.getMessage());
    }
    if (!why.equals(troubles.put(name.name(), why))) {
      told.accept(new Change.Refused(name.name(), why));
    }
    return Optional.empty();
  }

  private static List<IpAddress> sorted(List<IpAddress> addresses) {
    return addresses.stream().distinct().sorted().toList();
  }

  private static Duration grace(Answer answer) {
    Duration ttl = answer.ttl().compareTo(LONGEST_GRACE) > 0 ? LONGEST_GRACE : answer.ttl();
    return ttl.compareTo(SHORTEST_GRACE) > 0 ? ttl : SHORTEST_GRACE;
  }

  private static void changes(Named was, Named is, Duration grace, List<Change> changes) {
    List<IpAddress> added = less(is.addresses(), was.addresses());
    List<IpAddress> gone = less(was.addresses(), is.addresses());
    if (!added.isEmpty()) {
      changes.add(new Change.Added(is.name(), added));
    }
    if (!gone.isEmpty()) {
      changes.add(new Change.Leaving(is.name(), gone, grace));
    }
  }

  private static List<IpAddress> less(List<IpAddress> of, List<IpAddress> others) {
    return of.stream().filter(each -> !others.contains(each)).toList();
  }

  /// One that comes may be there still as one that leaves: it is made anew, without its end.
  private static String elements(Fence was, Fence is, Duration grace) {
    StringBuilder all = new StringBuilder();
    for (Permitted each : without(was, is)) {
      String leaving = each.element() + " timeout " + grace.toSeconds() + "s";
      all.append(Ruleset.element("delete", set(each), List.of(each.element())))
          .append(Ruleset.element("add", set(each), List.of(leaving)));
    }
    for (Permitted each : without(is, was)) {
      String add = Ruleset.element("add", set(each), List.of(each.element()));
      all.append(add)
          .append(Ruleset.element("delete", set(each), List.of(each.element())))
          .append(add);
    }
    return all.toString();
  }

  private static List<Permitted> without(Fence of, Fence other) {
    List<Permitted> others = other.permitted();
    return of.permitted().stream().filter(each -> !others.contains(each)).toList();
  }

  private static String set(Permitted permitted) {
    return permitted.isV4() ? "allow4" : "allow6";
  }
}
