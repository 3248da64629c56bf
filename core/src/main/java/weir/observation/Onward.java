package weir.observation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import weir.maillog.LogEvent;

/// What servers said of ids that were given elsewhere, for legs that are not known yet or that may
/// belong behind others. Bounded: the oldest word is forgotten.
final class Onward {

  /// A server said that it made a message of another one.
  record Parent(QueueName of, LogEvent.Kinship kinship, Instant at) {}

  /// A server was told what its message is called where it went.
  record HandOver(QueueName from, Instant at) {}

  private final Map<QueueName, HandOver> handOvers;
  private final Map<QueueName, Parent> parents;

  Onward(int most) {
    handOvers = new Bounded<>(most);
    parents = new Bounded<>(most);
  }

  /// A server was told that its message is known as this where it went.
  void expect(QueueName next, QueueName from, Instant at) {
    handOvers.put(next, new HandOver(from, at));
  }

  /// A server made this one.
  void begot(QueueName child, QueueName of, LogEvent.Kinship kinship, Instant at) {
    parents.put(child, new Parent(of, kinship, at));
  }

  /// Who says that a leg is its message, as it came or while it was there: a server answers when it
  /// has taken all of a message, which may be long after it gave the id.
  Optional<HandOver> handOver(Leg leg) {
    return said(handOvers, leg).filter(it -> isNear(leg, it.at()) || wasThere(leg, it.at()));
  }

  private static boolean wasThere(Leg leg, Instant at) {
    boolean isOver =
        leg.stay() == Leg.Stay.GONE && leg.last().plus(Passages.HAND_OVER).isBefore(at);
    return !at.isBefore(leg.key().since()) && !isOver;
  }

  /// Who says that it made the message of a leg, at about the time at which it came.
  Optional<Parent> parent(Leg leg) {
    return said(parents, leg).filter(it -> isNear(leg, it.at()));
  }

  private static <T> Optional<T> said(Map<QueueName, T> all, Leg leg) {
    String host = leg.key().host();
    return Optional.ofNullable(all.get(new QueueName(host, leg.key().id())))
        .or(() ->
            leg.coming()
                .alias()
                .flatMap(id -> Optional.ofNullable(all.get(new QueueName(host, id)))));
  }

  /// Whether a word is of about the time at which a leg came.
  static boolean isNear(Leg leg, Instant at) {
    return Nearness.of(leg.key().since(), at, Passages.HAND_OVER);
  }
}
