package weir.segments;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import weir.journal.Entry;
import weir.likeness.Likeness;
import weir.likeness.Template;
import weir.net.IpAddress;
import weir.verdict.Role;

/// An entry from the JSON that [EntryWriter] made.
final class EntryReader {

  private final VerdictReader verdicts;

  EntryReader(VerdictReader verdicts) {
    this.verdicts = verdicts;
  }

  /// @throws RuntimeException of any kind for something that is not an entry
  Entry read(JsonNode json) {
    String kind = text(json, "entry");
    return switch (kind) {
      case "transaction" -> transaction(json);
      case "session" -> session(json);
      case "act" -> act(json);
      case "gap" -> gap(json);
      default -> throw new IllegalArgumentException("no such entry: " + kind);
    };
  }

  private Entry.Transaction transaction(JsonNode json) {
    return new Entry.Transaction(
        text(json, "id"),
        json.path("session").asString(text(json, "id")),
        instant(json, "at"),
        duration(json, "took"),
        client(json.path("client")),
        text(json, "sender"),
        recipients(json.path("recipients")),
        json.path("size").asLong(0),
        new Entry.Heading(
            optional(json, "subject"),
            optional(json, "message-id"),
            optional(json, "received"),
            optional(json, "script"),
            optional(json, "origin"),
            likeness(json)),
        Entry.End.valueOf(text(json, "end")),
        text(json, "reply"),
        verdicts.read(json),
        json.has("hop") ? Optional.of(hop(json.path("hop"))) : Optional.empty());
  }

  private static Likeness likeness(JsonNode json) {
    return new Likeness(
        optional(json, "template").flatMap(Template::parse), texts(json.path("links")));
  }

  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(each -> texts.add(each.asString()));
    return texts;
  }

  private Entry.Session session(JsonNode json) {
    return new Entry.Session(
        text(json, "id"),
        instant(json, "at"),
        duration(json, "took"),
        client(json.path("client")),
        text(json, "end"),
        texts(json.path("refusals")),
        verdicts.read(json));
  }

  private static Entry.Act act(JsonNode json) {
    Map<String, String> details = new HashMap<>();
    json.path("details").forEachEntry((name, value) -> details.put(name, value.asString()));
    return new Entry.Act(
        text(json, "id"), instant(json, "at"), text(json, "what"), text(json, "by"), details);
  }

  private static Entry.Gap gap(JsonNode json) {
    return new Entry.Gap(
        instant(json, "at"),
        instant(json, "until"),
        json.path("entries").asLong(0),
        json.path("evidences").asLong(0),
        text(json, "cause"));
  }

  private static Entry.Client client(JsonNode json) {
    return new Entry.Client(
        IpAddress.parse(text(json, "address")).orElseThrow(),
        json.path("port").asInt(0),
        text(json, "listener"),
        Role.valueOf(text(json, "role")),
        text(json, "helo"),
        optional(json, "name"),
        optional(json, "login"),
        optional(json, "tls"));
  }

  private static List<Entry.RecipientLine> recipients(JsonNode json) {
    List<Entry.RecipientLine> lines = new ArrayList<>();
    for (JsonNode each : json) {
      lines.add(
          new Entry.RecipientLine(
              text(each, "to"),
              each.path("code").asInt(0),
              text(each, "reply"),
              Entry.Kept.valueOf(each.path("kept").asString(Entry.Kept.NOT.name()))));
    }
    return lines;
  }

  private static Entry.HopLine hop(JsonNode json) {
    return new Entry.HopLine(
        text(json, "hop"), text(json, "reply"), optional(json, "queue"), duration(json, "took"));
  }

  static String text(JsonNode json, String name) {
    return json.path(name).asString("");
  }

  private static Optional<String> optional(JsonNode json, String name) {
    return json.has(name) ? Optional.of(text(json, name)) : Optional.empty();
  }

  static Duration duration(JsonNode json, String name) {
    return Duration.ofNanos(json.path(name).asLong(0));
  }

  private static Instant instant(JsonNode json, String name) {
    long nanos = json.path(name).asLong(0);
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }
}
