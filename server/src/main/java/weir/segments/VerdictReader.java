package weir.segments;

import static weir.segments.EntryReader.duration;
import static weir.segments.EntryReader.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import weir.journal.Entry;
import weir.verdict.Effect;
import weir.verdict.Evidence;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Outcome;
import weir.verdict.ReplyStatus;
import weir.verdict.Stage;
import weir.verdict.Verdict;
import weir.verdict.WhenUnknown;

/// The verdicts of one entry from the JSON that [VerdictWriter] made. Evidence that is no longer
/// there is empty.
final class VerdictReader {

  private final Kinds kinds;
  private final List<List<Evidence>> evidence;
  private String policy = "";

  VerdictReader(Kinds kinds, List<List<Evidence>> evidence) {
    this.kinds = kinds;
    this.evidence = evidence;
  }

  /// @param entry the whole entry
  List<Entry.Judged> read(JsonNode entry) {
    policy = text(entry, "policy");
    List<Entry.Judged> judged = new ArrayList<>();
    for (JsonNode each : entry.path("judged")) {
      policy = each.path("policy").asString(policy);
      String stage = each.isString() ? each.asString() : text(each, "stage");
      judged.add(new Entry.Judged(Stage.valueOf(stage), text(each, "to"), verdict(each)));
    }
    return judged;
  }

  private Verdict verdict(JsonNode json) {
    List<Verdict.Tag> tags = new ArrayList<>();
    for (JsonNode each : json.path("tags")) {
      tags.add(new Verdict.Tag(text(each, "header"), text(each, "text")));
    }
    List<Verdict.Weighed> weighed = new ArrayList<>();
    for (JsonNode each : json.path("found")) {
      weighed.add(weighed(each));
    }
    List<Verdict.Unsettled> unknowns = new ArrayList<>();
    for (JsonNode each : json.path("unknown")) {
      unknowns.add(
          new Verdict.Unsettled(
              text(each, "check"),
              text(each, "cause"),
              WhenUnknown.valueOf(text(each, "meaning")),
              evidence(each)));
    }
    List<Effect> effects = new ArrayList<>();
    for (JsonNode each : json.path("effects")) {
      effects.add(effect(each));
    }
    return new Verdict(
        outcome(json),
        duration(json, "delay"),
        tags,
        json.path("score").asDouble(0),
        weighed,
        unknowns,
        effects,
        policy);
  }

  private static Outcome outcome(JsonNode json) {
    Outcome.Reason reason =
        new Outcome.Reason(
            text(json, "by"),
            text(json, "detail"),
            text(json, "said"),
            json.path("code").asInt(Outcome.Reason.USUAL_CODE));
    String word = json.path("outcome").asString("pass");
    return switch (word) {
      case "pass" -> new Outcome.Pass();
      case "defer" -> new Outcome.Defer(reason);
      case "reject" -> new Outcome.Reject(reason);
      case "close" -> new Outcome.Close(reason);
      case "quarantine" -> new Outcome.Quarantine(reason);
      default -> throw new IllegalArgumentException("no such outcome: " + word);
    };
  }

  private Verdict.Weighed weighed(JsonNode json) {
    FindingKind kind = kinds.kind(json.path("kind").asInt(0));
    Finding finding =
        new Finding(
            kind,
            text(json, "subject"),
            json.path("said").asString(kind.remedy()),
            status(json),
            evidence(json));
    return new Verdict.Weighed(
        text(json, "check"),
        finding,
        Verdict.Weight.valueOf(text(json, "weight")),
        json.path("score").asDouble(0));
  }

  private static Optional<ReplyStatus> status(JsonNode json) {
    return json.has("code")
        ? Optional.of(new ReplyStatus(json.path("code").asInt(0), text(json, "detail")))
        : Optional.empty();
  }

  private List<Evidence> evidence(JsonNode json) {
    int place = json.path("evidence").asInt(-1);
    return place < 0 || place >= evidence.size() ? List.of() : evidence.get(place);
  }

  private static Effect effect(JsonNode json) {
    String table = text(json, "table");
    String key = text(json, "key");
    String kind = text(json, "effect");
    return switch (kind) {
      case "remember" ->
          new Effect.Remember(table, key, text(json, "value"), duration(json, "life"));
      case "count" ->
          new Effect.Count(table, key, json.path("amount").asLong(0), duration(json, "window"));
      case "forget" -> new Effect.Forget(table, key);
      case "revise" ->
          new Effect.Revise(
              table, key, new Effect.Told(text(json, "words")), duration(json, "life"));
      default -> throw new IllegalArgumentException("no such effect: " + kind);
    };
  }
}
