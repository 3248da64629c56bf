package weir.cli.fence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.agent.fence.ProbeTarget;
import weir.cli.command.Subcommand;

/// `weir probe-target`: what `weir fence verify` of other hosts tries to reach.
@Command(
    name = "probe-target",
    description = {
      "Listen at the ports of mail and greet whoever connects, so that weir fence verify on your web servers"
          + " can tell whether their fence is shut. It takes no mail.",
      "",
      "Run it on a host of yours that no fence permits, until it is ended; ports below 1024 take root."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"1:a port is taken, or not yours to take"},
    footerHeading = "%nExamples:%n",
    footer = {"  weir probe-target", "  weir probe-target --port 25"})
public final class ProbeTargetCommand extends Subcommand {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      split = ",",
      description = "Where to listen (default: 25,465,587,2525).")
  private List<Integer> ports = List.of(25, 465, 587, 2525);

  @Option(
      names = "--control-port",
      paramLabel = "PORT",
      description =
          "Where to listen besides, at a port that nobody shuts (default: ${DEFAULT-VALUE}).")
  private int control = ProbeTarget.CONTROL_PORT;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Integer> all = new ArrayList<>(ports);
    all.add(control);
    try (ProbeTarget target = ProbeTarget.open(all)) {
      out()
          .println(
              "Greets at ports "
                  + target.ports().stream()
                      .map(Object::toString)
                      .collect(Collectors.joining(", ")));
      out().flush();
      new CountDownLatch(1).await(); // until it is ended
      return OK;
    }
  }
}
