package weir.observation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Which messages the ids of servers mean: each one at a time, and another one afterwards.
final class Named {
  private final Map<Long, Passage> passages;

  /// Numbers of passages, the one that came last is the last.
  private final Map<QueueName, List<Long>> names = new HashMap<>();

  /// @param passages those that are kept now, by their numbers
  Named(Map<Long, Passage> passages) {
    this.passages = passages;
  }

  void add(Passage passage) {
    each(
        passage,
        (name, since) -> {
          List<Long> meant = names.getOrDefault(name, List.of());
          if (!meant.contains(passage.id())) {
            names.put(name, with(meant, name, passage.id(), since));
          }
        });
  }

  private List<Long> with(List<Long> meant, QueueName name, long passage, Instant since) {
    int place = meant.size();
    while (place > 0 && since(meant.get(place - 1), name).isAfter(since)) {
      place--;
    }
    List<Long> more = new ArrayList<>(meant);
    more.add(place, passage);
    return List.copyOf(more);
  }

  private Instant since(long passage, QueueName name) {
    Passage it = passages.get(passage);
    int index = it == null ? -1 : it.indexOf(name);
    return it == null || index < 0 ? Instant.MIN : it.legs().get(index).key().since();
  }

  void forget(Passage passage) {
    each(
        passage,
        (name, _) ->
            names.computeIfPresent(
                name,
                (_, meant) -> {
                  List<Long> fewer = meant.stream().filter(id -> id != passage.id()).toList();
                  return fewer.isEmpty() ? null : fewer;
                }));
  }

  private static void each(Passage passage, BiConsumer<QueueName, Instant> taker) {
    for (Leg leg : passage.legs()) {
      QueueKey key = leg.key();
      taker.accept(new QueueName(key.host(), key.id()), key.since());
      leg.coming()
          .alias()
          .ifPresent(id -> taker.accept(new QueueName(key.host(), id), key.since()));
    }
  }

  /// What an id means now.
  Optional<Passage> newest(QueueName name) {
    List<Long> meant = names.getOrDefault(name, List.of());
    return meant.isEmpty() ? Optional.empty() : Optional.ofNullable(passages.get(meant.getLast()));
  }

  /// What an id has meant, as far as it is kept.
  List<Passage> all(QueueName name) {
    return names.getOrDefault(name, List.of()).stream()
        .map(passages::get)
        .filter(Objects::nonNull)
        .toList();
  }

  /// What an id meant at a time, by the clock of its own server, which not every source tells to
  /// parts of a second.
  Optional<Passage> at(QueueName name, Instant at) {
    List<Passage> all = all(name);
    return all.reversed().stream()
        .filter(passage -> !since(passage.id(), name).isAfter(at))
        .findFirst()
        .or(() ->
            all.stream()
                .filter(it -> Nearness.of(since(it.id(), name), at, Passages.SAME_ARRIVAL))
                .findFirst());
  }

  /// The one that has a leg of this very key, whatever its times say.
  Optional<Passage> at(QueueKey key) {
    return names.getOrDefault(new QueueName(key.host(), key.id()), List.of()).reversed().stream()
        .map(passages::get)
        .filter(Objects::nonNull)
        .filter(passage -> passage.legs().stream().anyMatch(leg -> leg.key().equals(key)))
        .findFirst();
  }

  /// What an id meant when something was told of it.
  ///
  /// @param at when it was told
  /// @param isLook it is a look into the queue that tells: no other message can have come under the
  ///   id between the times of its key and of the look
  Optional<Passage> meant(QueueKey key, Instant at, boolean isLook) {
    QueueName name = new QueueName(key.host(), key.id());
    Optional<Passage> found = Optional.empty();
    for (long id : names.getOrDefault(name, List.of()).reversed()) {
      Passage passage = passages.get(id);
      if (passage == null) {
        continue;
      }
      Leg leg = passage.legs().get(passage.indexOf(name));
      if (leg.key().since().equals(key.since()) && isSame(leg, key, at, isLook)) {
        return Optional.of(passage);
      }
      if (found.isEmpty() && isSame(leg, key, at, isLook)) {
        found = Optional.of(passage);
      }
    }
    return found;
  }

  /// qmail gives the number of a message to the next one as soon as the first is gone.
  private static boolean isSame(Leg leg, QueueKey key, Instant at, boolean isLook) {
    Instant since = leg.key().since();
    if (leg.stay() == Leg.Stay.GONE && key.since().isAfter(leg.last())) {
      return false;
    }
    return Nearness.of(since, key.since(), Passages.SAME_ARRIVAL)
        || (!key.since().isAfter(leg.last()) && !at.isBefore(since))
        || (leg.unheard() && !isLook && !key.since().isBefore(since));
  }
}
