package weir.cli.fence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.agent.fence.Fence;
import weir.agent.fence.FenceProbe;
import weir.agent.fence.Fencing;
import weir.agent.fence.Outcome;
import weir.agent.fence.ProbeTarget;
import weir.agent.fence.Standing;
import weir.cli.output.Json;
import weir.cli.output.Table;
import weir.fence.FenceSettings;
import weir.net.IpAddress;

/// `weir fence verify`: tries whether the fence is shut, and permitted servers are reached.
@Command(
    name = "verify",
    description = {
      "Try, as an ordinary user of this host, to reach a host of yours that the fence does not permit and on"
          + " which weir probe-target runs; and the permitted servers. IPv4 and IPv6 apart.",
      "",
      "open: it was reached. blocked-by-us: our fence counted the try. blocked-elsewhere: something further"
          + " on did not let it through. redirected: somebody else answered. no-route: this host has no way"
          + " there. unproven: the target does not answer at all, so that nothing is shown."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:enforced ports are shut, and permitted servers are reached",
      "1:one of them is not, or it is not shown",
      "78:mistakes in its settings"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir fence verify --target probe.example.net",
      "  weir fence verify --target probe.example.net --as nobody --json"
    })
final class FenceVerify extends FenceSubcommand {
  @Option(
      names = "--target",
      paramLabel = "HOST",
      required = true,
      description = "A host outside the fence on which weir probe-target runs, by name or address.")
  private String target = "";

  @Option(
      names = "--as",
      paramLabel = "USER",
      description = "As which user to try (default: ${DEFAULT-VALUE}).")
  private String as = "nobody";

  @Option(
      names = "--control-port",
      paramLabel = "PORT",
      description = "Where the target greets and nobody shuts (default: ${DEFAULT-VALUE}).")
  private int control = ProbeTarget.CONTROL_PORT;

  @Option(names = "--json", description = "Each try as JSON, on one line.")
  private boolean json;

  /// One try.
  ///
  /// @param found an [Outcome] as people write it, or of a permitted server `reached` or why not
  private record Try(String to, int port, String wanted, String found, boolean good) {}

  @Override
  int call(FenceSettings settings) throws IOException, InterruptedException {
    OptionalLong uid =
        as.matches("\\d{1,10}") ? OptionalLong.of(Long.parseLong(as)) : users().number(as);
    if (uid.isEmpty()) {
      complain("this host has no user " + as);
      return NOT;
    }
    Fence fence = wanted(settings);
    Fencing fencing = fencing(settings);
    FenceProbe probing = new FenceProbe(uid.getAsLong(), (who, port) -> tries(fencing, who, port));
    List<Try> all = new ArrayList<>();
    for (IpAddress address : addresses(target)) {
      target(probing, fence, address, all);
    }
    servers(probing, fence, all);
    print(all);
    return all.stream().allMatch(Try::good) ? OK : NOT;
  }

  private static OptionalLong tries(Fencing fencing, long uid, int port)
      throws IOException, InterruptedException {
    Optional<Standing> standing = fencing.standing();
    return standing.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(standing.get().tries(uid, port));
  }

  /// Ports that are enforced must be shut; what becomes of the others is told.
  private void target(FenceProbe probing, Fence fence, IpAddress address, List<Try> all)
      throws IOException, InterruptedException {
    boolean answers = probing.target(address, control) == Outcome.OPEN;
    Set<Integer> ports = new TreeSet<>(fence.enforced());
    ports.addAll(fence.observed());
    for (int port : ports) {
      boolean shut = fence.enforced().contains(port);
      Outcome outcome = probing.target(address, port);
      boolean isOurs = outcome == Outcome.BLOCKED_BY_US;
      if (!answers && (outcome == Outcome.BLOCKED_ELSEWHERE || outcome == Outcome.NO_ROUTE)) {
        outcome = Outcome.UNPROVEN;
      }
      all.add(
          new Try(
              address.toString(),
              port,
              shut ? "shut" : "observed",
              outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'),
              !shut || isOurs || outcome == Outcome.BLOCKED_ELSEWHERE));
    }
  }

  private static void servers(FenceProbe probing, Fence fence, List<Try> all)
      throws InterruptedException {
    for (Fence.Permitted each : fence.permitted()) {
      boolean isOne = each.servers().length() == (each.isV4() ? 32 : 128);
      if (isOne && fence.enforced().contains(each.port())) { // a network has no one address to try
        Optional<String> why = probing.server(each.servers().first(), each.port());
        all.add(
            new Try(
                each.servers().first().toString(),
                each.port(),
                "reached",
                why.orElse("reached"),
                why.isEmpty()));
      }
    }
  }

  private void print(List<Try> all) {
    if (json) {
      all.forEach(each -> out().println(Json.line(each)));
    } else {
      Table table = new Table("", "TO", "PORT", "WANTED", "FOUND", "");
      all.forEach(each ->
          table.row(
              each.to(),
              Integer.toString(each.port()),
              each.wanted(),
              each.found(),
              each.good() ? "" : "<- not as wanted"));
      table.print(out(), style());
    }
    out().flush();
  }
}
