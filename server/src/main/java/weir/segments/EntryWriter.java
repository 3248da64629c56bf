package weir.segments;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import weir.journal.Entry;
import weir.likeness.Template;

/// An entry as JSON. What is empty or zero is left out; times and durations are nanoseconds.
///
/// [EntryReader] is its inverse; whoever adds a component to an entry changes both.
final class EntryWriter {

  private final JsonGenerator json;
  private final VerdictWriter verdicts;

  EntryWriter(JsonGenerator json, VerdictWriter verdicts) {
    this.json = json;
    this.verdicts = verdicts;
  }

  void write(Entry entry) {
    json.writeStartObject();
    switch (entry) {
      case Entry.Transaction transaction -> transaction(transaction);
      case Entry.Session session -> session(session);
      case Entry.Act act -> act(act);
      case Entry.Gap gap -> gap(gap);
    }
    json.writeEndObject();
  }

  private void transaction(Entry.Transaction t) {
    json.writeStringProperty("entry", "transaction");
    json.writeStringProperty("id", t.id());
    if (!t.session().equals(t.id())) {
      json.writeStringProperty("session", t.session());
    }
    instant("at", t.at());
    duration("took", t.took());
    client(t.client());
    text("sender", t.sender());
    recipients(t.recipients());
    number("size", t.size());
    text("subject", t.heading().subject());
    text("message-id", t.heading().messageId());
    text("received", t.heading().received());
    text("script", t.heading().script());
    text("origin", t.heading().origin());
    text("template", t.heading().likeness().template().map(Template::toString));
    texts("links", t.heading().likeness().links());
    json.writeStringProperty("end", t.outcome().name());
    text("reply", t.reply());
    verdicts.write(t.judged());
    t.hop().ifPresent(this::hop);
  }

  private void session(Entry.Session s) {
    json.writeStringProperty("entry", "session");
    json.writeStringProperty("id", s.id());
    instant("at", s.at());
    duration("took", s.took());
    client(s.client());
    text("end", s.end());
    texts("refusals", s.refusals());
    verdicts.write(s.judged());
  }

  private void act(Entry.Act act) {
    json.writeStringProperty("entry", "act");
    json.writeStringProperty("id", act.id());
    instant("at", act.at());
    text("what", act.what());
    text("by", act.by());
    if (!act.details().isEmpty()) {
      json.writeName("details");
      json.writeStartObject();
      for (Map.Entry<String, String> each : act.details().entrySet()) {
        json.writeStringProperty(each.getKey(), each.getValue());
      }
      json.writeEndObject();
    }
  }

  private void gap(Entry.Gap gap) {
    json.writeStringProperty("entry", "gap");
    instant("at", gap.at());
    instant("until", gap.until());
    number("entries", gap.entries());
    number("evidences", gap.evidences());
    text("cause", gap.cause());
  }

  private void client(Entry.Client client) {
    json.writeName("client");
    json.writeStartObject();
    json.writeStringProperty("address", client.address().toString());
    number("port", client.port());
    text("listener", client.listener());
    json.writeStringProperty("role", client.role().name());
    text("helo", client.helo());
    text("name", client.reverseName());
    text("login", client.login());
    text("tls", client.tls());
    json.writeEndObject();
  }

  private void recipients(List<Entry.RecipientLine> recipients) {
    if (recipients.isEmpty()) {
      return;
    }
    json.writeName("recipients");
    json.writeStartArray();
    for (Entry.RecipientLine each : recipients) {
      json.writeStartObject();
      text("to", each.recipient());
      number("code", each.code());
      text("reply", each.reply());
      if (each.kept() != Entry.Kept.NOT) {
        json.writeStringProperty("kept", each.kept().name());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void hop(Entry.HopLine hop) {
    json.writeName("hop");
    json.writeStartObject();
    text("hop", hop.hop());
    text("reply", hop.reply());
    text("queue", hop.queueId());
    duration("took", hop.took());
    json.writeEndObject();
  }

  private void texts(String name, List<String> values) {
    if (!values.isEmpty()) {
      json.writeName(name);
      json.writeStartArray();
      values.forEach(json::writeString);
      json.writeEndArray();
    }
  }

  private void text(String name, String value) {
    if (!value.isEmpty()) {
      json.writeStringProperty(name, value);
    }
  }

  /// Present and empty is not the same as absent.
  private void text(String name, Optional<String> value) {
    if (value.isPresent()) {
      json.writeStringProperty(name, value.get());
    }
  }

  private void number(String name, long value) {
    if (value != 0) {
      json.writeNumberProperty(name, value);
    }
  }

  private void duration(String name, Duration value) {
    number(name, value.toNanos());
  }

  private void instant(String name, Instant value) {
    long seconds = Math.multiplyExact(value.getEpochSecond(), 1_000_000_000L);
    json.writeNumberProperty(name, Math.addExact(seconds, value.getNano()));
  }
}
