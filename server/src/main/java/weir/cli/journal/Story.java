package weir.cli.journal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Times;
import weir.journal.Entry;
import weir.journal.Entry.End;

/// Tells journal entries so that a postmaster can read them and act.
final class Story {
  private final PrintWriter out;
  private final Style style;
  private final JudgementPage judgements;

  Story(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
    this.judgements = new JudgementPage(out, style);
  }

  /// @param id those of one id, the oldest first; a session after the message that shares its id
  void tell(List<Entry> id) {
    List<Entry> entries = new ArrayList<>(id);
    entries.sort(Comparator.comparing(entry -> entry instanceof Entry.Session));
    for (int i = 0; i < entries.size(); i++) {
      if (i > 0) {
        out.println();
      }
      switch (entries.get(i)) {
        case Entry.Transaction transaction -> tell(transaction);
        case Entry.Session session -> tell(session, i > 0);
        case Entry.Act act -> tell(act);
        case Entry.Gap gap -> tell(gap);
      }
    }
  }

  private void tell(Entry.Transaction it) {
    out.println(style.bold("Message " + it.id() + " ") + ended(it.outcome()));
    out.println();
    fact("when", "%s, over after %s".formatted(Times.seconds(it.at()), Times.length(it.took())));
    client(it.client());
    fact("from", Shown.path(it.sender()) + (it.sender().isEmpty() ? " (a bounce or notice)" : ""));
    recipients(it);
    if (it.size() > 0) {
      fact("size", "%,d bytes".formatted(it.size()));
    }
    it.subject().ifPresent(subject -> fact("subject", Shown.text(subject)));
    if (!it.session().equals(it.id())) {
      fact("session", it.session() + " (weir why " + it.session() + " tells all of it)");
    }
    judgements.print(it.judged());
    told(replies(it));
    it.hop().ifPresent(hop -> hop(hop, it.outcome() == End.DELIVERED));
    next(Advice.on(it));
  }

  private void recipients(Entry.Transaction it) {
    String label = "to";
    for (Entry.RecipientLine line : it.recipients()) {
      fact(label, Shown.path(line.recipient()) + became(line));
      label = "";
    }
    if (it.recipients().isEmpty()) {
      fact("to", "(no recipient was named)");
    }
  }

  private String became(Entry.RecipientLine line) {
    if (!line.accepted()) {
      return style.bad("  refused");
    }
    return switch (line.kept()) {
      case NOT -> "";
      case HELD -> style.doubtful("  held");
      case COPY -> "  as a copy of its own, sent after the others";
    };
  }

  /// The answers that refuse a recipient, and the last one where it is another.
  private static List<String> replies(Entry.Transaction it) {
    List<String> replies = new ArrayList<>();
    for (Entry.RecipientLine line : it.recipients()) {
      if (!line.accepted()) {
        replies.add("to RCPT TO:<" + line.recipient() + ">: " + line.reply());
      }
    }
    boolean said = it.recipients().stream().anyMatch(line -> line.reply().equals(it.reply()));
    if (!said && !it.reply().isEmpty()) {
      replies.add(it.reply());
    }
    return replies;
  }

  private String ended(End end) {
    return switch (end) {
      case DELIVERED -> style.good("was accepted and handed on");
      case HELD -> style.doubtful("was accepted and is held");
      case DEFERRED -> style.doubtful("was refused for now (the sender should try again)");
      case REFUSED -> style.bad("was refused");
      case CLOSED -> style.bad("was refused for now, and we hung up");
      case ABANDONED -> style.doubtful("was given up by the client before it was sent");
      case LOST -> style.doubtful("was lost with the connection; nothing of it was handed on");
    };
  }

  private void tell(Entry.Session it, boolean around) {
    String heading = around ? "The session around it" : "Session " + it.id();
    out.println(style.bold(heading) + ", ended: " + Shown.text(it.end()));
    out.println();
    fact("when", "%s, over after %s".formatted(Times.seconds(it.at()), Times.length(it.took())));
    client(it.client());
    judgements.print(it.judged());
    told(it.refusals());
    next(Advice.on(it));
  }

  private void tell(Entry.Act it) {
    out.println(style.bold("Act " + it.id()) + ": " + Shown.text(it.what()));
    out.println();
    fact("when", Times.seconds(it.at()));
    fact("by", Shown.text(it.by()));
    it.details().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> fact(Shown.text(each.getKey()), Shown.text(each.getValue())));
  }

  private void tell(Entry.Gap it) {
    out.println(
        style.bad(
            "Not written down from %s to %s: %,d entries and %,d pieces of evidence (%s)"
                .formatted(
                    Times.seconds(it.at()),
                    Times.seconds(it.until()),
                    it.entries(),
                    it.evidences(),
                    Shown.text(it.cause()))));
  }

  private void client(Entry.Client client) {
    String name =
        client
            .reverseName()
            .map(n -> Shown.text(n))
            .orElse("no confirmed name was looked up or found");
    fact("client", "%s (%s)".formatted(client.address(), name));
    fact(
        "at",
        "listener %s, as %s, from port %d"
            .formatted(client.listener(), client.role().word(), client.port()));
    fact("helo", client.helo().isEmpty() ? "(not said)" : Shown.text(client.helo()));
    client.login().ifPresent(login -> fact("login", Shown.text(login)));
    fact("encryption", client.tls().map(tls -> Shown.text(tls)).orElse("none"));
  }

  private void told(List<String> replies) {
    if (replies.isEmpty()) {
      return;
    }
    heading("What the client was told");
    replies.forEach(reply -> out.println("  " + Shown.text(reply)));
  }

  private void hop(Entry.HopLine hop, boolean taken) {
    boolean said = taken || Advice.refused(hop);
    heading(said ? "What the next hop said" : "What was wrong with the next hop");
    out.println("  " + Shown.text(hop.reply()));
    String when = hop.tried() ? "after " + Times.length(hop.took()) : "known before it was tried";
    fact("hop", Shown.text(hop.hop()) + ", " + when);
    hop.queueId().ifPresent(id -> fact("queue id", Shown.text(id)));
  }

  private void next(List<Advice> advice) {
    if (advice.isEmpty()) {
      return;
    }
    heading("What to do next");
    for (Advice each : advice) {
      out.println("  " + each.sentence());
      each.command().ifPresent(command -> out.println("    " + style.bold(command)));
    }
  }

  private void heading(String text) {
    out.println();
    out.println(style.bold(text));
  }

  private void fact(String name, String value) {
    out.println("  " + (name + " ".repeat(Math.max(1, 12 - name.length()))) + value);
  }
}
