package weir.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How an account and what is within it stand to the rules about senders.
///
/// @param asOf when it was so
/// @param isRunning whether a running server counts it; else it is what a server wrote down last
/// @param senders those of whom something is counted, who sent most today first
/// @param others further ones
public record AccountStanding(
    String account, Instant asOf, boolean isRunning, List<OfSender> senders, int others)
    implements Answer {
  public AccountStanding {
    senders = List.copyOf(senders);
  }

  /// The same, as a server wrote it down.
  public AccountStanding written() {
    return new AccountStanding(account, asOf, false, senders, others);
  }

  /// @param sender its kind and name
  /// @param usual what is usual for it, in recipients; empty before two weeks of history
  public record OfSender(String sender, List<Shows> usual, List<OfRule> rules) {
    public OfSender {
      usual = List.copyOf(usual);
      rules = List.copyOf(rules);
    }
  }

  /// @param holds `yes`, `no` or `unknown`
  /// @param why it cannot be told; empty where it can
  /// @param shows the figures of which its condition speaks
  /// @param wouldHoldAt figures that would make it hold, were each alone to grow, and where
  /// @param when the condition
  /// @param exemptions that free from it
  /// @param upTo the hardest response that may follow; empty where it observes
  public record OfRule(
      String rule,
      String holds,
      String why,
      List<Shows> shows,
      List<Shows> wouldHoldAt,
      String when,
      List<String> exemptions,
      Optional<String> upTo) {
    public OfRule {
      shows = List.copyOf(shows);
      wouldHoldAt = List.copyOf(wouldHoldAt);
      exemptions = List.copyOf(exemptions);
    }
  }

  /// @param figure as rules write it
  /// @param value empty where it is not known
  public record Shows(String figure, Optional<Long> value) {}
}
