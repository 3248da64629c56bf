package weir.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weir.net.IpAddress;
import weir.verdict.Outcome.Reason;
import weir.verdict.Verdict.Tag;
import weir.verdict.Verdict.Unsettled;
import weir.verdict.Verdict.Weighed;
import weir.verdict.Verdict.Weight;

/// One judgement in the making.
final class Weighing {
  private final Policy policy;
  private final List<Seen> seen;
  private final List<Unsettled> unsettled;
  private final Set<String> exempted = new HashSet<>();
  private final boolean postmaster;

  /// Of whom something is remembered: the address, of IPv6 its /64.
  private final String network;

  private final IpAddress client;
  private final List<Weighed> weighed = new ArrayList<>();
  private final Set<String> silenced = new HashSet<>();
  private final List<Tag> tags = new ArrayList<>();
  private final List<Effect> memories = new ArrayList<>(0);
  private Duration delay = Duration.ZERO;
  private double score;
  private boolean newPoints;
  private Outcome outcome = new Outcome.Pass();

  Weighing(Policy policy, Facts facts, List<Seen> seen, List<Unsettled> unsettled) {
    this.policy = policy;
    this.seen = seen;
    this.unsettled = unsettled;
    this.network = facts.client().network(32, 64).toString();
    this.client = facts.client();
    this.postmaster = policy.exemptPostmaster() && isForPostmaster(facts);
    for (Seen each : seen) {
      if (!each.meaning().observe()) {
        exempted.addAll(each.meaning().exempt());
      }
    }
  }

  private static boolean isForPostmaster(Facts facts) {
    if (facts.recipient().isPresent()) {
      return facts.recipient().get().isPostmaster();
    }
    for (Recipient recipient : facts.accepted()) {
      if (!recipient.isPostmaster()) {
        return false;
      }
    }
    return !facts.accepted().isEmpty();
  }

  Verdict verdict(List<Looked> looked) {
    for (Seen each : seen) {
      if (!each.meaning().onlyIfPassing()) {
        weigh(each);
      }
    }
    for (Unsettled each : unsettled) {
      settle(each);
    }
    byThreshold();
    boolean spokenFor = score < 0;
    boolean passing = outcome.passes() && !spokenFor;
    for (Seen each : seen) {
      if (each.meaning().onlyIfPassing()) {
        if (passing || each.meaning().observe()) {
          weigh(each);
        } else {
          put(each, Weight.SET_ASIDE);
        }
      }
    }
    return new Verdict(
        outcome,
        delay.compareTo(policy.longestDelay()) > 0 ? policy.longestDelay() : delay,
        List.copyOf(tags),
        score,
        List.copyOf(weighed),
        List.copyOf(unsettled),
        effects(looked),
        policy.name() + "@" + policy.version());
  }

  private void weigh(Seen each) {
    Meaning meaning = each.meaning();
    if (meaning.observe()) {
      put(each, Weight.OBSERVED);
      return;
    }
    if (each.removedBy(exempted) || (postmaster && each.finding().kind().exemptible())) {
      put(each, Weight.EXEMPTED);
      return;
    }
    put(each, Weight.COUNTED);
    score += meaning.score();
    newPoints |= each.acts() && meaning.score() > 0;
    if (each.fresh()) {
      delay = delay.plus(wait(each));
      meaning.memory().ifPresent(memory -> memories.add(remembered(each, memory)));
    }
    meaning
        .tag()
        .ifPresent(header -> tags.add(new Tag(header, TagText.of(header, each.finding(), client))));
    meaning.subject().ifPresent(words -> tags.add(new Tag(Tag.SUBJECT, words)));
    if (each.acts() && meaning.refusal().isPresent()) {
      strengthen(refused(meaning.refusal().get(), reason(each.finding())));
    }
  }

  private static Duration wait(Seen each) {
    Duration most = each.meaning().delay();
    return each.finding().asks().filter(asked -> asked.compareTo(most) < 0).orElse(most);
  }

  private Effect remembered(Seen each, Meaning.Memory memory) {
    return new Effect.Remember(memory.table(), network, each.finding().id(), memory.life());
  }

  private void put(Seen each, Weight weight) {
    if (weight == Weight.EXEMPTED || weight == Weight.SET_ASIDE) {
      silenced.add(each.check());
    }
    double points = weight == Weight.COUNTED ? each.meaning().score() : 0;
    weighed.add(new Weighed(each.check(), each.finding(), weight, points));
  }

  private void settle(Unsettled each) {
    if (exempted.contains(each.check()) || postmaster) {
      return;
    }
    Reason reason =
        new Reason(each.check(), "7.0", "A check could not be made now, please try again later");
    switch (each.meaning()) {
      case OPEN -> {}
      case DEFER -> strengthen(new Outcome.Defer(reason));
      case CLOSED -> strengthen(new Outcome.Close(reason));
    }
  }

  private void byThreshold() {
    Thresholds at = policy.thresholds();
    if (newPoints) {
      if (score >= at.rejectAt()) {
        strengthen(new Outcome.Reject(Reason.BY_SCORE));
      } else if (score >= at.deferAt()) {
        strengthen(new Outcome.Defer(Reason.BY_SCORE));
      } else if (score >= at.quarantineAt()) {
        strengthen(new Outcome.Quarantine(Reason.BY_SCORE));
      }
    }
    if (score >= at.tagAt()) {
      tags.add(new Tag(Tag.OURS + "Score", tenths(score)));
    }
  }

  /// The score with one digit behind the point, as headers have it.
  private static String tenths(double score) {
    long tenths = Math.round(score * 10);
    return (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
  }

  /// The stronger of two outcomes stays; of equals the first, whose reason is told.
  private void strengthen(Outcome other) {
    if (strength(other) > strength(outcome)) {
      outcome = other;
    }
  }

  private List<Effect> effects(List<Looked> looked) {
    List<Effect> effects = new ArrayList<>(memories);
    for (Looked each : looked) {
      if (!each.fresh() || silenced.contains(each.check())) {
        continue;
      }
      addEffects(each.result(), effects);
    }
    return List.copyOf(effects);
  }

  private static void addEffects(CheckResult result, List<Effect> to) {
    switch (result) {
      case CheckResult.Clear(var _, var remembered) -> to.addAll(remembered);
      case CheckResult.Found(var _, var remembered) -> to.addAll(remembered);
      case CheckResult.Unknown _, CheckResult.NotAsked _ -> {}
      case CheckResult.Several(var parts) -> parts.forEach(part -> addEffects(part, to));
    }
  }

  private static Reason reason(Finding finding) {
    String said = finding.said();
    return finding
        .status()
        .map(given -> new Reason(finding.id(), given.detail(), said, given.code()))
        .orElseGet(() -> new Reason(finding.id(), finding.kind().detail(), said));
  }

  private static Outcome refused(Meaning.Refusal refusal, Reason reason) {
    return switch (refusal) {
      case CLOSE -> new Outcome.Close(reason);
      case REJECT -> new Outcome.Reject(reason);
      case DEFER -> new Outcome.Defer(reason);
      case QUARANTINE -> new Outcome.Quarantine(reason);
    };
  }

  private static int strength(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Pass() -> 0;
      case Outcome.Quarantine(var _) -> 1;
      case Outcome.Defer(var _) -> 2;
      case Outcome.Reject(var _) -> 3;
      case Outcome.Close(var _) -> 4;
    };
  }
}
