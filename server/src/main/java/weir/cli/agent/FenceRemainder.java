package weir.cli.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.agent.fence.Fencing;

/// The fence: its table in the kernel, and what is loaded at the start of this host.
record FenceRemainder(Fencing fencing) implements Remainder {
  private static final List<Path> NFT = List.of(Path.of("/usr/sbin/nft"), Path.of("/sbin/nft"));

  @Override
  public Optional<String> there() throws IOException, InterruptedException {
    if (NFT.stream().noneMatch(Files::isExecutable)) {
      return Optional.empty(); // who put a fence up had it
    }
    if (fencing.standing().isPresent()) {
      return Optional.of(
          "the fence: without it everybody on this host reaches the mail ports again");
    }
    return Files.exists(fencing.bootFile())
        ? Optional.of("a fence that is loaded at the next start of this host")
        : Optional.empty();
  }

  @Override
  public String takeAway() throws IOException, InterruptedException {
    fencing.revert();
    return "the fence is away, the mail ports are open";
  }
}
