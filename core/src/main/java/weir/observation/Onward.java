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

  private record Sender(QueueName from, Instant at) {}

  private final Map<QueueName, Sender> senders;
  private final Map<QueueName, Parent> parents;

  Onward(int most) {
    senders = new Bounded<>(most);
    parents = new Bounded<>(most);
  }

  /// A server was told that its message is known as this where it went.
  void expect(QueueName next, QueueName from, Instant at) {
    senders.put(next, new Sender(from, at));
  }

  /// A server made this one.
  void begot(QueueName child, QueueName of, LogEvent.Kinship kinship, Instant at) {
    parents.put(child, new Parent(of, kinship, at));
  }

  /// Who says that a leg is its message, at about the time at which it came.
  Optional<QueueName> sender(Leg leg) {
    return said(senders, leg).filter(it -> isNear(leg, it.at())).map(Sender::from);
  }

  /// Who says that it made the message of a leg, at about the time at which it came.
  Optional<Parent> parent(Leg leg) {
    return said(parents, leg).filter(it -> isNear(leg, it.at()));
  }

  private static <T> Optional<T> said(Map<QueueName, T> all, Leg leg) {
    String host = leg.key().host();
    return Optional.ofNullable(all.get(new QueueName(host, leg.key().id())))
        .or(() -> leg.alias().flatMap(id -> Optional.ofNullable(all.get(new QueueName(host, id)))));
  }

  private static boolean isNear(Leg leg, Instant at) {
    return Nearness.of(leg.key().since(), at, Passages.HAND_OVER);
  }
}
