package weir.cli.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.api.Answer;
import weir.api.Request;
import weir.api.SourceLine;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Sizes;
import weir.cli.output.Table;
import weir.cli.output.Times;

/// `weir sources`: what tells the server of outgoing mail, and how much of it.
@Command(
    name = "sources",
    description = {
      "Show what tells the server of outgoing mail: the gateway itself, every log and every queue that is looked through, how far each is read, how much of it is understood, and how much of it has a sender.",
      "",
      "Where complaints are taken from is shown below, too.",
      "",
      "Lines that were not understood are shown with samples; they count for nothing until they are."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:shown", "1:shown, and one of them is not read", "69:no server runs there"},
    footerHeading = "%nExamples:%n",
    footer = {"  weir sources", "  weir sources --json | jq 'select(.gaps > 0)'"})
public final class SourcesCommand extends ServerCommand {
  private static final int SAMPLES = 3;
  private static final int SAMPLE = 140;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  public SourcesCommand(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    return ask(new Request.TellSources());
  }

  @Override
  protected int print(Answer answer) {
    if (!(answer instanceof Answer.Sources(var sources, var complaints))) {
      return unexpected(answer);
    }
    if (json) {
      sources.forEach(source -> out().println(Json.line(source)));
      complaints.forEach(source -> out().println(Json.line(source)));
    } else {
      table(sources);
      sources.forEach(this::remarks);
      new ComplaintSourcesPage(out(), style(), installation().clock().instant()).print(complaints);
    }
    boolean isAllRead =
        sources.stream().noneMatch(source -> source.state().equals("not read"))
            && complaints.stream().noneMatch(source -> source.failing().isPresent());
    return isAllRead ? OK : NOT;
  }

  private void table(List<SourceLine> sources) {
    Instant now = installation().clock().instant();
    Table table =
        new Table(
            "",
            "SOURCE",
            "HOST",
            "READS",
            "STATE",
            "LAST LINE",
            "BEHIND",
            "LINES",
            "UNDERSTOOD",
            "GAPS",
            "OPEN",
            "WITH A SENDER");
    for (SourceLine it : sources) {
      table.row(
          Shown.text(it.source()),
          Shown.text(it.host()),
          Shown.text(it.reads()),
          it.state(),
          it.lastLine().map(at -> ago(at, now)).orElse("-"),
          behind(it),
          "%,d".formatted(it.lines()),
          share(it.lines() - it.unknown(), it.lines()),
          "%,d".formatted(it.gaps()),
          "%,d".formatted(it.open()),
          share(it.attributed(), it.messages()));
    }
    table.print(out(), style());
  }

  /// Of a queue, files.
  private static String behind(SourceLine it) {
    return it.of() == SourceLine.Of.LINES ? Sizes.text(it.behind()) : "%,d".formatted(it.behind());
  }

  static String ago(Instant at, Instant now) {
    return at.isAfter(now) ? "now" : Times.length(Duration.between(at, now)) + " ago";
  }

  /// All of it only where it is all of it.
  private static String share(long part, long all) {
    return all == 0 ? "-" : "%.1f %%".formatted(Math.floor(1_000.0 * part / all) / 10);
  }

  private static String unbelieved(String name, long lines) {
    return "%s: %,d of these were written in a mail server's name by somebody else"
        .formatted(name, lines);
  }

  private void remarks(SourceLine it) {
    String name = Shown.text(it.source());
    it.why()
        .ifPresent(why -> out().println(style().bad(name + " is not read: " + Shown.text(why))));
    it.lastGap()
        .ifPresent(gap -> out().println(style().bad(name + " has a gap: " + Shown.text(gap))));
    if (it.evicted() > 0) {
      out().println("%s: %,d messages whose end was never told".formatted(name, it.evicted()));
    }
    if (it.unknown() > 0) {
      String of = it.of().name().toLowerCase(Locale.ROOT);
      out().println("%s: %,d %s were not understood, such as".formatted(name, it.unknown(), of));
      it.samples().stream()
          .limit(SAMPLES)
          .forEach(sample -> out().println("  " + Shown.cut(sample, SAMPLE)));
    }
    if (it.unbelieved() > 0) {
      out().println(style().bad(unbelieved(name, it.unbelieved())));
    }
  }
}
