package weir.inspect;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.check.Check;
import weir.check.Conduct;
import weir.check.Scheduled;
import weir.checks.Blame;
import weir.checks.FcrdnsSettings;
import weir.checks.ReverseNameSeen;
import weir.journal.Entry;
import weir.turn.Turn;
import weir.verdict.Attributes;
import weir.verdict.CheckResult;
import weir.verdict.ClientName;
import weir.verdict.Effect;
import weir.verdict.Facts;
import weir.verdict.Judge;
import weir.verdict.Looked;
import weir.verdict.Meaning;
import weir.verdict.Policy;
import weir.verdict.Stage;
import weir.verdict.Verdict;

/// The inspection of one session: which checks were run, what they saw, and the judge's word on it.
///
/// What a check saw is kept for as long as its facts hold: a connection's for the session, a
/// sender's for the transaction, a recipient's for that recipient. Belongs to one thread. Checks
/// and rulebooks are compared by identity: a reload makes new ones.
@SuppressWarnings("ReferenceEquality")
public final class Inspection {
  private static final Logger log = LoggerFactory.getLogger(Inspection.class);

  private Rulebook book;
  private final InstantSource clock;
  private final List<Seen> seen = new ArrayList<>();

  /// A result, from which stage on it acts, and whether a judgement has heard of it.
  private record Seen(Scheduled scheduled, CheckResult result, boolean heard) {
    Check check() {
      return scheduled.check();
    }
  }

  public Inspection(Rulebook book, InstantSource clock) {
    this.book = book;
    this.clock = clock;
  }

  public Rulebook book() {
    return book;
  }

  /// Starts the questions of checks whose facts have just become complete.
  public void prepare(Stage stage, Facts facts) {
    for (Check check : book.startingAt(stage)) {
      if (check.looksAt(facts)) {
        check.prepare(facts);
      }
    }
  }

  /// The facts with what rules set for the client, as far as it is known now. Nobody is waited for.
  public Facts informed(Facts facts) {
    boolean stale = !facts.attributes().equals(Attributes.NONE);
    Facts informed = stale ? facts.withAttributes(Attributes.NONE) : facts;
    for (Scheduled each : book.settingAttributes()) {
      Check check = each.check();
      if (check.looksAt(facts)) {
        informed =
            informed.withAttributes(
                result(check)
                    .map(check::attributes)
                    .orElseGet(() -> check.attributesAtOnce(facts)));
      }
    }
    return informed;
  }

  /// The same, after waiting for what rules want to know.
  public Facts fullyInformed(Facts facts) throws InterruptedException {
    Instant deadline = clock.instant().plus(book.stageBudget());
    for (Scheduled each : book.settingAttributes()) {
      look(each, facts, deadline);
    }
    return informed(facts);
  }

  /// Runs the checks that act at `stage` or earlier and were not run yet, and judges all that is
  /// known.
  public Verdict at(Stage stage, Facts facts, Policy policy) throws InterruptedException {
    return at(stage, facts, List.of(new Judging(policy, facts))).getFirst();
  }

  /// A policy, and the facts as they are for those whose policy it is.
  public record Judging(Policy policy, Facts facts) {}

  /// The same for several policies: the checks run once, each policy has its verdict.
  ///
  /// @param known the facts that the checks look at
  public List<Verdict> at(Stage stage, Facts known, List<Judging> judgings)
      throws InterruptedException {
    Instant deadline = clock.instant().plus(book.stageBudget());
    Facts facts = known;
    for (Scheduled each : book.askedAt(stage)) {
      look(each, facts, deadline);
      if (each.check().setsAttributes()) {
        facts = informed(facts);
      }
      // A flood waits for no names, and is not waited for.
      if (stage == Stage.CONNECT && isDecided(each.check(), judgings)) {
        break;
      }
    }
    List<Looked> looked = new ArrayList<>(seen.size());
    for (int i = 0; i < seen.size(); i++) {
      Seen each = seen.get(i);
      // What acts at RCPT may have been seen in an earlier transaction: at MAIL it is too early.
      if (Rulebook.isAskedAt(each.scheduled(), stage) && each.check().looksAt(facts)) {
        looked.add(new Looked(each.check().name(), each.result(), !each.heard()));
        if (!each.heard()) {
          seen.set(i, new Seen(each.scheduled(), each.result(), true));
        }
      }
    }
    ClientName name = reverseName().clientName();
    Turn turn = new Turn();
    List<Verdict> verdicts = new ArrayList<>(judgings.size());
    for (Judging each : judgings) {
      Facts informed = each.facts().withAttributes(facts.attributes()).withClientName(name);
      verdicts.add(Judge.judge(each.policy(), stage, informed, looked, turn::giveWay));
    }
    return verdicts;
  }

  /// Whether what the check saw closes the connection whatever others see: nobody can be exempted
  /// from it, and nothing refuses more strongly.
  private boolean isDecided(Check check, List<Judging> judgings) {
    return result(check).orElse(null) instanceof CheckResult.Found(var findings, var _)
        && findings.stream()
            .filter(finding -> !finding.kind().exemptible())
            .anyMatch(finding ->
                judgings.stream().allMatch(each -> closes(each.policy().meaning(finding))));
  }

  private static boolean closes(Meaning meaning) {
    return !meaning.observe()
        && meaning.refusal().filter(Meaning.Refusal.CLOSE::equals).isPresent();
  }

  /// Whether a check or a rule acts at just this stage.
  public boolean actsAt(Stage stage, Policy policy) {
    return book.actsAt(stage) || policy.rules().stream().anyMatch(rule -> rule.stage() == stage);
  }

  /// What should be remembered of a transaction that is over.
  public List<Effect> afterwards(Facts facts, Entry.Transaction ended) {
    Conduct conduct = Blame.of(ended);
    List<Effect> effects = new ArrayList<>(0);
    for (Scheduled each : book.checks()) {
      if (each.check().looksAt(facts)) {
        effects.addAll(each.check().afterwards(facts, ended, conduct));
      }
    }
    return effects;
  }

  /// What was seen from this stage on no longer holds: RSET forgets from MAIL, the next recipient
  /// from RCPT, a new HELO from HELO.
  public void forgetFrom(Stage stage) {
    seen.removeIf(each -> stage.reachedAt(each.check().facts()));
  }

  /// What is known of the client's name.
  public ReverseNameSeen reverseName() {
    for (Seen each : seen) {
      if (each.check().name().equals(FcrdnsSettings.CHECK)) {
        return new ReverseNameSeen(Optional.of(each.result()));
      }
    }
    return new ReverseNameSeen(Optional.empty());
  }

  /// Every check that was run and what it saw, for whoever explains a verdict.
  public List<Looked> looked() {
    return seen.stream()
        .map(each -> new Looked(each.check().name(), each.result(), !each.heard()))
        .toList();
  }

  /// A new transaction takes the newest configuration; what was seen of the session stays.
  public void renew(Rulebook newest) {
    if (newest != book) {
      book = newest;
      seen.removeIf(each -> newest.checks().stream().noneMatch(s -> s.check() == each.check()));
    }
  }

  private Optional<CheckResult> result(Check check) {
    for (Seen each : seen) {
      if (each.check() == check) {
        return Optional.of(each.result());
      }
    }
    return Optional.empty();
  }

  private void look(Scheduled each, Facts facts, Instant deadline) throws InterruptedException {
    if (result(each.check()).isEmpty() && each.check().looksAt(facts)) {
      long began = System.nanoTime();
      try {
        seen.add(new Seen(each, look(each.check(), facts, deadline), false));
      } finally {
        book.counts(each.check()).add(System.nanoTime() - began);
      }
    }
  }

  /// A broken check has found nothing out, which is not the same as nothing found.
  private static CheckResult look(Check check, Facts facts, Instant deadline)
      throws InterruptedException {
    try {
      return check.look(facts, deadline);
    } catch (RuntimeException defect) {
      log.error(
          "check {} failed in session {}", check.name(), facts.connection().session(), defect);
      return CheckResult.unknown("the check failed: " + defect);
    }
  }
}
