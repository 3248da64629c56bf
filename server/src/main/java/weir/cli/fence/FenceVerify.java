package weir.cli.fence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.agent.fence.ProbeTarget;
import weir.cli.output.Json;
import weir.cli.output.Table;
import weir.fence.FenceSettings;
import weir.fence.Try;
import weir.fence.Verification;
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

  @Override
  int call(FenceSettings settings) throws IOException, InterruptedException {
    OptionalLong uid =
        as.matches("\\d{1,10}") ? OptionalLong.of(Long.parseLong(as)) : users().number(as);
    if (uid.isEmpty()) {
      complain("this host has no user " + as);
      return NOT;
    }
    Verification verification =
        new Verification(wanted(settings), fencing(settings), uid.getAsLong());
    List<Try> all = new ArrayList<>();
    for (IpAddress address : addresses(target)) {
      all.addAll(verification.target(address, control));
    }
    all.addAll(verification.servers());
    print(all);
    return all.stream().allMatch(Try::good) ? OK : NOT;
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
