package weir.cli.responses;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.cli.command.Installation;
import weir.cli.output.Shown;
import weir.config.Binding;
import weir.config.Mistake;
import weir.config.Nearest;
import weir.incident.Rule;
import weir.incident.Rung;
import weir.leases.Enabled;
import weir.leases.LeaseAct;
import weir.limits.Limits;
import weir.response.Response;

/// `weir enable`: lets a rule act.
@Command(
    name = "enable",
    description = {
      "Let a rule of [outbound] act by itself, up to a response. As shipped every rule observes and tells you.",
      "",
      "Suspension is never automatic, whatever is said here. `weir disable` takes it back; `weir responses` shows what may act."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it may act; a running server knows it within a second",
      "1:no rule has that name",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir enable many-invalid-of-login --up-to throttle",
      "  weir enable many-networks --up-to deny-login"
    })
public final class EnableCommand extends LeaseFileCommand {
  @Parameters(paramLabel = "RULE", description = "As `weir limits show default` names it.")
  private String rule = "";

  @Option(
      names = "--up-to",
      required = true,
      paramLabel = "RESPONSE",
      description = "The hardest response: notify, throttle, hold, deny-login or fence.")
  private String upTo = "";

  public EnableCommand(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    Optional<Rung> rung = Response.read(upTo).map(Response::rung).filter(it -> it != Rung.SUSPEND);
    if (rung.isEmpty()) {
      complain(
          upTo.equals("suspend")
              ? "suspension is never automatic: weir respond does it by hand"
              : "\"%s\" is not one of notify, throttle, hold, deny-login, fence"
                  .formatted(Shown.text(upTo)));
      return ExitCode.USAGE;
    }
    List<String> rules = rules();
    if (!rules.contains(rule)) {
      complain(
          "no rule is called %s%s"
              .formatted(
                  Shown.text(rule),
                  Nearest.to(rule, rules).map("; did you mean %s?"::formatted).orElse("")));
      return NOT;
    }
    enable(rung.get());
    out().println("%s may act by itself, up to %s.".formatted(rule, upTo));
    return OK;
  }

  /// The names of the rules that the server asks.
  private List<String> rules() throws IOException {
    return switch (outbound().read()) {
      case Binding.Bound<Limits>(var limits, _) -> limits.rules().stream().map(Rule::id).toList();
      case Binding.Refused<Limits>(var mistakes) ->
          throw new IOException(
              mistakes.stream().map(Mistake::toString).findFirst().orElse("no rules"));
    };
  }

  private void enable(Rung rung) throws IOException {
    LeaseAct act = act("rule-enabled", rule + " up to " + Response.of(rung).word());
    Enabled enabled = new Enabled(rule, rung, act.by(), act.at());
    leases()
        .change(store -> {
          store.enable(enabled, act);
          return rule;
        });
  }
}
