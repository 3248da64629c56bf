package weir.checks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import weir.dns.Answer;
import weir.dns.DnsRecord;
import weir.dns.Question;
import weir.dns.RecordType;
import weir.dns.Resolver;
import weir.mail.Domain;
import weir.mail.Path;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
import weir.verdict.Stage;

/// Could a reply reach the sender's domain: has it a mail server, or an address in its place (RFC
/// 5321 section 5.1)?
///
/// The null sender passes, always (RFC 2505 section 2.6.1), and so does an address literal.
final class SenderDomainCheck implements Check {
  static final FindingKind SENDER_DOMAIN_MISSING =
      FindingKind.of(
          "sender-domain-missing",
          "The sender's domain does not exist, or has neither a mail server nor an address.",
          "The domain of your sender address must exist and have an MX, A or AAAA record",
          "1.8");

  /// RFC 7505 section 4.2 gives the code 7.27.
  static final FindingKind SENDER_DOMAIN_TAKES_NO_MAIL =
      FindingKind.of(
          "sender-domain-takes-no-mail",
          "The sender's domain says that it takes no mail (null MX).",
          "The domain of your sender address takes no mail (RFC 7505), use one that does",
          "7.27");

  static final FindingKind SENDER_DOMAIN_UNREACHABLE =
      FindingKind.of(
          "sender-domain-unreachable",
          "The sender's domain leads only to addresses that nobody on the Internet can reach.",
          "The domain of your sender address leads to no public address",
          "1.8");

  private static final CheckResult CLEAR = CheckResult.clear();

  private final Resolver resolver;

  SenderDomainCheck(Resolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public String name() {
    return "sender-domain";
  }

  @Override
  public List<FindingKind> kinds() {
    return List.of(SENDER_DOMAIN_MISSING, SENDER_DOMAIN_TAKES_NO_MAIL, SENDER_DOMAIN_UNREACHABLE);
  }

  @Override
  public Stage facts() {
    return Stage.MAIL;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return facts.role() == Role.MX;
  }

  @Override
  public void prepare(Facts facts) {
    domain(facts)
        .flatMap(domain -> Question.of(domain, RecordType.MX))
        .ifPresent(question -> {
          var _ = resolver.ask(question); // asked again by look, which waits for it
        });
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    Optional<String> domain = domain(facts);
    if (domain.isEmpty()) {
      return CLEAR;
    }
    Optional<Question> question = Question.of(domain.get(), RecordType.MX);
    if (question.isEmpty()) {
      return found(SENDER_DOMAIN_MISSING, List.of(new Evidence("domain", domain.get())));
    }
    Answer answer = resolver.await(resolver.ask(question.get()), deadline);
    return switch (answer) {
      case Answer.Found(var records, _) ->
          takesNoMail(records)
              ? found(SENDER_DOMAIN_TAKES_NO_MAIL, List.of(seen(question.get(), answer)))
              : CLEAR;
      case Answer.Absent(Answer.Why why, _) ->
          switch (why) {
            case NO_SUCH_NAME ->
                found(SENDER_DOMAIN_MISSING, List.of(seen(question.get(), answer)));
            case NO_SUCH_RECORD -> addresses(question.get(), answer, deadline);
          };
      case Answer.Failed(var cause) -> CheckResult.unknown(cause, seen(question.get(), answer));
    };
  }

  private static Optional<String> domain(Facts facts) {
    return facts.sender().isPresent()
            && facts.sender().get().path() instanceof Path.Mailbox(_, Domain domain)
            && !domain.isLiteral()
        ? Optional.of(domain.name())
        : Optional.empty();
  }

  private static CheckResult found(FindingKind kind, List<Evidence> evidence) {
    return CheckResult.found(Finding.saying(kind, kind.remedy(), evidence));
  }

  /// Where the names of servers lead is not asked: it would cost a question or two for each.
  private static boolean takesNoMail(List<DnsRecord> records) {
    for (DnsRecord record : records) {
      if (!(record instanceof DnsRecord.Mx mx && mx.isNull())) {
        return false;
      }
    }
    return true;
  }

  private static Evidence seen(Question question, Answer answer) {
    return DnsEvidence.of(question, answer);
  }

  private CheckResult addresses(Question mx, Answer none, Instant deadline) {
    String domain = mx.name();
    Question v4 = new Question(domain, RecordType.A);
    Question v6 = new Question(domain, RecordType.AAAA);
    CompletableFuture<Answer> askedV4 = resolver.ask(v4);
    CompletableFuture<Answer> askedV6 = resolver.ask(v6);
    Answer a = resolver.await(askedV4, deadline);
    if (a instanceof Answer.Found found && anyReachable(found.records())) {
      return CLEAR;
    }
    Answer aaaa = resolver.await(askedV6, deadline);
    if (aaaa instanceof Answer.Found found && anyReachable(found.records())) {
      return CLEAR;
    }
    List<Evidence> evidence = List.of(seen(mx, none), seen(v4, a), seen(v6, aaaa));
    if (a instanceof Answer.Failed(var cause)) {
      return new CheckResult.Unknown(cause, evidence);
    }
    if (aaaa instanceof Answer.Failed(var cause)) {
      return new CheckResult.Unknown(cause, evidence);
    }
    boolean nowhere = a instanceof Answer.Absent && aaaa instanceof Answer.Absent;
    return found(nowhere ? SENDER_DOMAIN_MISSING : SENDER_DOMAIN_UNREACHABLE, evidence);
  }

  private static boolean anyReachable(List<DnsRecord> records) {
    for (DnsRecord record : records) {
      if (record instanceof DnsRecord.Address(var address) && !address.isReserved()) {
        return true;
      }
    }
    return false;
  }
}
