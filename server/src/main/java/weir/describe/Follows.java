package weir.describe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.config.Durations;
import weir.config.ToldValue;
import weir.verdict.Meaning;
import weir.verdict.Meaning.Refusal;
import weir.verdict.Policy;

/// What follows from a finding, as far as people are told: that it counts, not how much.
///
/// @param delay how long our answer waits at most
/// @param slow how long the sending computer is answered slowly from then on
record Follows(Optional<Refusal> refusal, boolean counts, Duration delay, Duration slow) {
  static final Follows NOTHING = new Follows(Optional.empty(), false, Duration.ZERO, Duration.ZERO);

  /// Whether it refuses, counts or slows: under which heading it stands.
  enum Kind {
    REFUSES,
    COUNTS,
    SLOWS,
    NOTHING
  }

  static Follows of(Meaning meaning, Policy policy) {
    if (meaning.observe()) {
      return NOTHING;
    }
    Duration longest = policy.longestDelay();
    return new Follows(
        meaning.refusal(),
        meaning.refusal().isEmpty() && meaning.score() > 0,
        meaning.delay().compareTo(longest) > 0 ? longest : meaning.delay(),
        meaning.memory().map(Meaning.Memory::life).orElse(Duration.ZERO));
  }

  Kind kind() {
    if (refusal.isPresent()) {
      return Kind.REFUSES;
    }
    if (counts) {
      return Kind.COUNTS;
    }
    return delay.isPositive() || slow.isPositive() ? Kind.SLOWS : Kind.NOTHING;
  }

  /// The same in the words of the configuration, such as `reject` or `score delay=5s`: what two
  /// versions of a policy are compared by, whatever their sentences are.
  String action() {
    List<String> words = new ArrayList<>();
    refusal.ifPresent(how -> words.add(word(how)));
    if (counts) {
      words.add("score");
    }
    if (delay.isPositive()) {
      words.add("delay=" + Durations.text(delay));
    }
    if (slow.isPositive()) {
      words.add("tarpit=" + Durations.text(slow));
    }
    return String.join(" ", words);
  }

  private static String word(Refusal how) {
    return switch (how) {
      case REJECT -> "reject";
      case DEFER -> "defer";
      case CLOSE -> "close";
      case QUARANTINE -> "quarantine";
    };
  }

  String words() {
    List<String> words = new ArrayList<>();
    refusal.ifPresent(how -> words.add(sentence(how)));
    if (counts) {
      words.add("It counts as a sign of unwanted mail.");
    }
    if (delay.isPositive()) {
      words.add("Our answer waits, for %s at most.".formatted(ToldValue.words(delay)));
    }
    if (slow.isPositive()) {
      words.add(
          "From then on we answer the sending computer slowly, for %s."
              .formatted(ToldValue.words(slow)));
    }
    return String.join(" ", words);
  }

  private static String sentence(Refusal how) {
    return switch (how) {
      case REJECT -> "The message is refused, and its sender is told why.";
      case DEFER -> "The sender's mail server is asked to try again later.";
      case CLOSE -> "The connection is closed. A mail server tries again by itself.";
      case QUARANTINE -> "The message is kept back until somebody has looked at it.";
    };
  }

  /// The enhanced status code of the reply (RFC 3463), where there is one.
  ///
  /// @param detail subject and detail, such as `7.1`
  Optional<String> code(String detail) {
    return refusal.flatMap(how ->
        switch (how) {
          case REJECT -> Optional.of("5." + detail);
          case DEFER, CLOSE -> Optional.of("4." + detail);
          case QUARANTINE -> Optional.empty();
        });
  }
}
