package weir.observation;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.maillog.Entrance;

/// Finds the leg before one that came from another host of ours, where no server has told an id: by
/// Message-ID, time, size and recipients. Two that fit are none: a script may give one Message-ID
/// to all that it sends.
///
/// Anybody may write another's Message-ID, so whoever logs in is himself, whatever it says; and
/// what comes over the loopback is joined by ids only: filters tell them.
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
    Optional<String> from = handedOver(leg);
    if (from.isEmpty() || leg.messageId().isEmpty()) {
      return Optional.empty();
    }
    Set<Passage> same = byId.getOrDefault(leg.messageId().get(), Set.of());
    if (same.size() == OF_ONE) {
      return Optional.empty(); // there may be more that are not kept
    }
    List<Passage> fitting =
        same.stream()
            .filter(before -> before.id() != passage.id())
            .filter(before -> fits(before.legs().getLast(), from.get(), leg))
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst().id()) : Optional.empty();
  }

  /// The other host of ours that it came from, of itself.
  private Optional<String> handedOver(Leg leg) {
    return leg.by().orElse(null) instanceof Entrance.Client client && client.login().isEmpty()
        ? client
            .address()
            .filter(address -> !address.isLoopback())
            .flatMap(address -> hosts.hostAt(address, leg.key().since()))
            .filter(host -> !host.equals(leg.key().host()))
        : Optional.empty();
  }

  private static boolean fits(Leg before, String from, Leg leg) {
    if (!before.key().host().equals(from)
        || !Nearness.of(before.last(), leg.key().since(), Passages.HAND_OVER)
        || leg.recipients() > before.recipients()) {
      return false;
    }
    if (before.coming().octets().isEmpty() || leg.coming().octets().isEmpty()) {
      return true;
    }
    long added = leg.coming().octets().getAsLong() - before.coming().octets().getAsLong();
    return added >= 0 && added <= ADDED;
  }
}
