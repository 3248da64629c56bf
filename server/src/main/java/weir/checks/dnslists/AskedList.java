package weir.checks.dnslists;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.check.Sources;
import weir.dns.Answer;
import weir.dns.ListAnswer;
import weir.dns.ListQuery;
import weir.dns.Question;
import weir.dns.RecordType;
import weir.dns.Resolver;
import weir.dns.ReturnCodes;
import weir.lists.ListRecord;
import weir.log.Seldom;
import weir.net.IpAddress;

/// A DNS list as checks ask it: what is asked, and what it is found to say. What it costs and finds
/// is counted in its record.
final class AskedList {
  private static final Logger log = LoggerFactory.getLogger(AskedList.class);

  private final String zone;
  private final ReturnCodes codes;
  private final Set<IpAddress> errors;
  private final Duration timeout;
  private final Resolver resolver;
  private final ListRecord record;
  private final Seldom warning = new Seldom(Duration.ofHours(1), System::nanoTime);

  AskedList(AskedZone asked, Sources sources) {
    this.zone = asked.zone();
    this.codes = asked.returnCodes();
    this.errors = asked.errors();
    this.timeout = asked.timeout();
    this.resolver = sources.resolver();
    this.record = sources.lists().of(zone);
  }

  /// A question on its way.
  record Asked(AskedList list, Question question, CompletableFuture<Answer> answer) {}

  /// What came back.
  record Heard(Asked asked, Answer answer, ListAnswer meaning) {}

  String zone() {
    return zone;
  }

  /// Whether the list has been taken out: then nobody asks it.
  boolean out() {
    return record.out();
  }

  String whyOut() {
    return record.standing().why();
  }

  /// Asks for a name below the zone. Nothing where both together are too long, or the list is out.
  ///
  /// @param first whether nobody has asked this before: later questions for the same answer are not
  ///   counted
  Optional<Asked> ask(String name, boolean first) {
    if (out()) {
      return Optional.empty();
    }
    Optional<Question> question = Question.of(name + "." + zone, RecordType.A);
    return question.map(asked -> {
      CompletableFuture<Answer> answer = resolver.ask(asked);
      if (first) {
        record.asked(answer);
      }
      return new Asked(this, asked, answer);
    });
  }

  /// When this list's time is up, for who begins to wait now.
  private Instant until(Instant begun, Instant deadline) {
    Instant own = begun.plus(timeout);
    return own.isBefore(deadline) ? own : deadline;
  }

  /// @param begun when waiting for all lists began
  Heard hear(Asked asked, Instant begun, Instant deadline) {
    Answer answer = resolver.await(asked.answer, until(begun, deadline));
    ListAnswer meaning = ListQuery.meaning(answer, codes, errors);
    switch (meaning) {
      case ListAnswer.Listed _ -> record.heard(true);
      case ListAnswer.NotListed _ -> record.heard(false);
      case ListAnswer.Failed(var why, var kind) -> {
        switch (kind) {
          case TIMEOUT -> record.failed(true);
          case DNS -> record.failed(false);
          case REFUSES_US -> {
            record.refused();
            warn(why);
          }
        }
      }
    }
    return new Heard(asked, answer, meaning);
  }

  /// Asks why something is listed.
  CompletableFuture<Answer> askText(Asked listing) {
    return resolver.ask(ListQuery.reason(listing.question));
  }

  Answer hearText(CompletableFuture<Answer> text, Instant begun, Instant deadline) {
    return resolver.await(text, until(begun, deadline));
  }

  /// The operator has to do something, but need not be told with every client.
  private void warn(String why) {
    warning.say(_ -> log.warn("list {} does not serve us and lists nobody: {}", zone, why));
  }
}
