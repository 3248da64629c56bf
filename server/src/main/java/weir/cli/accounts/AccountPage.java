package weir.cli.accounts;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.cli.output.Times;
import weir.observation.Leg;
import weir.passages.Laid;
import weir.passages.Sender;
import weir.passages.Senders;

/// What an account sent, for people.
record AccountPage(PrintWriter out, Style style) {
  private static final int IDENTITIES = 50;
  private static final int SUBJECT = 50;

  void print(String id, List<Laid> sent, Instant since, int latest, boolean cut) {
    Senders all = added(sent);
    out.println(
        "%s, since %s: %s%,d messages to %,d recipients"
            .formatted(
                Shown.text(id),
                Times.seconds(since),
                cut ? "the newest " : "",
                all.messages(),
                all.recipients()));
    int others = all.apart().values().stream().mapToInt(Integer::intValue).sum();
    if (others > 0) {
      out.println(
          "%,d more are its without its having written them: forwarded for it, bounces to it"
              .formatted(others));
    }
    identities(all);
    days(sent);
    latest(sent, latest);
  }

  private static Senders added(List<Laid> sent) {
    Senders senders = new Senders();
    sent.forEach(senders::add);
    return senders;
  }

  private void identities(Senders all) {
    heading("By what");
    Table table =
        new Table("", "WHO", "BY", "MESSAGES", "RECIPIENTS", "QUEUED", "BOUNCED", "SURE", "FROM");
    for (Sender sender : all.most(IDENTITIES)) {
      table.row(
          sender.identity().map(Shown::text).orElse("-"),
          sender.channel(),
          "%,d".formatted(sender.messages()),
          "%,d".formatted(sender.recipients()),
          "%,d".formatted(sender.waiting()),
          sender.bounced() + " %",
          sender.confidence().word(),
          WhoPage.from(sender));
      WhoPage.script(sender).ifPresent(table::under);
    }
    table.print(out, style);
  }

  private void days(List<Laid> sent) {
    SortedMap<LocalDate, Senders> days = new TreeMap<>(Comparator.reverseOrder());
    for (Laid laid : sent) {
      LocalDate day = LocalDate.ofInstant(laid.passage().since(), ZoneOffset.UTC);
      days.computeIfAbsent(day, _ -> new Senders()).add(laid);
    }
    heading("Day by day");
    Table table = new Table("", "DAY", "MESSAGES", "RECIPIENTS");
    days.forEach((day, sum) ->
        table.row(
            day.toString(), "%,d".formatted(sum.messages()), "%,d".formatted(sum.recipients())));
    table.print(out, style);
  }

  private void latest(List<Laid> sent, int most) {
    heading("Latest");
    Table table = new Table("", "CAME", "HOST", "ID", "SENDER", "RECIPIENTS", "NOW", "SUBJECT");
    sent.stream()
        .limit(Math.max(0, most))
        .forEach(laid -> {
          Leg first = laid.passage().first();
          table.row(
              Times.seconds(laid.passage().since()),
              Shown.text(first.key().host()),
              Shown.text(first.key().id()),
              first.sender().map(it -> it.isEmpty() ? "<>" : Shown.text(it)).orElse("-"),
              "%,d".formatted(first.recipients()),
              now(laid),
              first.subject().map(it -> Shown.subject(it, SUBJECT)).orElse(""));
        });
    table.print(out, style);
  }

  private static String now(Laid laid) {
    List<Leg> legs = laid.passage().legs();
    if (legs.stream().anyMatch(leg -> leg.stay() == Leg.Stay.HELD)) {
      return "held";
    }
    long waiting = legs.stream().mapToLong(Leg::waiting).sum();
    int failed = legs.stream().mapToInt(leg -> leg.tally().failed()).sum();
    if (waiting > 0) {
      return "queued for %,d".formatted(waiting);
    }
    return failed == 0 ? "delivered" : "failed for %,d".formatted(failed);
  }

  private void heading(String text) {
    out.println();
    out.println(style.bold(text));
  }
}
