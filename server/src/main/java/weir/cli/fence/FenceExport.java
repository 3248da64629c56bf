package weir.cli.fence;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.agent.fence.export.Dialect;
import weir.fence.FenceSettings;

/// `weir fence export`: the same for switches, routers and clouds.
@Command(
    name = "export",
    description = {
      "Print the fence for a switch, a router or a cloud: the enforced ports, shut to all but the permitted"
          + " servers, for IPv4 and IPv6.",
      "",
      "Put it where the web servers' traffic comes in, on their ports or on the gateway of their VLAN, and"
          + " never on the uplink alone; the mail servers belong into a VLAN without it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:printed", "1:there is no such machine", "78:mistakes in its settings"},
    footerHeading = "%nExamples:%n",
    footer = {"  weir fence export --to ios", "  weir fence export --to table"})
final class FenceExport extends FenceSubcommand {
  @Option(
      names = "--to",
      paramLabel = "KIND",
      required = true,
      description = "table, ios, nxos, eos, aos-cx, junos, routeros, pf, bridge or aws.")
  private String to = "";

  @Override
  int call(FenceSettings settings) throws IOException {
    Optional<Dialect> dialect =
        Arrays.stream(Dialect.values()).filter(each -> each.word().equals(to)).findFirst();
    if (dialect.isEmpty()) {
      List<String> words = Arrays.stream(Dialect.values()).map(Dialect::word).toList();
      complain("--to is one of " + String.join(", ", words));
      return NOT;
    }
    out().print(dialect.get().text(wanted(settings)));
    out().flush();
    complain(
        "this is %s; %s"
            .formatted(
                dialect.get().machine(),
                switch (dialect.get()) {
                  case TABLE -> "write it down in the words of yours";
                  case BRIDGE -> "nft takes it in the tests of Weir";
                  case IOS, NXOS, EOS, AOS_CX, JUNOS, ROUTEROS, PF, AWS ->
                      "it follows the vendor's manual and was not run on a device: try it on one first";
                }));
    return OK;
  }
}
