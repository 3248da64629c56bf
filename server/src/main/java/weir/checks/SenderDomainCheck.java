package weir.checks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.Tables;
import weir.checks.SenderDomains.Route;
import weir.dns.Question;
import weir.dns.RecordType;
import weir.dns.Resolver;
import weir.mail.Domain;
import weir.mail.Path;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.verdict.Attributes.SenderDomain;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
import weir.verdict.Stage;

/// Could a reply reach the sender's domain: has it a mail server, or an address in its place (RFC
/// 5321 section 5.1)?
///
/// The null sender passes, always (RFC 2505 section 2.6.1).
final class SenderDomainCheck implements Check {
  static final FindingKind SENDER_DOMAIN_MISSING =
      FindingKind.of(
          "sender-domain-missing",
          "The sender's domain does not exist, or has neither a mail server nor an address, and"
              + " that has been so for a while.",
          "The domain of your sender address must exist and have an MX, A or AAAA record",
          "1.8");

  /// RFC 2505 section 2.9: a name that is not there may be there soon.
  static final FindingKind SENDER_DOMAIN_NEWLY_MISSING =
      FindingKind.of(
          "sender-domain-newly-missing",
          "The sender's domain does not exist, or has neither a mail server nor an address; we have"
              + " seen it only now.",
          "The domain of your sender address is not in the DNS now, please try again later",
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

  static final FindingKind SENDER_LITERAL_NOT_CLIENT =
      FindingKind.of(
          "sender-literal-not-client",
          "The sender's domain is an address, and not the client's.",
          "Your sender address must have a domain name, or the address you come from",
          "1.8");

  static final CheckType TYPE =
      new CheckType(
          "sender-domain",
          Stage.MAIL,
          List.of(
              SENDER_DOMAIN_MISSING,
              SENDER_DOMAIN_NEWLY_MISSING,
              SENDER_DOMAIN_TAKES_NO_MAIL,
              SENDER_DOMAIN_UNREACHABLE,
              SENDER_LITERAL_NOT_CLIENT));

  /// How long a domain that was missing is remembered after its time of grace.
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final SenderDomainSettings settings;
  private final SenderDomains domains;
  private final State state;
  private final InstantSource clock;

  SenderDomainCheck(
      SenderDomainSettings settings, Resolver resolver, State state, InstantSource clock) {
    this.settings = settings;
    this.domains = new SenderDomains(resolver);
    this.state = state;
    this.clock = clock;
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public List<FindingKind> possible() {
    return settings.grace().isZero()
        ? TYPE.kinds().stream().filter(kind -> !kind.equals(SENDER_DOMAIN_NEWLY_MISSING)).toList()
        : TYPE.kinds();
  }

  @Override
  public boolean looksAt(Facts facts) {
    return facts.role() == Role.MX && facts.attributes().senderDomain() == SenderDomain.ASKED;
  }

  @Override
  public void prepare(Facts facts) {
    domain(facts)
        .filter(domain -> !domain.isLiteral())
        .flatMap(domain -> Question.of(domain.name(), RecordType.MX))
        .ifPresent(domains::prepare);
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    Optional<Domain> domain = domain(facts);
    if (domain.isEmpty()) {
      return CheckResult.CLEAR;
    }
    if (domain.get().isLiteral()) {
      return domain.get().literal().filter(facts.client()::equals).isPresent()
          ? CheckResult.CLEAR
          : found(SENDER_LITERAL_NOT_CLIENT, List.of(new Evidence("domain", domain.get().name())));
    }
    Optional<Question> question = Question.of(domain.get().name(), RecordType.MX);
    if (question.isEmpty()) {
      return missing(domain.get(), List.of(new Evidence("domain", domain.get().name())));
    }
    return switch (domains.look(question.get(), deadline)) {
      case Route.Reachable() -> CheckResult.CLEAR;
      case Route.Missing(var evidence) -> missing(domain.get(), evidence);
      case Route.TakesNoMail(var evidence) -> found(SENDER_DOMAIN_TAKES_NO_MAIL, evidence);
      case Route.Unreachable(var evidence) -> found(SENDER_DOMAIN_UNREACHABLE, evidence);
      case Route.Failed(var cause, var evidence) -> new CheckResult.Unknown(cause, evidence);
    };
  }

  private static Optional<Domain> domain(Facts facts) {
    return facts.sender().isPresent()
            && facts.sender().get().path() instanceof Path.Mailbox(_, Domain domain)
        ? Optional.of(domain)
        : Optional.empty();
  }

  private static CheckResult found(FindingKind kind, List<Evidence> evidence) {
    return CheckResult.found(Finding.of(kind, evidence));
  }

  /// Since when is remembered by domain. Where that is not known, it is missing since now: the
  /// milder word.
  private CheckResult missing(Domain domain, List<Evidence> evidence) {
    if (settings.grace().isZero()) {
      return found(SENDER_DOMAIN_MISSING, evidence);
    }
    Instant now = clock.instant();
    Optional<State.Entry> known;
    try {
      known = state.get(Tables.MISSING_DOMAINS, domain.name(), now);
    } catch (StateUnavailable e) {
      return found(SENDER_DOMAIN_NEWLY_MISSING, evidence);
    }
    if (known.isEmpty()) {
      Finding finding = Finding.of(SENDER_DOMAIN_NEWLY_MISSING, evidence);
      Effect remember =
          new Effect.Remember(
              Tables.MISSING_DOMAINS.name(), domain.name(), "", settings.grace().plus(REMEMBERED));
      return new CheckResult.Found(List.of(finding), List.of(remember));
    }
    List<Evidence> since = new ArrayList<>(evidence);
    since.add(new Evidence("missing since", known.get().since().toString()));
    return found(
        known.get().since().plus(settings.grace()).isAfter(now)
            ? SENDER_DOMAIN_NEWLY_MISSING
            : SENDER_DOMAIN_MISSING,
        since);
  }
}
