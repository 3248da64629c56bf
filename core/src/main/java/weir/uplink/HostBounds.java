package weir.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import weir.response.Target;

/// What an agent does at most, whatever the server orders. They stand in a file of root's on its
/// own host.
///
/// @param powers that it has
/// @param firstUid users below it are never touched
/// @param lastUid nor are those above it
/// @param longestLease nothing is put there for longer
/// @param actionsAnHour changes within an hour; what is taken back, or only gets a later end, is
///   not counted, nor is a fence that lets go
public record HostBounds(
    Set<Power> powers, long firstUid, long lastUid, Duration longestLease, int actionsAnHour) {
  public HostBounds {
    powers = Set.copyOf(powers);
  }

  /// Why an order is refused, for people; empty where it may be carried out. For what the server
  /// takes back neither powers nor the number of changes count: it only leads back to how the host
  /// was. That it is refused where the clocks differ by more than [Order#SKEW] keeps an old order
  /// from ending what was put since; the server tries again.
  ///
  /// @param host what the agent is called
  /// @param last number of the order before
  /// @param lately changes within the last hour
  public Optional<String> forbids(Order order, String host, long last, int lately, Instant now) {
    if (!order.host().equals(host)) {
      return Optional.of("the order is for " + order.host() + ", and this is " + host);
    }
    if (order.number() <= last) {
      return Optional.of(
          "the order is number %d, and %d came before".formatted(order.number(), last));
    }
    if (order.isOver(now)) {
      return Optional.of("the order was good until " + order.expires());
    }
    if (now.plus(Order.SKEW).plus(Order.GOOD).isBefore(order.expires())) {
      return Optional.of("the order is good for too long: until " + order.expires());
    }
    Optional<Power> needed = Power.of(order.verb());
    if (needed.isEmpty()) {
      return Optional.of("no agent does that");
    }
    if (order.verb() instanceof Order.Take) {
      return Optional.empty();
    }
    if (!powers.contains(needed.get())) {
      return Optional.of("the bounds of " + host + " have no \"" + needed.get().word() + "\"");
    }
    return switch (order.verb()) {
      case Order.Put put -> put(put, host, lately, now);
      case Order.Stage(var isEnforcing) -> isEnforcing ? often(lately) : Optional.empty();
      case Order.Look _, Order.Take _, Order.Verify _ -> Optional.empty();
    };
  }

  private Optional<String> put(Order.Put put, String host, int lately, Instant now) {
    if (put.until().isAfter(now.plus(longestLease).plus(Order.SKEW))) {
      return Optional.of(
          "it would last until %s, and %s is the longest here"
              .formatted(put.until(), longestLease));
    }
    return whom(put.target(), host).or(() -> often(lately));
  }

  private Optional<String> whom(Target target, String host) {
    return switch (target) {
      case Target.LocalUser(var where, _) when !where.equals(host) ->
          Optional.of("the user is of " + where);
      case Target.LocalUser(_, var user) -> user(user);
      case Target.Program(var where, _) ->
          where.equals(host) ? Optional.empty() : Optional.of("the script is of " + where);
      case Target.Login _, Target.OfDomain _ -> Optional.empty(); // that it may, its powers say
      case Target.Sender _, Target.Customer _ ->
          Optional.of("an agent knows users, scripts and logins only");
    };
  }

  /// A name could be anybody's by the time it is looked up.
  private Optional<String> user(String user) {
    if (!user.matches("\\d{1,10}")) {
      return Optional.of("an agent knows users by their number only");
    }
    long uid = Long.parseLong(user);
    return uid >= firstUid && uid <= lastUid
        ? Optional.empty()
        : Optional.of(
            "users %,d to %,d may be touched here, and this is %,d"
                .formatted(firstUid, lastUid, uid));
  }

  private Optional<String> often(int lately) {
    return lately < actionsAnHour
        ? Optional.empty()
        : Optional.of("%,d changes within an hour are the most here".formatted(actionsAnHour));
  }
}
