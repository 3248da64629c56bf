package weir.cli.limits;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.config.Binding;
import weir.config.Mistake;
import weir.incident.Exemption;
import weir.limits.Limit;
import weir.limits.Limits;

/// `weir limits check FILE`: all mistakes at once, or what the rules mean.
@Command(
    name = "check",
    description = {
      "Read a file of limits and print all mistakes at once, each with its line, its column, and what was probably meant. Where there is none, print what each rule looks at and who is exempted.",
      "",
      "Exemptions that have expired do nothing. They are told, and are no mistakes."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no mistakes",
      "2:the command was not understood",
      "78:mistakes, printed as file:line:column: key: reason"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir limits check /etc/weir/limits.toml",
      "  weir limits check limits.toml --json | jq '.exemptions[] | select(.expired)'"
    })
final class LimitsCheck extends Subcommand {
  @Parameters(paramLabel = "FILE", description = "With rules and exemptions.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Print everything as one JSON object.")
  private boolean json;

  private final Installation installation;

  LimitsCheck(Installation installation) {
    this.installation = installation;
  }

  /// What `--json` prints of a rule.
  private record RuleLine(
      String name,
      String of,
      String when,
      String says,
      boolean acts,
      String upTo,
      boolean needsHistory) {
    static RuleLine of(Limit limit) {
      return new RuleLine(
          limit.rule().id(),
          Json.word(limit.rule().of()),
          limit.when(),
          limit.says(),
          limit.rule().acts(),
          Json.word(limit.rule().upTo()),
          limit.needsHistory());
    }
  }

  /// What `--json` prints of an exemption.
  private record ExemptionLine(
      String name,
      String of,
      List<String> rules,
      String owner,
      String reason,
      Instant until,
      boolean expired) {
    static ExemptionLine of(Exemption exemption, Instant now) {
      return new ExemptionLine(
          exemption.id(),
          exemption.of().toString(),
          exemption.rules().stream().sorted().toList(),
          exemption.owner(),
          exemption.reason(),
          exemption.until(),
          exemption.isExpired(now));
    }
  }

  private record Checked(
      String file, List<Mistake> mistakes, List<RuleLine> rules, List<ExemptionLine> exemptions) {}

  @Override
  public Integer call() {
    int status =
        switch (Limits.read(file)) {
          case Binding.Refused<Limits>(var mistakes) -> refused(mistakes);
          case Binding.Bound<Limits>(var limits, _) -> bound(limits);
        };
    out().flush();
    return status;
  }

  private int refused(List<Mistake> mistakes) {
    if (json) {
      out().println(Json.line(new Checked(file.toString(), mistakes, List.of(), List.of())));
    } else {
      mistakes.forEach(mistake -> out().println(mistake));
      out()
          .println(style().bad(mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes"));
    }
    return BAD_CONFIGURATION;
  }

  private int bound(Limits limits) {
    Instant now = installation.clock().instant();
    if (json) {
      out()
          .println(
              Json.line(
                  new Checked(
                      file.toString(),
                      List.of(),
                      limits.limits().stream().map(RuleLine::of).toList(),
                      limits.exemptions().stream()
                          .map(each -> ExemptionLine.of(each, now))
                          .toList())));
    } else {
      out().println(Shown.text(file.toString()) + ": " + style().good("no mistakes"));
      new LimitsPage(out(), style()).print(limits, now);
    }
    return OK;
  }
}
