package weir.agent.fence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import weir.agent.queue.Programs;

/// Puts the fence up, and takes it away. Each change is one transaction of the kernel.
public final class Fencing {
  private static final String APPLIED = "applied.nft";
  private static final String CONFIRMED = "confirmed.nft";
  private static final String LISTED = "listed.txt";

  private final Nft nft;
  private final Path folder;

  /// @param folder where is kept what was applied; only root writes there
  public Fencing(Programs programs, Path folder) {
    this.nft = new Nft(programs);
    this.folder = folder;
  }

  /// How it stands; empty where there is no table of ours.
  public Optional<Standing> standing() throws IOException, InterruptedException {
    return nft.list("-nn", "list", "table", "inet", "weir").map(Listing::read);
  }

  /// Whether this nft and this kernel would take it; nothing is changed.
  ///
  /// @throws IOException with what they said
  public void check(Fence fence) throws IOException, InterruptedException {
    nft.check(Ruleset.of(fence, Optional.empty()));
  }

  /// Puts it up, for that long: unless it is confirmed, the kernel lets all through after it,
  /// whatever became of us.
  public void apply(Fence fence, Duration deadMan) throws IOException, InterruptedException {
    String text = Ruleset.of(fence, Optional.of(deadMan));
    nft.check(text);
    nft.run(text);
    write(APPLIED, Ruleset.of(fence, Optional.empty())); // not before: what failed is never kept
    write(LISTED, listed().orElse(""));
  }

  /// Keeps what was applied, over restarts too: from now on [#bootFile] has it.
  ///
  /// @throws IOException where it is not there any more, or nothing was applied
  public void confirm() throws IOException, InterruptedException {
    Optional<Standing> standing = standing();
    if (standing.isEmpty()) {
      throw new IOException("there is no fence to confirm");
    }
    if (!standing.get().isArmed()) {
      throw new IOException(
          "it was not confirmed in time, and lets all through since; apply it again");
    }
    if (!Files.exists(folder.resolve(APPLIED))) {
      throw new IOException("nothing was applied since it was last confirmed");
    }
    nft.run(
        """
        delete element %1$s armed { tcp }
        add element %1$s armed { tcp }
        """
            .formatted(Ruleset.TABLE));
    Files.move(
        folder.resolve(APPLIED),
        bootFile(),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  /// What has to be loaded at the start of the machine (`nft -f`); there is none before the first
  /// [#confirm].
  public Path bootFile() {
    return folder.resolve(CONFIRMED);
  }

  /// Takes it away, and what is loaded at the start of the machine.
  ///
  /// @return false where there was none
  public boolean revert() throws IOException, InterruptedException {
    boolean was = standing().isPresent();
    if (was) {
      nft.run("delete table " + Ruleset.TABLE + "\n");
    }
    for (String file : new String[] {CONFIRMED, APPLIED, LISTED}) {
      Files.deleteIfExists(folder.resolve(file));
    }
    return was;
  }

  /// Whether somebody changed the rules since they were applied. Empty where that cannot be told:
  /// nothing was applied from here.
  public Optional<Boolean> hasDrifted() throws IOException, InterruptedException {
    Path known = folder.resolve(LISTED);
    if (!Files.exists(known)) {
      return Optional.empty();
    }
    return Optional.of(!listed().orElse("").equals(Files.readString(known, UTF_8)));
  }

  /// Rules, and what kind of sets there are, without what is in them and what was counted.
  private Optional<String> listed() throws IOException, InterruptedException {
    return nft.list("-s", "-t", "-nn", "list", "table", "inet", "weir");
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
    Path part = folder.resolve(name + ".part");
    Files.writeString(part, text, UTF_8);
    Files.move(
        part,
        folder.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }
}
