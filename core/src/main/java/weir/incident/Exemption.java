package weir.incident;

import java.time.Instant;
import java.util.Set;
import weir.meter.Kind;
import weir.meter.MeterKey;
import weir.meter.Nest;

/// Somebody may do what a rule would take for harm, until a day: a newsletter, a shop, a list.
///
/// @param id of it, for people
/// @param of whose it is
/// @param rules that raise no alarm about it, by their ids
/// @param owner who answers for it
/// @param until when it ends
public record Exemption(
    String id, MeterKey of, Set<String> rules, String owner, String reason, Instant until) {
  public Exemption {
    rules = Set.copyOf(rules);
  }

  /// Whether it frees from a rule now.
  ///
  /// It frees whoever it names and all within: an account's exemption frees its logins. It frees
  /// nobody around it, for others may be in there, too.
  ///
  /// @param about of whom the rule holds
  /// @param nest of what was counted last
  public boolean frees(Rule rule, MeterKey about, Nest nest, Instant now) {
    return now.isBefore(until)
        && rules.contains(rule.id())
        && (about.equals(of) || canBeWithin(about.kind(), of.kind()) && nest.keys().contains(of));
  }

  public boolean isExpired(Instant now) {
    return !now.isBefore(until);
  }

  /// Whether senders of the one kind are within one of the other.
  public static boolean canBeWithin(Kind narrow, Kind wide) {
    return switch (wide) {
      case LOGIN, SCRIPT -> false;
      case DOMAIN, ACCOUNT, RESELLER, HOST -> narrow.compareTo(wide) < 0;
    };
  }
}
