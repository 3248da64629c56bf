package weir.checks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.DnsEvidence;
import weir.check.ReverseNames;
import weir.check.ReverseNames.Reverse;
import weir.dns.Answer;
import weir.dns.Question;
import weir.dns.RecordType;
import weir.dns.Resolver;
import weir.mail.Domain;
import weir.net.IpAddress;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
import weir.verdict.Stage;

/// Is what the client calls itself a name at all, is it not ours, and does the DNS know it?
///
/// Whether the name fits the address is only observed: RFC 5321 section 4.1.4 forbids to refuse for
/// it.
final class HeloCheck implements Check {
  static final FindingKind HELO_SYNTAX =
      FindingKind.of(
          "helo-syntax",
          "The client calls itself by something that is neither a domain nor an address literal.",
          "HELO wants your full host name or [address] (RFC 5321 section 4.1.1.1)",
          "5.2");
  static final FindingKind HELO_NUMERIC =
      FindingKind.of(
          "helo-numeric",
          "The client calls itself by an address without brackets.",
          "HELO wants an address in brackets, as [192.0.2.1] (RFC 5321 section 4.1.3)",
          "5.2");
  static final FindingKind HELO_OURS =
      FindingKind.of(
          "helo-ours",
          "A stranger calls itself by our own name or address.",
          "HELO wants your own name, not ours",
          "7.1");
  static final FindingKind HELO_LITERAL_NOT_CLIENT =
      FindingKind.of(
          "helo-literal-not-client",
          "The client calls itself by an address that is not its own.",
          "HELO wants the address that you come from",
          "7.1");
  static final FindingKind HELO_UNQUALIFIED =
      FindingKind.of(
          "helo-unqualified",
          "The client calls itself by a name without a dot.",
          "HELO wants your full host name, with its domain (RFC 5321 section 2.3.5)",
          "7.1");
  static final FindingKind HELO_UNKNOWN =
      FindingKind.of(
          "helo-unknown",
          "The DNS knows no address and no mail server under the client's name.",
          "HELO wants a name that the DNS knows",
          "7.1");
  static final FindingKind HELO_NOT_REVERSE_NAME =
      FindingKind.of(
          "helo-not-reverse-name",
          "The client's name is not a confirmed name of its address, as is allowed.",
          "Your HELO name differs from your reverse name, which is allowed",
          "7.1");

  static final CheckType TYPE =
      new CheckType(
          "helo",
          Stage.HELO,
          List.of(
              HELO_SYNTAX,
              HELO_NUMERIC,
              HELO_OURS,
              HELO_LITERAL_NOT_CLIENT,
              HELO_UNQUALIFIED,
              HELO_UNKNOWN,
              HELO_NOT_REVERSE_NAME));

  private final HeloSettings settings;
  private final Domain hostName;
  private final ReverseNames names;
  private final Resolver resolver;

  HeloCheck(HeloSettings settings, Domain hostName, ReverseNames names, Resolver resolver) {
    this.settings = settings;
    this.hostName = hostName;
    this.names = names;
    this.resolver = resolver;
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return facts.role() == Role.MX;
  }

  @Override
  public void prepare(Facts facts) {
    Optional<Domain> name = facts.hello().flatMap(hello -> Domain.parse(hello.name()));
    if (settings.lookUp() && name.isPresent() && isQualified(name.get())) {
      Question.of(name.get().name(), RecordType.A)
          .ifPresent(question -> {
            var _ = resolver.ask(question); // asked again by look, which waits for it
          });
      names.prepare(facts.client());
    }
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    if (facts.hello().isEmpty()) {
      return CheckResult.CLEAR;
    }
    String said = facts.hello().get().name();
    Optional<Domain> name = Domain.parse(said);
    if (name.isEmpty()) {
      return found(IpAddress.parse(said).isPresent() ? HELO_NUMERIC : HELO_SYNTAX, said);
    }
    if (isOurs(name.get(), facts)) {
      return found(HELO_OURS, said);
    }
    if (name.get().isLiteral()) {
      return name.get().literal().filter(facts.client()::equals).isPresent()
          ? CheckResult.CLEAR
          : found(HELO_LITERAL_NOT_CLIENT, said);
    }
    if (!isQualified(name.get())) {
      return found(HELO_UNQUALIFIED, said);
    }
    return settings.lookUp() ? lookUp(name.get(), facts.client(), deadline) : CheckResult.CLEAR;
  }

  private static boolean isQualified(Domain name) {
    return name.parent().isPresent();
  }

  private static CheckResult found(FindingKind kind, String said) {
    return CheckResult.found(Finding.of(kind, new Evidence("helo", said)));
  }

  /// Who comes from this very host may call itself so.
  private boolean isOurs(Domain name, Facts facts) {
    boolean claimed =
        name.equals(hostName)
            || (name.isLiteral()
                && name.literal().filter(facts.connection().local()::equals).isPresent());
    return claimed
        && !facts.client().equals(facts.connection().local())
        && !facts.client().isLoopback();
  }

  private CheckResult lookUp(Domain name, IpAddress client, Instant deadline) {
    List<Evidence> evidence = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    switch (known(name, evidence, deadline)) {
      case YES -> {}
      case NO -> findings.add(Finding.of(HELO_UNKNOWN, evidence));
      case CANNOT_TELL -> {
        return new CheckResult.Unknown("the DNS does not tell of " + name, evidence);
      }
    }
    Reverse reverse = names.look(client, deadline);
    if (!(reverse instanceof Reverse.Failed) && !isConfirmed(reverse, name)) {
      String confirmed = reverse instanceof Reverse.Confirmed(var one, _) ? one : "none confirmed";
      findings.add(
          Finding.of(
              HELO_NOT_REVERSE_NAME,
              new Evidence("helo", name.name()),
              new Evidence("reverse-name", confirmed)));
    }
    return findings.isEmpty() ? CheckResult.CLEAR : new CheckResult.Found(findings, List.of());
  }

  private static boolean isConfirmed(Reverse reverse, Domain name) {
    return reverse instanceof Reverse.Confirmed(var confirmed, _) && confirmed.equals(name.name());
  }

  private enum Known {
    YES,
    NO,
    CANNOT_TELL
  }

  /// Asks for A; only where there is none, for AAAA and MX.
  private Known known(Domain name, List<Evidence> evidence, Instant deadline) {
    boolean failed = false;
    for (List<RecordType> types :
        List.of(List.of(RecordType.A), List.of(RecordType.AAAA, RecordType.MX))) {
      List<Question> questions =
          types.stream().flatMap(type -> Question.of(name.name(), type).stream()).toList();
      List<CompletableFuture<Answer>> asked = questions.stream().map(resolver::ask).toList();
      for (int i = 0; i < asked.size(); i++) {
        Answer answer = resolver.await(asked.get(i), deadline);
        evidence.add(DnsEvidence.of(questions.get(i), answer));
        switch (answer) {
          case Answer.Found _ -> {
            return Known.YES;
          }
          case Answer.Absent(Answer.Why why, _) -> {
            if (why == Answer.Why.NO_SUCH_NAME) {
              return Known.NO;
            }
          }
          case Answer.Failed _ -> failed = true;
        }
      }
    }
    return failed ? Known.CANNOT_TELL : Known.NO;
  }
}
