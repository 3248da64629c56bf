package weir.cli.incidents;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import weir.account.Account;
import weir.agents.Attempts;
import weir.cli.accounts.AccountLine;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.cli.output.Times;
import weir.evidence.Leaked;
import weir.evidence.SeenTexts;
import weir.incident.Incident;
import weir.incident.Sign;
import weir.incidents.IncidentAct;
import weir.meter.Kind;
import weir.observation.Leg;
import weir.observation.Origin;
import weir.passages.Laid;
import weir.passages.Sender;
import weir.passages.Senders;
import weir.response.Lease;
import weir.response.Phase;

/// An incident, to be read at three in the morning: first the sentence for the desk, last what to
/// type next.
record IncidentPage(PrintWriter out, Style style, Instant now) {
  /// How far back what the account sent is shown.
  static final Duration BEFORE = Duration.ofDays(1);

  private static final int SENDERS = 5;
  private static final int LATEST = 5;
  private static final int SUBJECT = 60;

  /// In the operators' words.
  static String state(Incident incident) {
    return incident
        .cause()
        .map(cause -> "resolved: " + cause.words())
        .orElseGet(() -> incident.state().name().toLowerCase(Locale.ROOT));
  }

  /// @param sent what the account sent from [#BEFORE] it began, the newest first
  /// @param texts what their texts have in common
  /// @param attempts its connections past the permitted mail servers
  /// @param leases what was done about it, the oldest first
  /// @param acted when the first of them took effect
  void print(
      Incident incident,
      List<Sign> signs,
      List<IncidentAct> acts,
      Optional<Account> account,
      List<Laid> sent,
      SeenTexts texts,
      Attempts attempts,
      List<Lease> leases,
      Optional<Instant> acted) {
    sentence(incident, signs);
    left(incident, sent);
    acted.ifPresent(at -> until(incident, sent, at));
    out.println();
    told("Incident", incident.id() + ", " + state(incident));
    account.ifPresent(it -> told("Account", AccountLine.of(it, now)));
    incident.assignee().ifPresent(name -> told("At it", Shown.text(name)));
    incident.ticket().ifPresent(number -> told("Ticket", Shown.text(number)));
    senders(sent);
    texts.lines().forEach(line -> told("Texts", line));
    seen(signs);
    AttemptTable.print(attempts, out, style);
    latest(sent);
    responses(leases);
    done(acts);
    next(incident, leases);
  }

  private void sentence(Incident incident, List<Sign> signs) {
    String seen = signs.isEmpty() ? "something was seen" : Shown.text(signs.getFirst().reason());
    out.println(
        style.bold(
            "%s: %s, at %s (%s ago)"
                .formatted(
                    Shown.text(incident.whose()),
                    seen,
                    Times.seconds(incident.began()),
                    Times.length(Duration.between(incident.began(), now)))));
  }

  private void left(Incident incident, List<Laid> sent) {
    Incident.Sent before = incident.before();
    out.println(
        "Until then it had sent %,d messages to %,d recipients in an hour, %,d to %,d in a day."
            .formatted(
                before.messagesOfHour(),
                before.recipientsOfHour(),
                before.messagesOfDay(),
                before.recipientsOfDay()));
    List<Laid> since =
        sent.stream()
            .filter(laid -> laid.passage().origin() == Origin.AUTHORED)
            .filter(laid -> laid.passage().since().isAfter(incident.began()))
            .toList();
    if (incident.account().isPresent()) {
      out.println(
          "Since then: %,d messages to %,d recipients. In your queues now: %,d recipients."
              .formatted(
                  since.size(),
                  since.stream().mapToLong(laid -> laid.passage().first().recipients()).sum(),
                  sent.stream()
                      .flatMap(laid -> laid.passage().legs().stream())
                      .mapToLong(Leg::waiting)
                      .sum()));
    }
  }

  private void until(Incident incident, List<Laid> sent, Instant acted) {
    Leaked leaked = Leaked.between(sent, incident.began(), acted);
    out.println(
        "Of these, %,d messages to %,d recipients left before the first response took effect, %s after it was seen."
            .formatted(
                leaked.messages(),
                leaked.recipients(),
                Times.length(Duration.between(incident.began(), acted))));
  }

  private void senders(List<Laid> sent) {
    Senders all = new Senders();
    sent.forEach(all::add);
    for (Sender sender : all.most(SENDERS)) {
      told(
          "Sent by",
          "%s, %s: %,d messages to %,d recipients, %d %% bounced, %s"
              .formatted(
                  sender.identity().map(Shown::text).orElse("somebody"),
                  sender.channel(),
                  sender.messages(),
                  sender.recipients(),
                  sender.bounced(),
                  sender.confidence().word()));
      sender
          .script()
          .ifPresent(script ->
              under("script (a claim) %d %%: %s".formatted(sender.scripted(), Shown.text(script))));
      sender
          .subject()
          .ifPresent(subject ->
              under("subject %d %%: %s".formatted(sender.alike(), Shown.cut(subject, SUBJECT))));
      if (!sender.networks().isEmpty()) {
        under(
            "from "
                + sender.networks().stream()
                    .limit(SENDERS)
                    .map(Object::toString)
                    .collect(Collectors.joining(", "))
                + (sender.networks().size() > SENDERS
                    ? " and %,d more networks".formatted(sender.networks().size() - SENDERS)
                    : ""));
      }
    }
  }

  private void seen(List<Sign> signs) {
    heading("Seen");
    Table table = new Table("", "AT", "RULE", "OF", "WHAT");
    for (Sign sign : signs) {
      table.row(
          Times.seconds(sign.at()),
          Shown.text(sign.rule()),
          Shown.text(sign.key().toString()),
          Shown.text(sign.reason()));
    }
    table.print(out, style);
  }

  private void latest(List<Laid> sent) {
    if (sent.isEmpty()) {
      return;
    }
    heading("Latest of its messages");
    Table table = new Table("", "CAME", "HOST", "ID", "SENDER", "RECIPIENTS", "SUBJECT");
    for (Laid laid : sent.subList(0, Math.min(LATEST, sent.size()))) {
      Leg first = laid.passage().first();
      table.row(
          Times.seconds(laid.passage().since()),
          Shown.text(first.key().host()),
          Shown.text(first.key().id()),
          first.sender().map(it -> it.isEmpty() ? "<>" : Shown.text(it)).orElse("-"),
          "%,d".formatted(first.recipients()),
          first.subject().map(it -> Shown.subject(it, SUBJECT)).orElse(""));
    }
    table.print(out, style);
  }

  private void responses(List<Lease> leases) {
    if (leases.isEmpty()) {
      return;
    }
    heading("Responses");
    Table table = new Table("", "SINCE", "LEASE", "RESPONSE", "WHOM", "STATE", "BY");
    for (Lease lease : leases) {
      table.row(
          Times.seconds(lease.since()),
          lease.id(),
          lease.response().text(),
          Shown.text(lease.target().text()),
          lease.phase().words(),
          Shown.text(lease.rule().map(rule -> "rule " + rule).orElse(lease.by())));
    }
    table.print(out, style);
  }

  private void done(List<IncidentAct> acts) {
    if (acts.isEmpty()) {
      return;
    }
    heading("Done");
    for (IncidentAct act : acts) {
      String note = act.note().isEmpty() ? "" : ": " + Shown.text(act.note());
      out.println(
          "%s  %s by %s%s"
              .formatted(
                  Times.seconds(act.at()),
                  act.what().word().replaceFirst("incident-", "").replace('-', ' '),
                  Shown.text(act.by()),
                  note));
    }
  }

  private void next(Incident incident, List<Lease> leases) {
    heading("Next");
    incident
        .account()
        .map(Shown::text)
        .ifPresent(account -> {
          out.println("  weir account " + account);
          out.println(
              "  weir queue hold --account " + account + "   shows first what it would hold");
        });
    if (incident.account().isEmpty() && incident.about().kind() == Kind.HOST) {
      out.println("  weir who " + Shown.text(incident.about().name()));
    }
    leases.stream()
        .filter(lease -> lease.phase() != Phase.ENDED)
        .forEach(lease -> out.println("  weir undo " + lease.id()));
    if (incident.isOpen() && leases.stream().noneMatch(Lease::isEnforced)) {
      out.println(
          "  weir respond %s hold --preview   shows what would be done".formatted(incident.id()));
    }
    if (incident.isOpen()) {
      out.println("  weir incident %s --acknowledge".formatted(incident.id()));
      out.println("  weir incident %s --resolve CAUSE --note TEXT".formatted(incident.id()));
    } else {
      out.println("  weir incident %s --reopen".formatted(incident.id()));
    }
  }

  private void heading(String text) {
    out.println();
    out.println(style.bold(text));
  }

  private void told(String what, String words) {
    out.println("%-9s %s".formatted(what, words));
  }

  private void under(String words) {
    out.println("          " + words);
  }
}
