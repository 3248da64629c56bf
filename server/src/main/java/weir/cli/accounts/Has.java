package weir.cli.accounts;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import weir.account.Tenure;
import weir.attribution.Words;

/// What an account has or had, for people.
///
/// @param from since when; empty for "as long as anybody knows"
/// @param to until when; empty for "still"
record Has(String identity, Optional<Instant> from, Optional<Instant> to) {
  /// By name, of one name what came first first.
  static final Comparator<Has> ORDER =
      Comparator.comparing(Has::identity)
          .thenComparing(has -> has.from().orElse(Instant.MIN))
          .thenComparing(has -> has.to().orElse(Instant.MAX));

  /// What it still has first.
  static final Comparator<Has> STILL_FIRST =
      Comparator.comparing((Has has) -> has.to().isPresent()).thenComparing(ORDER);

  static Has of(Tenure tenure) {
    return new Has(
        Words.of(tenure.identity()),
        Optional.of(tenure.from()).filter(from -> !from.equals(Instant.MIN)),
        Optional.of(tenure.to()).filter(to -> !to.equals(Instant.MAX)));
  }
}
