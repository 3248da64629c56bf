package weir.app;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import weir.dns.Resolver;
import weir.journal.Journal;
import weir.state.State;

/// What the program meets outside of its settings: time and chance; and, in tests, stand-ins for
/// what it would otherwise make itself.
public record Surroundings(
    InstantSource clock,
    RandomGenerator chance,
    Optional<Resolver> resolver,
    Optional<Journal> journal,
    Optional<State> state) {

  /// A real server's.
  public static Surroundings real() {
    return new Surroundings(
        InstantSource.system(),
        new Chance(new SecureRandom()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Surroundings withResolver(Resolver other) {
    return new Surroundings(clock, chance, Optional.of(other), journal, state);
  }
}
