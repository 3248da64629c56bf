package weir.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.journal.Entry;
import weir.likeness.Likeness;
import weir.likeness.Template;
import weir.verdict.Verdict;

/// Entries of the journal in the words of the dialog files.
final class EntryWords {
  private EntryWords() {}

  static List<String> of(Entry entry) {
    return switch (entry) {
      case Entry.Transaction transaction -> transaction(transaction);
      case Entry.Session session -> session(session);
      case Entry.Act act -> List.of("act", act.what());
      case Entry.Gap gap -> List.of("gap", gap.cause());
    };
  }

  private static List<String> transaction(Entry.Transaction entry) {
    List<String> words = new ArrayList<>();
    words.add(entry.outcome().word());
    words.add("id=" + entry.id());
    words.add("session=" + entry.session());
    client(words, entry.client());
    words.add("from=" + entry.sender());
    for (Entry.RecipientLine line : entry.recipients()) {
      words.add((line.accepted() ? "to=" : "refused=") + line.recipient());
      switch (line.kept()) {
        case NOT -> {}
        case HELD -> words.add("held=" + line.recipient());
        case COPY -> words.add("copy=" + line.recipient());
      }
    }
    words.add("size=" + entry.size());
    entry.subject().ifPresent(subject -> words.add("subject=" + subject));
    likeness(words, entry.heading().likeness());
    words.add("reply=" + entry.reply());
    judged(words, entry.judged());
    entry
        .hop()
        .ifPresent(hop -> {
          words.add("hop=" + hop.hop());
          words.add("hop-reply=" + hop.reply());
          hop.queueId().ifPresent(id -> words.add("queue-id=" + id));
        });
    return words;
  }

  private static void likeness(List<String> words, Likeness likeness) {
    words.add("template=" + likeness.template().map(Template::toString).orElse("none"));
    words.add("links=" + String.join(",", likeness.links()));
  }

  private static List<String> session(Entry.Session entry) {
    List<String> words = new ArrayList<>();
    words.add("session");
    words.add("id=" + entry.id());
    client(words, entry.client());
    words.add("end=" + entry.end());
    entry.refusals().forEach(refusal -> words.add("refusal=" + refusal));
    judged(words, entry.judged());
    return words;
  }

  private static void client(List<String> words, Entry.Client client) {
    words.add("client=" + client.address());
    words.add("listener=" + client.listener());
    words.add("role=" + client.role().name().toLowerCase(Locale.ROOT));
    words.add("helo=" + client.helo());
    client.reverseName().ifPresent(name -> words.add("name=" + name));
    client.login().ifPresent(login -> words.add("login=" + login));
    client.tls().ifPresent(tls -> words.add("tls=" + tls));
  }

  /// A finding stands as its id, with what became of it where it did not count.
  private static void judged(List<String> words, List<Entry.Judged> judged) {
    for (Entry.Judged each : judged) {
      Verdict verdict = each.verdict();
      words.add("stage=" + each.stage().word());
      words.add("verdict=" + verdict.outcome().word());
      words.add("score=" + verdict.score());
      words.add("delay=" + verdict.delay());
      for (Verdict.Weighed weighed : verdict.weighed()) {
        String weight = weighed.weight().name().toLowerCase(Locale.ROOT).replace('_', '-');
        words.add((weight.equals("counted") ? "" : weight + "=") + weighed.finding().id());
        weighed
            .finding()
            .evidence()
            .forEach(evidence -> words.add(evidence.name() + "=" + evidence.value()));
      }
      verdict.unknowns().forEach(unknown -> words.add("unknown=" + unknown.check()));
    }
  }
}
