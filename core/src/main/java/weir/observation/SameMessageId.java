package weir.observation;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.net.IpAddress;

/// Finds the leg before one that came from a host of ours, where no server has told an id: by
/// Message-ID, time and size. Two that fit are none: a script may give one Message-ID to all that
/// it sends.
final class SameMessageId {
  /// A server adds no more than this to a message that it hands on: Received fields, its own
  /// fields, a signature.
  static final int ADDED = 16 * 1024;

  /// Passages of one Message-ID that are kept; more than two of them fit nothing anyway.
  static final int OF_ONE = 8;

  private final HostAddresses hosts;
  private final Map<String, Set<Passage>> byId = new HashMap<>();

  SameMessageId(HostAddresses hosts) {
    this.hosts = hosts;
  }

  /// A passage is there, or is another one now.
  void note(Passage now) {
    now.first()
        .messageId()
        .ifPresent(id -> {
          Set<Passage> all = byId.computeIfAbsent(id, _ -> new LinkedHashSet<>());
          all.removeIf(before -> before.id() == now.id());
          if (all.size() < OF_ONE) {
            all.add(now);
          }
        });
  }

  void forget(Passage passage) {
    passage
        .first()
        .messageId()
        .ifPresent(id ->
            byId.computeIfPresent(
                id,
                (_, all) -> {
                  all.removeIf(before -> before.id() == passage.id());
                  return all.isEmpty() ? null : all;
                }));
  }

  /// The number of the only passage that this one can be the next part of.
  Optional<Long> before(Passage passage) {
    Leg leg = passage.first();
    Optional<String> from = leg.client().flatMap(address -> host(address, leg));
    if (from.isEmpty() || leg.messageId().isEmpty()) {
      return Optional.empty();
    }
    List<Passage> fitting =
        byId.getOrDefault(leg.messageId().get(), Set.of()).stream()
            .filter(before -> before.id() != passage.id())
            .filter(before -> fits(before.legs().getLast(), from.get(), leg))
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst().id()) : Optional.empty();
  }

  private Optional<String> host(IpAddress address, Leg leg) {
    Instant at = leg.key().since();
    return address.isLoopback() ? Optional.of(leg.key().host()) : hosts.hostAt(address, at);
  }

  private static boolean fits(Leg before, String from, Leg leg) {
    if (!before.key().host().equals(from)
        || !Nearness.of(before.last(), leg.key().since(), Passages.HAND_OVER)) {
      return false;
    }
    if (before.octets().isEmpty() || leg.octets().isEmpty()) {
      return true;
    }
    long added = leg.octets().getAsLong() - before.octets().getAsLong();
    return added >= 0 && added <= ADDED;
  }
}
