package weir.cli.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import weir.agent.doctor.Machine;
import weir.agent.doctor.ThisMachine;
import weir.agent.fence.Fencing;

/// The fence: its table in the kernel, and what is loaded at the start of this host.
record FenceRemainder(Fencing fencing) implements Remainder {
  @Override
  public Optional<String> there() throws IOException, InterruptedException {
    if (new ThisMachine().run("nft", "--version") instanceof Machine.Said.Missing) {
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
