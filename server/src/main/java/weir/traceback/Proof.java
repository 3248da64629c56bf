package weir.traceback;

import java.time.Instant;
import java.util.Optional;
import weir.attribution.Confidence;
import weir.passages.Laid;
import weir.passages.Matching;
import weir.received.Received;
import weir.tracing.Suspect;
import weir.tracing.Trail;

/// Whether a passage is proved to be the message that a complaint is about.
///
/// A header can be copied onto another message, with Message-ID, Subject and our queue ids in it.
/// What its copier does not choose is from which address the reporter's server had it, and when. So
/// all three together prove it, and each alone only fits.
final class Proof {
  private Proof() {}

  /// What is missing, for people; empty where nothing is.
  static Optional<String> lacks(Laid laid, Trail trail, Suspect suspect) {
    return messageId(laid, suspect).or(() -> source(laid, trail)).or(() -> time(laid, suspect));
  }

  private static Optional<String> messageId(Laid laid, Suspect suspect) {
    Optional<String> said = TraceLookups.messageId(suspect);
    if (said.isEmpty()) {
      return Optional.of("its Message-ID is not told");
    }
    return laid.passage().legs().stream()
            .flatMap(leg -> leg.messageId().stream())
            .anyMatch(said.get()::equals)
        ? Optional.empty()
        : Optional.of("no log of ours told its Message-ID");
  }

  private static Optional<String> source(Laid laid, Trail trail) {
    if (trail.source().filter(it -> it.sure().compareTo(Confidence.LIKELY) >= 0).isEmpty()) {
      return Optional.of("the complainant's own server does not say from which address it had it");
    }
    String last = laid.passage().legs().getLast().key().host();
    return trail.host().filter(host -> host.name().equals(last)).isPresent()
        ? Optional.empty()
        : Optional.of(
            "it left "
                + last
                + ", and the complainant had it from "
                + trail.source().get().address());
  }

  /// By the field that the complainant's server put on top; the Date field is its author's.
  private static Optional<String> time(Laid laid, Suspect suspect) {
    Optional<Instant> had =
        suspect.reported().received().stream()
            .findFirst()
            .flatMap(top -> Received.read(top).date())
            .or(() -> suspect.reported().at());
    if (had.isEmpty()) {
      return Optional.of("when the complainant had it is not told");
    }
    return Matching.isNear(laid, had)
        ? Optional.empty()
        : Optional.of("it was not there when the complainant had it");
  }

  /// Whether an id that only the host itself can have put into the header is the passage's.
  static boolean hasOwnId(Laid laid, Trail trail) {
    return trail.hops().stream()
        .filter(hop -> hop.sure().compareTo(Confidence.STRONG) >= 0)
        .anyMatch(hop -> laid.passage().legs().stream().anyMatch(hop::isOf));
  }
}
