package weir.passages;

import java.util.List;
import java.util.Optional;
import weir.observation.Leg;

/// What speaks against a passage being the message that somebody speaks of.
///
/// Whoever has had a message of a customer's can put its Message-ID, or a field of it, onto another
/// one. What was written down of the customer's then differs in something else.
final class Contradiction {
  private Contradiction() {}

  /// For people; empty where nothing does.
  static Optional<String> of(Laid laid, Mentioned mentioned) {
    return messageId(laid, mentioned)
        .or(() -> queueId(laid, mentioned))
        .or(() -> subject(laid, mentioned));
  }

  private static Optional<String> messageId(Laid laid, Mentioned mentioned) {
    List<String> known =
        laid.passage().legs().stream().flatMap(leg -> leg.messageId().stream()).toList();
    return mentioned
        .messageId()
        .filter(said -> !known.isEmpty() && !known.contains(said))
        .map(_ -> "our logs have it with another Message-ID");
  }

  /// A host that had the passage under one id did not have it under another, but for a filter's
  /// sake, and then both are known.
  static Optional<String> queueId(Laid laid, Mentioned mentioned) {
    return mentioned.queued().stream()
        .map(Mentioned.Queued::host)
        .distinct()
        .filter(host ->
            at(laid, host)
                && mentioned.queued().stream()
                    .filter(queued -> queued.host().equals(host))
                    .noneMatch(queued -> leg(laid, queued).isPresent()))
        .findFirst()
        .map(host -> host + " had it in its queue under another id than the header says");
  }

  private static boolean at(Laid laid, String host) {
    return laid.passage().legs().stream().anyMatch(leg -> leg.key().host().equals(host));
  }

  private static Optional<Leg> leg(Laid laid, Mentioned.Queued queued) {
    return laid.passage().legs().stream()
        .filter(leg -> leg.isKnownAs(queued.host(), queued.id()))
        .findFirst();
  }

  private static Optional<String> subject(Laid laid, Mentioned mentioned) {
    return mentioned
        .subject()
        .filter(said -> subject(laid).filter(known -> !Subjects.fit(said, known)).isPresent())
        .map(_ -> "our logs have it with another subject");
  }

  private static Optional<String> subject(Laid laid) {
    return laid.passage().legs().stream().flatMap(leg -> leg.subject().stream()).findFirst();
  }

  /// Whether the subject speaks for it.
  static boolean hasSubject(Laid laid, Mentioned mentioned) {
    return mentioned.subject().filter(said -> !said.isBlank()).isPresent()
        && subject(laid).filter(known -> !known.isBlank()).isPresent()
        && subject(laid, mentioned).isEmpty();
  }
}
