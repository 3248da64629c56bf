package weir.cli.fence;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.agent.fence.Capability;
import weir.agent.fence.Fence;
import weir.agent.fence.FenceFinding;
import weir.agent.fence.KernelProbe;
import weir.agent.fence.Ruleset;
import weir.fence.FenceSettings;

/// `weir fence plan`: what would be put up, and what stands in its way.
@Command(
    name = "plan",
    description =
        "Show what would be put up and what stands in its way: rules of others on the same ports, and"
            + " whom it would cut off who must not be. Nothing is changed.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing stands in its way",
      "1:something does, or it could not be looked",
      "78:mistakes in its settings"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  weir fence plan", "  weir fence plan --text | nft -c -f -"})
final class FencePlan extends FenceSubcommand {
  @Option(names = "--text", description = "Print what nft would be given, and nothing else.")
  private boolean text;

  @Override
  int call(FenceSettings settings) throws IOException, InterruptedException {
    Fence fence = wanted(settings);
    if (text) {
      out().print(Ruleset.of(fence, Optional.empty()));
      out().flush();
      return OK;
    }
    FencePage page = new FencePage(out(), style(), users());
    page.wanted(fence, file());
    page.standing(fencing(settings).standing());
    List<Capability> capabilities = capabilities();
    page.capabilities(capabilities);
    List<FenceFinding> findings = findings(settings, fence, capabilities, false);
    page.findings(findings);
    if (KernelProbe.belowTheFloor(capabilities).isEmpty()) {
      fencing(settings).check(fence);
      out().println("This kernel and this nft take it. --text shows all of it.");
    }
    out().flush();
    return findings.stream().anyMatch(FenceFinding::stops) ? NOT : OK;
  }
}
