package weir.checks;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.dns.Answer;
import weir.dns.ListAnswer;
import weir.dns.ListQuery;
import weir.dns.Question;
import weir.dns.RecordType;
import weir.dns.Resolver;
import weir.dns.ReturnCodes;
import weir.net.IpAddress;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
import weir.verdict.Stage;

/// Is the client's address on a DNS block list (RFC 5782)? All zones are asked at once when it
/// connects.
///
/// A zone that fails, or that answers with an error of its own, lists nobody; the others decide.
final class DnsblCheck implements Check {
  static final FindingKind ON_BLOCK_LIST =
      FindingKind.of(
          "on-block-list",
          "The client's address is on a DNS block list.",
          "Your address is on a block list, see there how to be taken off",
          "7.1");

  private static final CheckResult CLEAR = CheckResult.clear();
  private static final int SAID_LIMIT = 350;
  private static final long WARNING_MILLIS = 3_600_000;
  private static final Logger log = LoggerFactory.getLogger(DnsblCheck.class);

  private final List<Zone> zones;
  private final boolean anyForReserved;
  private final Resolver resolver;
  private final InstantSource clock;

  /// A zone as it is asked.
  private record Zone(
      DnsblZone settings,
      String suffix,
      ReturnCodes codes,
      ListCounts.Counts counts,
      AtomicLong warned) {
    Zone(DnsblZone settings, ListCounts counts) {
      this(
          settings,
          "." + settings.name().name(),
          settings.returnCodes(),
          counts.of(settings.name().name()),
          new AtomicLong());
    }

    String name() {
      return settings.name().name();
    }
  }

  /// @param counts told what the lists do not tell
  DnsblCheck(List<DnsblZone> zones, Resolver resolver, ListCounts counts, InstantSource clock) {
    this.zones = zones.stream().map(zone -> new Zone(zone, counts)).toList();
    this.anyForReserved = zones.stream().anyMatch(DnsblZone::queryReserved);
    this.resolver = resolver;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "dnsbl";
  }

  @Override
  public List<FindingKind> kinds() {
    return List.of(ON_BLOCK_LIST);
  }

  @Override
  public Stage facts() {
    return Stage.CONNECT;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return !zones.isEmpty() && facts.role() == Role.MX;
  }

  @Override
  public void prepare(Facts facts) {
    var _ = ask(facts.client());
  }

  /// The operator has to do something, but need not be told with every client.
  private void warn(Zone zone, String why) {
    long now = clock.millis();
    long before = zone.warned.get();
    if (now - before >= WARNING_MILLIS && zone.warned.compareAndSet(before, now)) {
      log.warn("block list {} does not serve us and lists nobody: {}", zone.name(), why);
    }
  }

  /// A question on its way.
  private record Asked(Zone zone, Question question, CompletableFuture<Answer> answer) {}

  private List<Asked> ask(IpAddress client) {
    boolean reserved = client.isReserved();
    if (reserved && !anyForReserved) {
      return List.of();
    }
    String reversed = client.reversed();
    List<Asked> asked = new ArrayList<>(zones.size());
    for (Zone zone : zones) {
      if (!reserved || zone.settings.queryReserved()) {
        Optional<Question> question = Question.of(reversed + zone.suffix, RecordType.A);
        if (question.isPresent()) {
          asked.add(new Asked(zone, question.get(), resolver.ask(question.get())));
        }
      }
    }
    return asked;
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    List<Asked> asked = ask(facts.client());
    if (asked.isEmpty()) {
      return CLEAR;
    }
    Instant now = clock.instant();
    Hearing hearing = new Hearing(facts.client(), deadline, now);
    for (Asked each : asked) {
      hearing.hear(each);
    }
    return hearing.result();
  }

  /// The answers of all zones about one client.
  private final class Hearing {
    private final IpAddress client;
    private final Instant deadline;
    private final Instant now;
    private final List<Listing> listings = new ArrayList<>(0);
    private final List<Evidence> failures = new ArrayList<>(0);
    private String cause = "";

    Hearing(IpAddress client, Instant deadline, Instant now) {
      this.client = client;
      this.deadline = deadline;
      this.now = now;
    }

    /// Its text is asked for at once, and awaited when all zones have been heard.
    private record Listing(Asked asked, Answer answer, CompletableFuture<Answer> text) {}

    void hear(Asked asked) {
      Answer answer = resolver.await(asked.answer, until(asked.zone));
      switch (ListQuery.meaning(answer, asked.zone.codes)) {
        case ListAnswer.Listed _ ->
            listings.add(
                new Listing(asked, answer, resolver.ask(ListQuery.reason(asked.question))));
        case ListAnswer.NotListed _ -> {}
        case ListAnswer.Failed(var why, var refusesUs) -> {
          ListCounts.Counts counts = asked.zone.counts;
          (refusesUs ? counts.refusals : counts.failures).increment();
          if (refusesUs) {
            warn(asked.zone, why);
          }
          failures.add(DnsEvidence.of(asked.question, answer));
          cause += (cause.isEmpty() ? "" : "; ") + asked.zone.name() + ": " + why;
        }
      }
    }

    private Instant until(Zone zone) {
      Instant own = now.plus(zone.settings.timeout());
      return own.isBefore(deadline) ? own : deadline;
    }

    CheckResult result() {
      if (listings.isEmpty()) {
        return failures.isEmpty() ? CLEAR : new CheckResult.Unknown(cause, failures);
      }
      List<Finding> findings = new ArrayList<>(listings.size());
      for (Listing listing : listings) {
        findings.add(finding(listing));
      }
      return new CheckResult.Found(findings, List.of());
    }

    private Finding finding(Listing listing) {
      Zone zone = listing.asked.zone;
      Answer text = resolver.await(listing.text, until(zone));
      String said =
          ListQuery.reason(text).orElseGet(() -> zone.settings.url().orElse("see " + zone.name()));
      said = said.replace("%IP%", client.toString());
      said = "Client [" + client + "] is on the block list " + zone.name() + ": " + said;
      List<Evidence> evidence = new ArrayList<>(2 + failures.size());
      evidence.add(DnsEvidence.of(listing.asked.question, listing.answer));
      evidence.add(DnsEvidence.of(ListQuery.reason(listing.asked.question), text));
      evidence.addAll(failures);
      return new Finding(
          ON_BLOCK_LIST,
          zone.name(),
          said.length() > SAID_LIMIT ? said.substring(0, SAID_LIMIT) : said,
          evidence);
    }
  }
}
