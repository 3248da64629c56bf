package weir.checks.dnslists;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.check.DnsEvidence;
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
import weir.verdict.CheckResult;
import weir.verdict.Evidence;

/// A DNS list as checks ask it: what is asked, and what it is found to say. What it costs and finds
/// is counted in its record.
final class AskedList {
  private static final Heard NOT_LISTED = new Heard.NotListed();
  private static final Logger log = LoggerFactory.getLogger(AskedList.class);

  private final String zone;
  private final ReturnCodes codes;
  private final ListedCodes byCode;
  private final boolean tells;
  private final Set<IpAddress> errors;
  private final Duration timeout;
  private final Resolver resolver;
  private final ListRecord record;
  private final Seldom warning = new Seldom(Duration.ofHours(1), System::nanoTime);

  /// @param tells whether a listing here tells somebody why, so that the list's own words are asked
  ///   for
  AskedList(DnsListZone zone, boolean tells, Sources sources) {
    AskedZone asked = zone.asked();
    this.zone = asked.zone();
    this.codes = asked.returnCodes();
    this.byCode = new ListedCodes(zone.byCode().keySet());
    this.tells = tells;
    this.errors = asked.errors();
    this.timeout = asked.timeout();
    this.resolver = sources.resolver();
    this.record = sources.lists().of(this.zone);
  }

  /// A question on its way.
  record Asked(AskedList list, Question question, CompletableFuture<Answer> answer) {
    Heard hear(Wait wait) {
      return list.hear(this, wait);
    }
  }

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

  private Heard hear(Asked asked, Wait wait) {
    Answer answer = resolver.await(asked.answer, wait.until(timeout));
    return switch (ListQuery.meaning(answer, codes, errors)) {
      case ListAnswer.Listed(var values) -> {
        record.heard(true);
        yield new Listing(asked, answer, values, Optional.empty());
      }
      case ListAnswer.NotListed _ -> {
        record.heard(false);
        yield NOT_LISTED;
      }
      case ListAnswer.Failed(var why, var kind) -> {
        count(kind, why);
        List<Evidence> evidence = List.of(DnsEvidence.of(asked.question, answer));
        yield new Heard.CouldNotTell(new CheckResult.Unknown(zone + ": " + why, evidence, zone));
      }
    };
  }

  private void count(ListAnswer.Failure kind, String why) {
    switch (kind) {
      case TIMEOUT -> record.failed(true);
      case DNS -> record.failed(false);
      case REFUSES_US -> {
        record.refused();
        warn(why);
      }
    }
  }

  /// What findings of such a listing are about: the zone, or the zone and one of its codes.
  List<String> subjects(List<IpAddress> values) {
    return byCode.subjects(zone, values);
  }

  /// Asks why something is listed, where somebody is going to be told.
  Optional<CompletableFuture<Answer>> askText(Asked listing) {
    return tells ? Optional.of(resolver.ask(ListQuery.reason(listing.question))) : Optional.empty();
  }

  Answer hearText(CompletableFuture<Answer> text, Wait wait) {
    return resolver.await(text, wait.until(timeout));
  }

  /// The operator has to do something, but need not be told with every client.
  private void warn(String why) {
    warning.say(_ -> log.warn("list {} does not serve us and lists nobody: {}", zone, why));
  }
}
