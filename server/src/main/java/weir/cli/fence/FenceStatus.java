package weir.cli.fence;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.agent.fence.Fencing;
import weir.agent.fence.Standing;
import weir.cli.output.Json;
import weir.fence.FenceSettings;

/// `weir fence status`: how the fence stands, and whom it counted.
@Command(
    name = "status",
    description =
        "Show how the fence of this host stands, by the kernel's word: armed or not, changed by somebody"
            + " else or not, what it counted, and for whom, with what each user probably is.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it is up and kept, as it was applied",
      "1:there is none, it waits to be confirmed or was not, or somebody changed it",
      "78:mistakes in its settings"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  weir fence status", "  weir fence status --json | jq '.book[] | select(.held)'"})
final class FenceStatus extends FenceSubcommand {
  @Option(names = "--json", description = "Print everything as one JSON object.")
  private boolean json;

  @Override
  int call(FenceSettings settings) throws IOException, InterruptedException {
    Fencing fencing = fencing(settings);
    Optional<Standing> standing = fencing.standing();
    boolean drifted = fencing.hasDrifted().orElse(false);
    if (json) {
      standing.ifPresent(it -> out().println(Json.line(it)));
    } else {
      FencePage page = new FencePage(out(), style(), users());
      page.standing(standing);
      if (drifted) {
        page.drifted();
      }
      standing.ifPresent(page::book);
    }
    out().flush();
    boolean sound =
        standing.filter(it -> it.isArmed() && !it.isFormer() && it.timer().isEmpty()).isPresent()
            && !drifted;
    return sound ? OK : NOT;
  }
}
