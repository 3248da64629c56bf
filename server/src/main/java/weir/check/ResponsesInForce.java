package weir.check;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import weir.account.Identity;
import weir.response.Response;
import weir.response.Target;
import weir.state.State;
import weir.state.StateUnavailable;

/// What is done at a place about a login at this moment: what [Tables#RESPONSES] has of it and of
/// its domain. Safe for many threads.
public final class ResponsesInForce {
  private final State state;
  private final InstantSource clock;
  private final String place;

  /// At our own gateway.
  public ResponsesInForce(State state, InstantSource clock) {
    this(state, clock, "");
  }

  /// At another place that asks us.
  ///
  /// @param place its name
  public ResponsesInForce(State state, InstantSource clock, String place) {
    this.state = state;
    this.clock = clock;
    this.place = place.isEmpty() ? "" : place + " ";
  }

  /// The key of a target in the tables.
  public String key(Target target) {
    return place + target.text();
  }

  /// A response, and which lease wants it.
  ///
  /// @param target whom it is aimed at: the login, or its domain
  public record InForce(Target target, String lease, Response response) {
    /// What the gateway writes.
    public String value() {
      return lease + " " + response.text();
    }
  }

  /// Everything that holds for a login, the strongest first.
  ///
  /// @param login as its client wrote it
  /// @throws StateUnavailable when it cannot be told
  public List<InForce> of(String login) {
    String name = Identity.Login.of(login).name();
    List<InForce> all = new ArrayList<>(2);
    find(new Target.Login(name)).ifPresent(all::add);
    int at = name.lastIndexOf('@');
    if (at >= 0 && at < name.length() - 1) {
      find(new Target.OfDomain(name.substring(at + 1))).ifPresent(all::add);
    }
    all.sort(Comparator.comparing((InForce each) -> each.response().rung()).reversed());
    return all;
  }

  /// What holds for just this target.
  public Optional<InForce> find(Target target) {
    if (target.text().length() > Target.LONGEST) {
      return Optional.empty();
    }
    return state
        .get(Tables.RESPONSES, key(target), clock.instant())
        .flatMap(entry -> read(target, entry.value()));
  }

  private static Optional<InForce> read(Target target, String value) {
    int blank = value.indexOf(' ');
    return blank < 0
        ? Optional.empty()
        : Response.read(value.substring(blank + 1))
            .map(response -> new InForce(target, value.substring(0, blank), response));
  }
}
