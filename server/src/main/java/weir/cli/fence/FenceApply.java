package weir.cli.fence;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.agent.connections.Connection;
import weir.agent.fence.Fence;
import weir.agent.fence.FenceFinding;
import weir.agent.process.UserNames;
import weir.cli.command.DurationText;
import weir.cli.output.Times;
import weir.fence.FenceSettings;

/// `weir fence apply`: puts the fence up, for a while.
@Command(
    name = "apply",
    description = {
      "Put the fence up, in one transaction. Unless it is confirmed in time, the kernel lets all through"
          + " again, or goes back to the fence that was confirmed before, whatever became of this program, of"
          + " your connection and of the network.",
      "",
      "What was counted, and who is blocked, stays when it is applied anew."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it is up, and waits to be confirmed",
      "1:something stands in its way, or it was not done; nothing has changed",
      "78:mistakes in its settings"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir fence apply --observe",
      "  weir fence apply --for 2m",
      "  weir fence apply && weir fence confirm"
    })
final class FenceApply extends FenceSubcommand {
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(1);

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationText.class,
      defaultValue = "60s",
      description = "In which it has to be confirmed, 5s to 1h (default: ${DEFAULT-VALUE}).")
  private Duration deadMan = Duration.ZERO;

  @Option(names = "--observe", description = "Count and tell at all ports, and hold nobody.")
  private boolean observe;

  @Option(
      names = "--take-over",
      description = "Go on although others have rules on these ports, which you turn off.")
  private boolean takeOver;

  @Option(names = "--behind", description = "Go on, and let rules of others stay as they are.")
  private boolean behind;

  @Option(
      names = "--iptables",
      description = {
        "Where there is no nft: by iptables, and ipset to look at who is held. It is weaker: IPv4 and IPv6 are"
            + " changed one after the other, a process takes it back and not the kernel, nobody counts for"
            + " each user, and nobody puts it up again."
      })
  private boolean iptables;

  @Override
  int call(FenceSettings settings) throws IOException, InterruptedException {
    if (deadMan.compareTo(SHORTEST) < 0 || deadMan.compareTo(LONGEST) > 0) {
      complain("--for is 5s to 1h, not " + Times.length(deadMan));
      return NOT;
    }
    Fence asked = wanted(settings);
    Fence fence = observe ? asked.observing() : asked;
    List<FenceFinding> findings =
        findings(settings, fence, iptables ? List.of() : capabilities(), behind || takeOver);
    new FencePage(out(), style(), users()).findings(findings);
    if (findings.stream().anyMatch(FenceFinding::stops)) {
      complain("it was not put up; nothing has changed");
      return NOT;
    }
    if (!iptables) {
      fencing(settings).apply(fence, deadMan);
    } else if (!iptables(settings).apply(fence, deadMan)) {
      complain(
          "there is no ipset: whoever is held is refused at once, and his script is not named");
    }
    out()
        .println(
            "It is up until %s%s. Look whether mail still leaves, then: weir fence confirm"
                .formatted(
                    Times.seconds(Instant.now().plus(deadMan)),
                    !iptables && fencing(settings).confirmed().isPresent()
                        ? ", and then the one before holds again"
                        : ""));
    List<Connection> open = forbidden(fence);
    if (!open.isEmpty()) {
      UserNames users = users();
      out().println("Open now to servers that it does not permit; confirm ends them:");
      open.forEach(each -> out().println("  " + OpenText.of(each, users)));
    }
    out().flush();
    return OK;
  }
}
