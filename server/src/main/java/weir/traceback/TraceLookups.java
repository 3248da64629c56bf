package weir.traceback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import weir.account.Host;
import weir.journal.Entry;
import weir.maillog.Entrance;
import weir.passages.Laid;
import weir.passages.Match;
import weir.passages.Matching;
import weir.passages.Mentioned;
import weir.passages.OutgoingMail;
import weir.passages.Similar;
import weir.segments.JournalSearch;
import weir.segments.Query;
import weir.tracing.Issue;
import weir.tracing.Suspect;
import weir.tracing.Trail;

/// What this installation has written down of a message: the journal's entry behind a token, the
/// passage behind queue ids.
public final class TraceLookups implements Issue.Issues {
  private static final String NOTHING = "nothing is known here of messages of our mail servers";

  private static final Duration AROUND = Duration.ofHours(12);
  private static final int SIMILAR = 5;

  private final JournalSearch journal;
  private final Path folder;
  private final String host;
  private final UnaryOperator<String> hostName;

  /// @param folder of the server
  /// @param journal the journal's files
  /// @param host the provider's name of this machine
  /// @param hostName the provider's name of a host, by any of its names
  TraceLookups(Path folder, Path journal, String host, UnaryOperator<String> hostName) {
    this.journal = new JournalSearch(journal);
    this.folder = folder;
    this.host = host;
    this.hostName = hostName;
  }

  @Override
  public Optional<Issue> find(String id) {
    return entry(id)
        .map(entry -> {
          Entry.Client client = entry.client();
          return new Issue(
              host,
              new Entrance.Client(
                  Optional.of(client.address()),
                  OptionalInt.of(client.port()),
                  client.reverseName(),
                  Optional.of(client.helo()),
                  client.login().map(name -> new Entrance.Login("AUTH", name))),
              entry.at(),
              entry.subject(),
              entry.recipients().stream()
                  .filter(Entry.RecipientLine::accepted)
                  .map(Entry.RecipientLine::recipient)
                  .toList());
        });
  }

  /// The transaction of an id.
  public Optional<Entry.Transaction> entry(String id) {
    try {
      return journal.find(Query.ALL.withId(id).withLimit(2)).entries().stream()
          .filter(Entry.Transaction.class::isInstance)
          .map(Entry.Transaction.class::cast)
          .filter(entry -> entry.id().equals(id))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What its sender sent besides.
  public Optional<Similar> similar(Laid laid) throws IOException {
    return new OutgoingMail(folder)
        .ask(search -> search.similar(laid, AROUND, SIMILAR))
        .flatMap(each -> each);
  }

  /// The message of a trail, if our mail servers' logs tell it. Where nothing says that we handed
  /// it over, one of ours with its Message-ID may still have come to the reporter through somebody
  /// else.
  Match passage(Trail trail, Suspect suspect, Optional<Instant> at) throws IOException {
    if (trail.host().isEmpty()) {
      return trail.isOurs() || messageId(suspect).isEmpty()
          ? new Match.None("none of our hosts is known to have handed it over")
          : find(mentioned(List.of(), trail, suspect, Optional.empty()));
    }
    List<Mentioned.Queued> queued =
        trail.queued().stream()
            .map(each -> new Mentioned.Queued(each.host(), each.id(), each.at()))
            .toList();
    return find(mentioned(queued, trail, suspect, at));
  }

  private Match find(Mentioned mentioned) throws IOException {
    return new OutgoingMail(folder)
        .ask(search -> new Matching(search, hostName).find(mentioned))
        .orElseGet(() -> new Match.None(NOTHING));
  }

  /// What keeps a passage from being proved to be the message; empty where nothing does.
  Optional<String> lacks(Laid laid, Trail trail, Suspect suspect, Optional<Instant> at)
      throws IOException {
    Optional<String> lacking = Proof.lacks(laid, trail, suspect);
    if (lacking.isPresent() || Proof.hasOwnId(laid, trail)) {
      return lacking;
    }
    Mentioned mentioned = mentioned(List.of(), trail, suspect, at);
    int others =
        new OutgoingMail(folder)
            .ask(search -> new Matching(search, hostName).rivals(laid, mentioned))
            .orElse(0);
    return others == 0
        ? Optional.empty()
        : Optional.of("others had this Message-ID, too, and left there then: " + others);
  }

  private static Mentioned mentioned(
      List<Mentioned.Queued> queued, Trail trail, Suspect suspect, Optional<Instant> at) {
    return new Mentioned(
        queued, messageId(suspect), suspect.subject(), trail.host().map(Host::name), at);
  }

  /// As logs have it.
  static Optional<String> messageId(Suspect suspect) {
    return suspect.messageId().map(id -> id.replaceAll("[\\s<>]", ""));
  }
}
