package weir.app;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import weir.dns.Resolver;
import weir.journal.Journal;
import weir.state.State;

/// What the program meets outside of its settings: time and chance; and, in tests, stand-ins for
/// what it would otherwise make itself.
///
/// @param nanos time that only passes, as of [System#nanoTime]
public record Surroundings(
    InstantSource clock,
    LongSupplier nanos,
    RandomGenerator chance,
    Optional<Resolver> resolver,
    Optional<Journal> journal,
    Optional<State> state) {

  /// A real server's.
  public static Surroundings real() {
    return new Surroundings(
        InstantSource.system(),
        System::nanoTime,
        new Chance(new SecureRandom()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Surroundings withResolver(Resolver other) {
    return new Surroundings(clock, nanos, chance, Optional.of(other), journal, state);
  }
}
