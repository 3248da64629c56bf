package weir.response;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Sees when so many automatic responses come together that the rules are more likely wrong than
/// the customers: then none carries itself out before a person has looked.
public final class Breaker {
  /// Automatic responses within [#WINDOW] that are still taken for a bad day.
  public static final int MOST = 5;

  /// See [#MOST].
  public static final Duration WINDOW = Duration.ofMinutes(10);

  /// One rule may meet one account of so many within [#HOUR].
  public static final int ONE_OF = 100;

  /// See [#ONE_OF].
  public static final Duration HOUR = Duration.ofHours(1);

  /// Where there are few accounts, so many by one rule are no sign of anything.
  public static final int FEW = 3;

  private Breaker() {}

  /// Why no more automatic responses may follow; empty where they may.
  ///
  /// @param leases the latest ones, those of people among them
  /// @param target of the one more
  /// @param rule that asks for one more
  /// @param accounts of the provider
  public static Optional<String> trips(
      Collection<Lease> leases, Target target, String rule, int accounts, Instant now) {
    List<Lease> automatic = leases.stream().filter(Lease::isAutomatic).toList();
    long lately = automatic.stream().filter(it -> it.since().isAfter(now.minus(WINDOW))).count();
    if (lately >= MOST) {
      return Optional.of(
          "more than %d automatic responses in %d minutes".formatted(MOST, WINDOW.toMinutes()));
    }
    long met =
        Stream.concat(
                automatic.stream()
                    .filter(it -> it.rule().filter(rule::equals).isPresent())
                    .filter(it -> it.since().isAfter(now.minus(HOUR)))
                    .map(Lease::target),
                Stream.of(target))
            .distinct()
            .count();
    return met > FEW && met * ONE_OF > accounts
        ? Optional.of(
            "rule %s would have met %d senders within an hour, at %,d accounts"
                .formatted(rule, met, accounts))
        : Optional.empty();
  }
}
