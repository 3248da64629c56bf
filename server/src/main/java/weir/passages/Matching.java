package weir.passages;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.observation.Leg;

/// Finds the passage that somebody speaks of. Where several fit, it is none of them: the account of
/// somebody else would be laid hands on.
public final class Matching {
  /// Clocks of others, and how long they take a message.
  static final Duration AROUND = Duration.ofMinutes(10);

  /// Short queue ids are used again after some time.
  static final Duration SAME_ID = Duration.ofDays(6);

  /// Candidates that are counted at most.
  static final int MOST = 1_000;

  private static final int SHOWN = 20;

  private final PassageSearch search;

  public Matching(PassageSearch search) {
    this.search = search;
  }

  /// By the ids that our own hosts gave it, where no other Message-ID was written down; else by
  /// Message-ID, host and time together; else there are candidates.
  public Match find(Mentioned mentioned) throws SQLException {
    for (Mentioned.Queued queued : mentioned.queued()) {
      List<Laid> known =
          search.byQueueId(queued.id(), MOST).stream()
              .filter(laid -> wasAt(laid, queued) && isNear(laid, mentioned.at(), SAME_ID))
              .filter(laid -> mayHave(laid, mentioned.messageId()))
              .toList();
      if (known.size() == 1) {
        return new Match.One(
            known.getFirst(), queued.host() + " had it in its queue as " + queued.id());
      }
    }
    return mentioned.messageId().isPresent()
        ? byMessageId(mentioned, mentioned.messageId().get())
        : byTime(mentioned);
  }

  private Match byMessageId(Mentioned mentioned, String messageId) throws SQLException {
    List<Laid> known =
        search.byMessageId(messageId, MOST).stream()
            .filter(laid -> leftFrom(laid, mentioned.from()))
            .filter(laid -> isNear(laid, mentioned.at(), AROUND))
            .toList();
    if (known.isEmpty()) {
      return new Match.None("no message with this Message-ID is known to have left then");
    }
    if (known.size() > 1) {
      return several(known, "several messages had this Message-ID");
    }
    if (mentioned.from().isEmpty() || mentioned.at().isEmpty()) {
      return several(known, "it has this Message-ID, and anybody can write one");
    }
    return new Match.One(known.getFirst(), "Message-ID, host and time are those of one message");
  }

  private Match byTime(Mentioned mentioned) throws SQLException {
    if (mentioned.from().isEmpty() || mentioned.at().isEmpty()) {
      return new Match.None("neither an id of ours nor host and time are told");
    }
    Instant at = mentioned.at().get();
    List<Laid> known =
        search.atHost(mentioned.from().get(), at.minus(AROUND), at.plus(AROUND), MOST);
    return known.isEmpty()
        ? new Match.None("no message is known to have left " + mentioned.from().get() + " then")
        : several(known, "host and time fit; what would tell them apart is redacted");
  }

  private static Match several(List<Laid> known, String why) {
    return new Match.Several(known.stream().limit(SHOWN).toList(), known.size(), why);
  }

  private static boolean wasAt(Laid laid, Mentioned.Queued queued) {
    return laid.passage().legs().stream()
        .anyMatch(leg ->
            leg.key().host().equals(queued.host())
                && (leg.key().id().equals(queued.id())
                    || leg.alias().filter(queued.id()::equals).isPresent()));
  }

  /// A program that speaks SMTP can put the field of somebody else's message on top of its own.
  private static boolean mayHave(Laid laid, Optional<String> messageId) {
    List<String> known =
        laid.passage().legs().stream().flatMap(leg -> leg.messageId().stream()).toList();
    return messageId.isEmpty() || known.isEmpty() || known.contains(messageId.get());
  }

  private static boolean leftFrom(Laid laid, Optional<String> host) {
    Leg last = laid.passage().legs().getLast();
    return host.map(last.key().host()::equals).orElse(true);
  }

  /// Between its coming and the last that is known of it, with a margin.
  private static boolean isNear(Laid laid, Optional<Instant> at, Duration margin) {
    return at.map(moment ->
            !moment.isBefore(laid.passage().since().minus(margin))
                && !moment.isAfter(laid.passage().last().plus(margin)))
        .orElse(true);
  }
}
