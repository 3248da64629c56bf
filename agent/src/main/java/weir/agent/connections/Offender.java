package weir.agent.connections;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import weir.agent.connections.Connection.Maker;
import weir.net.IpAddress;

/// Whoever opened connections: one user with one script, or one program where there is no script.
public final class Offender {
  /// Destinations, and processes, that are told apart at most.
  static final int MOST_DISTINCT = 10_000;

  /// Who it is.
  ///
  /// @param uid empty where nobody had the connection any more when it was seen
  /// @param what the script, else the program; empty where the process had ended when it was looked
  ///   for, or is not ours to look at
  public record Who(Optional<Long> uid, Optional<String> what) {
    static Who of(Opened opened) {
      return new Who(
          opened.uid(),
          opened
              .maker()
              .map(maker ->
                  maker
                      .script()
                      .map(script -> script.path())
                      .orElseGet(() -> maker.process().programName())));
    }
  }

  private final Who who;
  private final Instant first;
  private Instant last;
  private long connections;
  private final Set<IpAddress> destinations = new HashSet<>();
  private final Set<Long> processes = new HashSet<>();
  private Optional<Maker> maker = Optional.empty();

  Offender(Who who, Instant first) {
    this.who = who;
    this.first = first;
    this.last = first;
  }

  void add(Opened opened, Instant now) {
    connections++;
    last = now;
    if (destinations.size() < MOST_DISTINCT) {
      destinations.add(opened.to());
    }
    opened
        .maker()
        .ifPresent(it -> {
          maker = Optional.of(it);
          if (processes.size() < MOST_DISTINCT) {
            processes.add(it.process().pid());
          }
        });
  }

  public Who who() {
    return who;
  }

  /// The process that was seen last, with its script and its parents.
  public Optional<Maker> maker() {
    return maker;
  }

  public long connections() {
    return connections;
  }

  /// Different addresses that were connected to, [#MOST_DISTINCT] at most.
  public int destinations() {
    return destinations.size();
  }

  /// Different processes that were seen with a connection, [#MOST_DISTINCT] at most.
  public int processes() {
    return processes.size();
  }

  public Instant first() {
    return first;
  }

  public Instant last() {
    return last;
  }
}
