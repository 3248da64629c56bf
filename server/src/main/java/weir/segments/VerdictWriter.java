package weir.segments;

import java.time.Duration;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import weir.journal.Entry;
import weir.verdict.Effect;
import weir.verdict.Evidence;
import weir.verdict.Finding;
import weir.verdict.Outcome;
import weir.verdict.ReplyStatus;
import weir.verdict.Verdict;

/// The verdicts of one entry as JSON; finding kinds by number, evidence by its place in a list that
/// is kept elsewhere, so that it can go earlier.
final class VerdictWriter {

  private final JsonGenerator json;
  private final Kinds kinds;
  private final List<List<Evidence>> evidence;
  private String lastPolicy = "";

  /// @param evidence gets what the verdicts rest on
  VerdictWriter(JsonGenerator json, Kinds kinds, List<List<Evidence>> evidence) {
    this.json = json;
    this.kinds = kinds;
    this.evidence = evidence;
  }

  void write(List<Entry.Judged> judged) {
    if (judged.isEmpty()) {
      return;
    }
    // Verdicts of an entry come from one policy as a rule: it is said once, and where it changes.
    lastPolicy = judged.getFirst().verdict().policy();
    json.writeStringProperty("policy", lastPolicy);
    json.writeName("judged");
    json.writeStartArray();
    for (Entry.Judged each : judged) {
      judged(each);
    }
    json.writeEndArray();
  }

  /// A verdict that says nothing but "pass" is the bare name of its stage.
  private void judged(Entry.Judged each) {
    if (each.recipient().isEmpty() && isBare(each.verdict())) {
      json.writeString(each.stage().name());
      return;
    }
    json.writeStartObject();
    json.writeStringProperty("stage", each.stage().name());
    if (!each.recipient().isEmpty()) {
      json.writeStringProperty("to", each.recipient());
    }
    verdict(each.verdict());
    json.writeEndObject();
  }

  private boolean isBare(Verdict verdict) {
    return verdict.outcome().passes()
        && verdict.delay().isZero()
        && verdict.tags().isEmpty()
        && verdict.score() == 0
        && verdict.weighed().isEmpty()
        && verdict.unknowns().isEmpty()
        && verdict.effects().isEmpty()
        && verdict.policy().equals(lastPolicy);
  }

  private void verdict(Verdict verdict) {
    outcome(verdict.outcome());
    duration("delay", verdict.delay());
    if (verdict.score() != 0) {
      json.writeNumberProperty("score", verdict.score());
    }
    if (!verdict.tags().isEmpty()) {
      json.writeName("tags");
      json.writeStartArray();
      for (Verdict.Tag tag : verdict.tags()) {
        json.writeStartObject();
        json.writeStringProperty("header", tag.header());
        json.writeStringProperty("text", tag.text());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    weighed(verdict.weighed());
    unknowns(verdict.unknowns());
    effects(verdict.effects());
    if (!verdict.policy().equals(lastPolicy)) {
      lastPolicy = verdict.policy();
      json.writeStringProperty("policy", lastPolicy);
    }
  }

  private void outcome(Outcome outcome) {
    if (!outcome.passes()) {
      json.writeStringProperty("outcome", outcome.word());
    }
    switch (outcome) {
      case Outcome.Pass() -> {}
      case Outcome.Defer(Outcome.Reason reason) -> reason(reason);
      case Outcome.Reject(Outcome.Reason reason) -> reason(reason);
      case Outcome.Close(Outcome.Reason reason) -> reason(reason);
      case Outcome.Quarantine(Outcome.Reason reason) -> reason(reason);
    }
  }

  private void reason(Outcome.Reason reason) {
    json.writeStringProperty("by", reason.id());
    json.writeStringProperty("detail", reason.detail());
    json.writeStringProperty("said", reason.said());
    if (reason.code() != Outcome.Reason.USUAL_CODE) {
      json.writeNumberProperty("code", reason.code());
    }
  }

  private void weighed(List<Verdict.Weighed> weighed) {
    if (weighed.isEmpty()) {
      return;
    }
    json.writeName("found");
    json.writeStartArray();
    for (Verdict.Weighed each : weighed) {
      Finding finding = each.finding();
      json.writeStartObject();
      json.writeStringProperty("check", each.check());
      json.writeNumberProperty("kind", kinds.number(finding.kind()));
      if (!finding.subject().isEmpty()) {
        json.writeStringProperty("subject", finding.subject());
      }
      if (!finding.said().equals(finding.kind().remedy())) {
        json.writeStringProperty("said", finding.said());
      }
      finding.status().ifPresent(this::status);
      json.writeStringProperty("weight", each.weight().name());
      if (each.score() != 0) {
        json.writeNumberProperty("score", each.score());
      }
      evidence(finding.evidence());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void status(ReplyStatus status) {
    json.writeNumberProperty("code", status.code());
    json.writeStringProperty("detail", status.detail());
  }

  private void unknowns(List<Verdict.Unsettled> unknowns) {
    if (unknowns.isEmpty()) {
      return;
    }
    json.writeName("unknown");
    json.writeStartArray();
    for (Verdict.Unsettled each : unknowns) {
      json.writeStartObject();
      json.writeStringProperty("check", each.check());
      json.writeStringProperty("cause", each.cause());
      json.writeStringProperty("meaning", each.meaning().name());
      evidence(each.evidence());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void evidence(List<Evidence> pieces) {
    if (!pieces.isEmpty()) {
      json.writeNumberProperty("evidence", evidence.size());
      evidence.add(pieces);
    }
  }

  private void effects(List<Effect> effects) {
    if (effects.isEmpty()) {
      return;
    }
    json.writeName("effects");
    json.writeStartArray();
    for (Effect each : effects) {
      json.writeStartObject();
      effect(each);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void effect(Effect effect) {
    switch (effect) {
      case Effect.Remember(String table, String key, String value, Duration life) -> {
        json.writeStringProperty("effect", "remember");
        json.writeStringProperty("value", value);
        duration("life", life);
      }
      case Effect.Count(String table, String key, long amount, Duration window) -> {
        json.writeStringProperty("effect", "count");
        json.writeNumberProperty("amount", amount);
        duration("window", window);
      }
      case Effect.Forget(String table, String key) -> json.writeStringProperty("effect", "forget");
      case Effect.Revise(String table, String key, Effect.Revision revision, Duration life) -> {
        json.writeStringProperty("effect", "revise");
        json.writeStringProperty("words", revision.words());
        duration("life", life);
      }
    }
    json.writeStringProperty("table", effect.table());
    json.writeStringProperty("key", effect.key());
  }

  private void duration(String name, Duration value) {
    if (!value.isZero()) {
      json.writeNumberProperty(name, value.toNanos());
    }
  }
}
