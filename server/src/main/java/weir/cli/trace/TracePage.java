package weir.cli.trace;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import weir.attribution.Confidence;
import weir.attribution.Step;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Times;
import weir.maillog.Entrance;
import weir.observation.Leg;
import weir.passages.Laid;
import weir.passages.Match;
import weir.passages.Similar;
import weir.tracing.Trail;

/// What `weir trace` prints for people.
final class TracePage {
  /// Accounts that candidates are counted by.
  private static final int ACCOUNTS = 5;

  private static final String INDENT = " ".repeat(11);

  private final PrintWriter out;
  private final Style style;

  TracePage(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  void print(TraceResult result) {
    head(result);
    steps(result.steps());
    tokens(result);
    known(result);
    logs(result.logs());
    claims(result.claims());
    next(result);
  }

  private void head(TraceResult result) {
    result
        .report()
        .ifPresent(
            report -> out.println("The message in " + Shown.text(report) + " (itself: --itself)"));
    if (result.account().isPresent()) {
      out.println(
          style.bold("Account " + Shown.text(result.account().get()))
              + ", "
              + sure(result.confidence())
              + ", by "
              + result.method());
      result.identity().ifPresent(identity -> out.println("Sent by " + Shown.text(identity)));
    } else if (result.ours()) {
      out.println(style.bold("Ours, and no customer can be named"));
    } else if (result.strangers()) {
      out.println(style.bold("Not ours") + ", as far as this header shows");
    } else {
      out.println(style.bold("Cannot be told from this"));
    }
    result.host().ifPresent(host -> out.println("Left from " + Shown.text(host)));
  }

  private String sure(Confidence confidence) {
    return switch (confidence) {
      case CERTAIN, STRONG -> style.good(confidence.word());
      case LIKELY -> style.doubtful(confidence.word());
      case CLAIMED -> style.bad(confidence.word());
    };
  }

  private void steps(List<Step> steps) {
    out.println();
    for (Step step : steps) {
      out.println(
          sure(step.confidence())
              + " ".repeat(INDENT.length() - step.confidence().word().length())
              + Shown.text(step.what()));
      out.println(INDENT + style.dim("why: " + Shown.text(step.why())));
      step.settles()
          .ifPresent(
              what -> out.println(INDENT + style.dim("would settle it: " + Shown.text(what))));
    }
  }

  private void tokens(TraceResult result) {
    for (TraceResult.Token token : result.tokens()) {
      if (!result.steps().containsAll(token.steps())) {
        steps(token.steps());
      }
    }
  }

  private void known(TraceResult result) {
    if (!result.ours() && result.known().isEmpty()) {
      return;
    }
    out.println();
    result
        .queued()
        .forEach(each ->
            out.println("Queue id " + Shown.text(each.id()) + " on " + Shown.text(each.host())));
    result.entries().forEach(id -> out.println("Journal  " + id));
    out.println("Known messages: " + Shown.text(result.matched()));
    accounts(result.accounts());
    if (result.way().isEmpty()) {
      result.known().forEach(this::line);
    } else {
      result.known().forEach(laid -> known(laid, result));
    }
  }

  /// How many fit is all that this says: nothing tells which of them is meant.
  private void accounts(List<Match.OfAccount> accounts) {
    if (accounts.isEmpty()) {
      return;
    }
    String some =
        accounts.stream()
            .limit(ACCOUNTS)
            .map(each ->
                Shown.text(each.account().orElse("nobody's")) + " %,d".formatted(each.messages()))
            .collect(Collectors.joining(", "));
    int others = accounts.stream().skip(ACCOUNTS).mapToInt(Match.OfAccount::messages).sum();
    told("Of these", some + (others == 0 ? "" : ", others %,d".formatted(others)));
  }

  /// Lines are shown as they stand in the log: what else is in them is anybody's text.
  private void logs(List<TraceResult.LogLines> logs) {
    for (TraceResult.LogLines each : logs) {
      out.println();
      out.println(
          each.log().isEmpty()
              ? "Log of %s: none is read here; look for %s there"
                  .formatted(Shown.text(each.host()), Shown.text(each.id()))
              : "Log of %s, %s: %s"
                  .formatted(
                      Shown.text(each.host()), Shown.text(each.reads().orElse("")), lines(each)));
      each.lines().forEach(line -> out.println("  " + Shown.text(line)));
      if (each.more() > 0) {
        out.println("  and %,d more lines".formatted(each.more()));
      }
      each.doubted().forEach(line -> out.println("  " + Shown.text(line)));
    }
  }

  private static String lines(TraceResult.LogLines each) {
    boolean isTold = each.stopped() || each.lines().isEmpty();
    String lacks = each.lacks().filter(_ -> isTold).map(why -> "; " + Shown.text(why)).orElse("");
    int all = each.lines().size() + each.more();
    return (all == 0 ? "nothing" : all == 1 ? "1 line" : "%,d lines".formatted(all))
        + " of "
        + Shown.text(each.id())
        + (each.isClaimed() ? ", which the header says" : "")
        + lacks;
  }

  private void known(Laid laid, TraceResult result) {
    for (TraceResult.Stop stop : result.way()) {
      String roles =
          stop.roles().stream().sorted().map(Json::word).collect(Collectors.joining(", "));
      out.println(
          "  %-9s %s%s, queue id %s%s%s"
              .formatted(
                  "On",
                  Shown.text(stop.host()),
                  roles.isEmpty() ? "" : " (" + roles + ")",
                  Shown.text(stop.queueId()),
                  stop.alias().map(id -> " or " + Shown.text(id)).orElse(""),
                  stop.by().map(TracePage::entrance).orElse("")));
    }
    told("Sent by", laid.identity().orElse("unknown"));
    told(
        "Account",
        laid.account().orElse("nobody's")
            + ", "
            + laid.confidence().word()
            + ", by "
            + laid.method());
    laid.behind().ifPresent(client -> told("Web mail", "from [" + client + "], likely"));
    told("Came", Times.seconds(laid.passage().since()));
    laid.passage()
        .first()
        .subject()
        .ifPresent(subject -> told("Subject", Shown.subject(subject, 120)));
    result.similar().ifPresent(this::similar);
  }

  private void told(String what, String value) {
    out.println("  %-9s %s".formatted(what, Shown.cut(value, 120)));
  }

  private static String entrance(Entrance by) {
    return switch (by) {
      case Entrance.Program program ->
          ", from a program of "
              + (program.uid().isPresent()
                  ? "uid " + program.uid().getAsLong()
                  : "user " + Shown.text(program.user().orElse("?")));
      case Entrance.Client client ->
          ", from "
              + client.address().map(address -> "[" + address + "]").orElse("the network")
              + client.login().map(login -> " as login " + Shown.text(login.name())).orElse("");
    };
  }

  private void similar(Similar similar) {
    told(
        "Similar",
        "%,d more by the same sender%s in the 12 hours before it and behind it"
            .formatted(
                similar.all(), similar.hasShape() ? " with such a subject" : ", any subject,"));
    similar.some().forEach(this::line);
  }

  private void line(Laid laid) {
    Leg first = laid.passage().first();
    out.println(
        "  %s  %s  %s  %s  %s"
            .formatted(
                Times.seconds(laid.passage().since()),
                Shown.cut(first.key().host() + " " + first.key().id(), 40),
                Shown.cut(laid.account().orElse("nobody's"), 30),
                laid.confidence().word(),
                Shown.subject(first.subject().orElse(""), 60)));
  }

  private void claims(List<Trail.Claim> claims) {
    if (claims.isEmpty()) {
      return;
    }
    out.println();
    out.println("Anybody may have written these Received fields; they are claims:");
    for (Trail.Claim claim : claims) {
      out.println("  %3d  %s".formatted(claim.place(), Shown.folded(claim.value(), 160)));
    }
  }

  private void next(TraceResult result) {
    out.println();
    if (result.account().isPresent()) {
      out.println("Next: weir account " + Shown.text(result.account().get()));
    }
    result.entries().forEach(id -> out.println("Next: weir why " + id));
    if (!result.ours()) {
      out.println(elsewhere(result));
    }
  }

  private static String elsewhere(TraceResult result) {
    if (result.account().isPresent()) {
      return "Whether it left our servers cannot be told: its sender may have copied what names the"
          + " account. Ask the complainant for the whole header, and how the message came to him.";
    }
    if (!result.known().isEmpty()) {
      return "A message of ours had this Message-ID. It may have come to the complainant through"
          + " somebody else, such as a forwarder or a list, or be another with a copied id. Ask him"
          + " for the whole header, and whether somebody sends his mail on.";
    }
    return result.strangers()
        ? "Tell the complainant: as far as this header shows, the message did not come to him from"
            + " our servers. An address of ours in From proves nothing; what his own server wrote on"
            + " top says where it came from. Where he has more of the header, or his server's log,"
            + " ask for it."
        : "Ask the complainant for the whole header as his server has it, or for the address from"
            + " which the message came to him: weir trace --source ADDRESS.";
  }
}
