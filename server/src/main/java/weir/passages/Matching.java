package weir.passages;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import weir.observation.Leg;

/// Finds the passage that somebody speaks of. Where several fit, or anything speaks against the one
/// that does, it is none of them: the account of somebody else would be laid hands on.
public final class Matching {
  /// Clocks of others, and how long they take a message.
  static final Duration AROUND = Duration.ofMinutes(10);

  /// Candidates that are counted at most.
  static final int MOST = 1_000;

  /// After all times.
  private static final Instant END = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final SearchByHost search;

  /// @param hostName the provider's name of a host, by any of its names; where nobody has told of
  ///   the host, what it was asked for
  public Matching(PassageSearch search, UnaryOperator<String> hostName) {
    this.search = new SearchByHost(search, hostName);
  }

  /// A passage that has an id that our hosts gave.
  private record Named(Laid laid, Mentioned.Queued by) {}

  /// By the ids that our own hosts gave it at that time; else by Message-ID, host and time
  /// together; else there are candidates.
  public Match find(Mentioned mentioned) throws SQLException {
    List<Named> named = named(mentioned);
    List<Named> fitting =
        named.stream().filter(each -> Contradiction.of(each.laid(), mentioned).isEmpty()).toList();
    if (fitting.size() == 1 && named.size() == 1 && isTold(fitting.getFirst(), mentioned)) {
      Named one = fitting.getFirst();
      return new Match.One(
          one.laid(), one.by().host() + " had it in its queue as " + one.by().id());
    }
    if (fitting.size() == 1 && isSettled(fitting.getFirst().laid(), mentioned)) {
      Named one = fitting.getFirst();
      return new Match.One(
          one.laid(),
          one.by().host() + " had it in its queue as " + one.by().id() + ", with this Message-ID");
    }
    if (mentioned.messageId().isPresent()) {
      return byMessageId(mentioned, mentioned.messageId().get(), laid(named));
    }
    if (fitting.size() > 1) {
      return Candidates.of(
          laid(fitting), mentioned, "several messages had these ids in our queues");
    }
    if (fitting.isEmpty() && !named.isEmpty()) {
      return Candidates.of(laid(named), mentioned, differs(named.getFirst(), mentioned));
    }
    return fitting.size() == 1
        ? Candidates.of(
            laid(fitting),
            mentioned,
            "it had this id in our queue; when is not told, and ids come again")
        : byTime(mentioned);
  }

  private static String differs(Named named, Mentioned mentioned) {
    return "it had this id in our queue, and is not this message: "
        + Contradiction.of(named.laid(), mentioned).orElse("something differs");
  }

  private static List<Laid> laid(List<Named> all) {
    return all.stream().map(Named::laid).toList();
  }

  /// Passages that one of the ids is of, each once.
  private List<Named> named(Mentioned mentioned) throws SQLException {
    Map<Long, Named> named = new LinkedHashMap<>();
    for (Mentioned.Queued queued : mentioned.queued()) {
      for (Laid laid : byQueueId(queued, mentioned.at())) {
        named.putIfAbsent(laid.passage().id(), new Named(laid, queued));
      }
    }
    return List.copyOf(named.values());
  }

  /// Ids come again, short ones at once: the host's own field has the time when it gave it. Where
  /// that is blanked, the message left between its coming and the last that is known of it.
  private List<Laid> byQueueId(Mentioned.Queued queued, Optional<Instant> left)
      throws SQLException {
    Optional<Instant> first =
        queued.at().or(() -> left.map(at -> at.minus(PassageSearch.LONGEST_STAY)));
    Optional<Instant> last = queued.at().or(() -> left);
    List<Laid> known =
        search.byQueueId(
            queued.host(),
            queued.id(),
            first.map(at -> at.minus(AROUND)).orElse(Instant.EPOCH),
            last.map(at -> at.plus(AROUND)).orElse(END),
            MOST);
    return queued.at().isPresent()
        ? known
        : known.stream().filter(laid -> isNear(laid, left)).toList();
  }

  /// An id without a time could be any message's that had it.
  private static boolean isTold(Named named, Mentioned mentioned) {
    return named.by().at().isPresent()
        || mentioned.at().isPresent()
        || isSettled(named.laid(), mentioned);
  }

  private static boolean isSettled(Laid laid, Mentioned mentioned) {
    return laid.passage().legs().stream()
        .flatMap(leg -> leg.messageId().stream())
        .anyMatch(id -> mentioned.messageId().filter(id::equals).isPresent());
  }

  /// @param named what the ids are of that the header shows; where they are not this one, nothing
  ///   is settled
  private Match byMessageId(Mentioned mentioned, String messageId, List<Laid> named)
      throws SQLException {
    List<Laid> known =
        search.byMessageId(messageId, MOST).stream()
            .filter(laid -> leftFrom(laid, mentioned.from()))
            .filter(laid -> isNear(laid, mentioned.at()))
            .toList();
    if (known.isEmpty()) {
      return new Match.None("no message with this Message-ID is known to have left then");
    }
    List<Laid> all = Stream.concat(known.stream(), named.stream()).distinct().toList();
    if (known.size() > 1) {
      return Candidates.of(all, mentioned, "several messages had this Message-ID");
    }
    Laid one = known.getFirst();
    Optional<String> against = Contradiction.of(one, mentioned);
    if (against.isPresent()) {
      return Candidates.of(
          all, mentioned, "it has this Message-ID, which anybody can copy; " + against.get());
    }
    if (mentioned.from().isEmpty() || mentioned.at().isEmpty()) {
      return Candidates.of(all, mentioned, "it has this Message-ID, and anybody can write one");
    }
    List<Laid> others = nameless(mentioned, mentioned.from().get(), mentioned.at().get());
    if (!others.isEmpty() && !Contradiction.hasSubject(one, mentioned)) {
      List<Laid> more = new ArrayList<>(known);
      more.addAll(others);
      return Candidates.of(
          more,
          mentioned,
          "one had this Message-ID; that of the others, which left then, no log tells");
    }
    return new Match.One(one, "Message-ID, host and time are those of one message");
  }

  /// How many others, not of the same account, Message-ID, host and time fit as well.
  public int rivals(Laid one, Mentioned mentioned) throws SQLException {
    List<Laid> known =
        mentioned.messageId().isEmpty()
            ? List.of()
            : search.byMessageId(mentioned.messageId().get(), MOST);
    return (int)
        known.stream()
            .filter(laid -> leftFrom(laid, mentioned.from()) && isNear(laid, mentioned.at()))
            .filter(laid -> laid.passage().id() != one.passage().id())
            .filter(laid -> laid.account().isEmpty() || !laid.account().equals(one.account()))
            .count();
  }

  /// Messages that left then, of which no log told a Message-ID: each could have had it.
  private List<Laid> nameless(Mentioned mentioned, String host, Instant at) throws SQLException {
    return search.nameless(host, at.minus(AROUND), at.plus(AROUND), MOST).stream()
        .filter(each -> Contradiction.of(each, mentioned).isEmpty())
        .toList();
  }

  private Match byTime(Mentioned mentioned) throws SQLException {
    if (mentioned.from().isEmpty() || mentioned.at().isEmpty()) {
      return new Match.None("neither an id of ours nor host and time are told");
    }
    Instant at = mentioned.at().get();
    String host = mentioned.from().get();
    List<Laid> there = search.atHost(host, at.minus(AROUND), at.plus(AROUND), MOST);
    List<Laid> known =
        there.stream().filter(laid -> Contradiction.queueId(laid, mentioned).isEmpty()).toList();
    if (!known.isEmpty()) {
      return Candidates.of(
          known, mentioned, "host and time fit; what would tell them apart is redacted");
    }
    return new Match.None(
        there.isEmpty()
            ? "no message is known to have left " + host + " then"
            : "our logs know what left "
                + host
                + " then, and nothing with the id that the header says");
  }

  private static boolean leftFrom(Laid laid, Optional<String> host) {
    Leg last = laid.passage().legs().getLast();
    return host.map(last.key().host()::equals).orElse(true);
  }

  /// Between its coming and the last that is known of it, with a margin.
  public static boolean isNear(Laid laid, Optional<Instant> at) {
    return at.map(moment ->
            !moment.isBefore(laid.passage().since().minus(AROUND))
                && !moment.isAfter(laid.passage().last().plus(AROUND)))
        .orElse(true);
  }
}
