package weir.cli.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.cli.output.Shown;
import weir.journal.Entry;
import weir.verdict.Finding;

/// What a postmaster can do about an entry: a sentence, and the command to copy.
record Advice(String sentence, Optional<String> command) {

  private static final String BLOCKED = "blocked-by-operator";

  static List<Advice> on(Entry.Transaction it) {
    return switch (it.outcome()) {
      case DELIVERED, HELD -> delivered(it);
      case DEFERRED, REFUSED, CLOSED -> refused(it);
      case ABANDONED, LOST -> List.of();
    };
  }

  static List<Advice> on(Entry.Session it) {
    return Decision.of(it.judged())
        .map(decision -> decided(decision, it.client(), ""))
        .orElseGet(List::of);
  }

  private static List<Advice> delivered(Entry.Transaction it) {
    List<Advice> advice = held(it);
    it.hop()
        .flatMap(Entry.HopLine::queueId)
        .ifPresent(id ->
            advice.add(
                said(
                    "Not arrived? Look for %s in the log of next hop %s."
                        .formatted(Shown.text(id), Shown.text(it.hop().orElseThrow().hop())))));
    if (!it.sender().isEmpty() && it.client().login().isEmpty()) {
      advice.add(
          with(
              "Unwanted? Keep the sender out for a while:",
              "weir block %s --for 7d --reason '...'".formatted(word(it.sender()))));
    }
    return advice;
  }

  private static List<Advice> held(Entry.Transaction it) {
    List<Advice> advice = new ArrayList<>();
    boolean held = it.recipients().stream().anyMatch(line -> line.kept() == Entry.Kept.HELD);
    boolean copy = it.recipients().stream().anyMatch(line -> line.kept() == Entry.Kept.COPY);
    if (held || copy) {
      advice.add(with("What became of what is kept here:", "weir held show " + it.id()));
    }
    if (held) {
      advice.add(with("Wanted? Hand it on:", "weir held release " + it.id()));
    }
    return advice;
  }

  private static List<Advice> refused(Entry.Transaction it) {
    Optional<Decision> decision = Decision.of(it.judged());
    if (decision.isPresent()) {
      return decided(decision.get(), it.client(), it.sender());
    }
    return it.hop()
        .map(hop -> List.of(said(why(hop, it)), with("How the next hops are:", "weir status")))
        .orElseGet(List::of);
  }

  private static String why(Entry.HopLine hop, Entry.Transaction it) {
    String name = Shown.text(hop.hop());
    if (!hop.tried()) {
      return "Next hop %s was in trouble already, so no message was taken for it.".formatted(name);
    }
    if (!refused(hop)) {
      return "Next hop %s failed: the client was asked to come again. Its log may say why."
          .formatted(name);
    }
    return hop.reply().startsWith("RCPT") && it.outcome() == Entry.End.DEFERRED
        ? "Next hop %s refused a recipient: when the client comes again, it hears that at RCPT."
            .formatted(name)
        : "Next hop %s decided this; the client got its answer.".formatted(name);
  }

  /// Whether the hop said no, which stands with the command it was said to.
  static boolean refused(Entry.HopLine hop) {
    return hop.reply().matches("(?s)(MAIL|RCPT|DATA|DOT): \\d{3}.*");
  }

  private static List<Advice> decided(Decision decision, Entry.Client client, String sender) {
    List<Advice> advice = new ArrayList<>();
    Optional<Finding> finding = decision.finding().map(each -> each.finding());
    finding.ifPresent(
        found -> advice.add(said("The sender was told: " + Shown.text(found.said()))));
    if (decision.reason().id().equals(BLOCKED)) {
      finding.ifPresent(found -> advice.add(with("To let it in again:", lift(found, client))));
    } else if (finding.map(found -> found.kind().exemptible()).orElse(true)) {
      advice.add(
          with(
              "To let this client in for a week, whatever is found:",
              "weir allow %s --for 7d --reason '...'".formatted(client.address())));
      if (!sender.isEmpty()) {
        advice.add(
            with(
                "Or everything from this sender:",
                "weir allow %s --for 7d --reason '...'".formatted(word(sender))));
      }
    } else {
      advice.add(
          said("No exemption reaches this finding: it can be changed in the configuration only."));
    }
    advice.add(
        with(
            "Who else met this:",
            "weir journal --finding %s --since 24h".formatted(decision.reason().id())));
    return advice;
  }

  private static String lift(Finding blocked, Entry.Client client) {
    return blocked.evidence().stream()
        .filter(each -> each.name().equals("lease"))
        .findFirst()
        .map(each -> "weir leases lift " + word(each.value()))
        .orElse("weir leases lift " + client.address());
  }

  /// A text from outside as one word of a shell.
  static String word(String foreign) {
    String text = Shown.text(foreign);
    return text.matches("[A-Za-z0-9@.:/_+=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private static Advice said(String sentence) {
    return new Advice(sentence, Optional.empty());
  }

  private static Advice with(String sentence, String command) {
    return new Advice(sentence, Optional.of(command));
  }
}
