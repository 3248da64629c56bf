package weir.checks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import weir.check.DnsEvidence;
import weir.dns.Answer;
import weir.dns.DnsRecord;
import weir.dns.Question;
import weir.dns.RecordType;
import weir.dns.Resolver;
import weir.verdict.Evidence;

/// Where mail to a domain would go: its mail servers, or an address in their place (RFC 5321
/// section 5.1). Remembers nothing itself: the resolver does.
final class SenderDomains {

  /// Mail servers whose addresses are asked for. The best ones: who has more and leads nowhere with
  /// all of these is not followed any further.
  static final int MOST_SERVERS = 4;

  /// What was found out.
  sealed interface Route {
    record Reachable() implements Route {}

    /// No such domain, or neither mail server nor address.
    record Missing(List<Evidence> evidence) implements Route {}

    /// Null MX (RFC 7505).
    record TakesNoMail(List<Evidence> evidence) implements Route {}

    /// Mail servers without an address, or addresses that are [Nowhere].
    record Unreachable(List<Evidence> evidence) implements Route {}

    record Failed(String cause, List<Evidence> evidence) implements Route {}
  }

  private final Resolver resolver;

  SenderDomains(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Asks, so that the answer is on its way.
  void prepare(Question mx) {
    var _ = resolver.ask(mx); // asked again by look, which waits for it
  }

  Route look(Question mx, Instant deadline) {
    Answer answer = resolver.await(resolver.ask(mx), deadline);
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(DnsEvidence.of(mx, answer));
    return switch (answer) {
      case Answer.Found(var records, _) -> servers(records, evidence, deadline);
      case Answer.Absent(Answer.Why why, _) ->
          switch (why) {
            case NO_SUCH_NAME -> new Route.Missing(evidence);
            case NO_SUCH_RECORD -> addresses(List.of(mx.name()), evidence, false, deadline);
          };
      case Answer.Failed(var cause, var _) -> new Route.Failed(cause, evidence);
    };
  }

  private Route servers(List<DnsRecord> records, List<Evidence> evidence, Instant deadline) {
    List<String> names =
        records.stream()
            .filter(DnsRecord.Mx.class::isInstance)
            .map(DnsRecord.Mx.class::cast)
            .filter(mx -> !mx.isNull())
            .sorted(Comparator.comparingInt(DnsRecord.Mx::preference))
            .map(DnsRecord.Mx::host)
            .limit(MOST_SERVERS)
            .toList();
    return names.isEmpty()
        ? new Route.TakesNoMail(evidence)
        : addresses(names, evidence, true, deadline);
  }

  /// The first address that is somewhere is enough; IPv6 is asked for only where IPv4 had none.
  private Route addresses(
      List<String> names, List<Evidence> evidence, boolean servers, Instant deadline) {
    String failure = "";
    boolean any = servers;
    for (RecordType type : List.of(RecordType.A, RecordType.AAAA)) {
      List<Question> questions =
          names.stream().flatMap(name -> Question.of(name, type).stream()).toList();
      List<CompletableFuture<Answer>> asked = questions.stream().map(resolver::ask).toList();
      for (int i = 0; i < asked.size(); i++) {
        Answer answer = resolver.await(asked.get(i), deadline);
        if (answer instanceof Answer.Found found && isSomewhere(found.records())) {
          return new Route.Reachable();
        }
        any |= answer instanceof Answer.Found;
        evidence.add(DnsEvidence.of(questions.get(i), answer));
        if (answer instanceof Answer.Failed(var cause, var _)) {
          failure = questions.get(i) + ": " + cause;
        }
      }
    }
    if (!failure.isEmpty()) {
      return new Route.Failed(failure, evidence);
    }
    return any ? new Route.Unreachable(evidence) : new Route.Missing(evidence);
  }

  private static boolean isSomewhere(List<DnsRecord> records) {
    for (DnsRecord record : records) {
      if (record instanceof DnsRecord.Address(var address) && !Nowhere.is(address)) {
        return true;
      }
    }
    return false;
  }
}
