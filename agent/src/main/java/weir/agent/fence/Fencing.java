package weir.agent.fence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import weir.agent.queue.Programs;

/// Puts the fence up, and takes it away. Each change is one transaction of the kernel.
public final class Fencing {
  private static final String APPLIED = "applied.nft";
  private static final String CONFIRMED = "confirmed.nft";
  private static final String LISTED = "listed.txt";

  private final Nft nft;
  private final FenceFolder folder;

  /// @param folder where is kept what was applied; only root writes there
  public Fencing(Programs programs, Path folder) {
    this.nft = new Nft(programs);
    this.folder = new FenceFolder(folder);
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

  /// Puts it up, for that long: unless it is confirmed, what was confirmed before holds again after
  /// it, or all is let through where nothing was. The kernel does that, whatever became of us.
  public void apply(Fence fence, Duration deadMan) throws IOException, InterruptedException {
    nft.check(Ruleset.of(fence, Optional.of(deadMan)));
    try (FenceLock _ = folder.lock()) {
      Optional<Fence> former = confirmed();
      nft.run(
          Ruleset.of(fence, Optional.of(deadMan), former)
              + Cgroups.elements(Generation.NOW, fence)
              + former.map(it -> Cgroups.elements(Generation.KEPT, it)).orElse(""));
      folder.write(
          APPLIED, Ruleset.of(fence, Optional.empty())); // not before: what failed is never kept
      folder.write(LISTED, listed());
    }
  }

  /// Whether one was applied from here since the last one was confirmed.
  public boolean wasApplied() {
    return folder.has(APPLIED);
  }

  /// Keeps what was applied, over restarts too: from now on [#bootFile] has it.
  ///
  /// @throws IOException where it is not there any more, or nothing was applied
  public void confirm() throws IOException, InterruptedException {
    try (FenceLock _ = folder.lock()) {
      checkConfirmable();
      Optional<String> applied = folder.text(APPLIED);
      if (applied.isEmpty()) {
        throw new IOException("nothing was applied since it was last confirmed");
      }
      nft.run(kept(applied.get())); // without the one before
      folder.rename(APPLIED, CONFIRMED);
      folder.write(LISTED, listed());
    }
  }

  private void checkConfirmable() throws IOException, InterruptedException {
    Optional<Standing> standing = standing();
    if (standing.isEmpty()) {
      throw new IOException("there is no fence to confirm");
    }
    if (!standing.get().isArmed()) {
      throw new IOException(
          "it was not confirmed in time, and lets all through since; apply it again");
    }
    if (standing.get().isFormer()) {
      throw new IOException(
          "it was not confirmed in time, and the one before holds since; apply it again");
    }
  }

  /// What became of a fence that was kept.
  enum Found {
    /// It is as it was applied; or none was confirmed.
    AS_IT_WAS,
    /// Its rules or lists had changed, and are as they were again.
    CHANGED,
    /// There was no table, and it is there again.
    AWAY
  }

  /// Asks the kernel whether our table is there.
  @FunctionalInterface
  interface Presence {
    boolean isThere() throws IOException;
  }

  /// Puts what was confirmed up again where somebody took it away or changed it.
  ///
  /// @param presence asked first: each millisecond without a table lets connections through
  /// @param blocked users whom it blocked when it was last seen whole
  /// @param up run when it is up again, before that is written down
  Found restore(Presence presence, BlockedUids blocked, Instant now, Runnable up)
      throws IOException, InterruptedException {
    try (FenceLock _ = folder.lock()) {
      Optional<String> confirmed = folder.text(CONFIRMED);
      Optional<String> known = folder.text(LISTED);
      if (confirmed.isEmpty() || known.isEmpty()) {
        return Found.AS_IT_WAS;
      }
      if (presence.isThere() && listed().equals(known.get())) {
        return Found.AS_IT_WAS;
      }
      String text = kept(confirmed.get());
      boolean away = !presence.isThere(); // it may have gone while it was listed
      nft.run(away ? text + blocked.elements(now) : text);
      up.run();
      folder.delete(APPLIED);
      folder.write(LISTED, listed());
      return away ? Found.AWAY : Found.CHANGED;
    }
  }

  /// What was kept, with the control groups that there are now.
  private static String kept(String text) throws IOException {
    return text + Cgroups.elements(Generation.NOW, FenceText.read(text));
  }

  /// Exempts control groups that were made since: each start of a service makes another. To be
  /// called once a minute or so.
  public void refreshCgroups() throws IOException, InterruptedException {
    Optional<Fence> kept = confirmed();
    if (kept.isEmpty() || kept.get().exemptCgroups().isEmpty()) {
      return;
    }
    try (FenceLock _ = folder.lock()) {
      boolean waits = standing().filter(it -> it.timer().isPresent()).isPresent();
      String elements = Cgroups.elements(Generation.NOW, kept.get());
      if (!waits && !elements.isEmpty()) {
        nft.run(elements);
      }
    }
  }

  /// Users who reach no mail server at all; empty where there is no table.
  Optional<BlockedUids> blocked(Instant now) throws IOException, InterruptedException {
    return nft.list("-nn", "list", "set", "inet", "weir", BlockedUids.SET)
        .map(text -> BlockedUids.read(text, now));
  }

  /// Changes addresses of the fence that is kept, in the kernel and on the disk, without another
  /// word to the rules.
  ///
  /// @param was as it was when the change was made up
  /// @param elements what nft is told
  /// @return false where it is another by now, or a change of it waits to be confirmed
  boolean change(Fence was, Fence is, String elements) throws IOException, InterruptedException {
    try (FenceLock _ = folder.lock()) {
      Optional<Standing> standing = standing();
      if (!confirmed().filter(was::equals).isPresent()
          || standing.filter(it -> it.timer().isPresent()).isPresent()) {
        return false;
      }
      if (standing.filter(Standing::isFormer).isPresent()) {
        nft.run(kept(folder.text(CONFIRMED).orElseThrow())); // what ran out is away, with its names
        folder.delete(APPLIED);
      }
      nft.run(elements);
      folder.write(CONFIRMED, Ruleset.of(is, Optional.empty()));
      folder.write(LISTED, listed());
      return true;
    }
  }

  /// What has to be loaded at the start of the machine (`nft -f`); there is none before the first
  /// [#confirm].
  public Path bootFile() {
    return folder.file(CONFIRMED);
  }

  /// What is kept; empty where nothing was confirmed.
  ///
  /// @throws IOException where the file does not say it
  public Optional<Fence> confirmed() throws IOException {
    Optional<String> text = folder.text(CONFIRMED);
    return text.isEmpty() ? Optional.empty() : Optional.of(FenceText.read(text.get()));
  }

  /// Takes it away, and what is loaded at the start of the machine.
  ///
  /// @return false where there was none
  public boolean revert() throws IOException, InterruptedException {
    boolean was = standing().isPresent();
    if (!was && !Files.exists(folder.path())) {
      return false;
    }
    try (FenceLock _ = folder.lock()) {
      for (String file : new String[] {CONFIRMED, APPLIED, LISTED, CountedTries.FILE}) {
        folder.delete(file); // first, so that nobody puts it back
      }
      if (was) {
        nft.run("delete table " + Ruleset.TABLE + "\n");
      }
    }
    return was;
  }

  /// Whether somebody changed the rules or the lists of the settings since they were applied. Empty
  /// where that cannot be told: nothing was applied from here.
  public Optional<Boolean> hasDrifted() throws IOException, InterruptedException {
    Optional<String> known = folder.text(LISTED);
    return known.isEmpty() ? Optional.empty() : Optional.of(!listed().equals(known.get()));
  }

  /// Rules, what kind of sets there are, and what is in those of the settings for good; without
  /// what was counted. Empty where there is no table.
  private String listed() throws IOException, InterruptedException {
    Optional<String> rules = nft.list("-s", "-t", "-nn", "list", "table", "inet", "weir");
    if (rules.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(rules.get());
    for (String set : Ruleset.SETTINGS) {
      nft.list("-s", "-nn", "list", "set", "inet", "weir", set)
          .ifPresent(
              said -> text.append(set).append(' ').append(Listing.lasting(said)).append('\n'));
    }
    Optional<String> last = folder.text(folder.has(APPLIED) ? APPLIED : CONFIRMED);
    if (last.isPresent()) {
      Fence fence = FenceText.read(last.get());
      text.append("strangers ").append(Cgroups.strangers(nft, fence)).append('\n');
    }
    return text.toString();
  }

  /// Which counters the kernel has: others after each start of the machine, and when the table was
  /// made anew.
  String counters() throws IOException, InterruptedException {
    String table =
        nft.list("-a", "-t", "list", "table", "inet", "weir")
            .flatMap(text -> text.lines().findFirst())
            .orElse("none");
    return Files.readString(BOOT, UTF_8).strip() + " " + table.replaceAll("\\D+", "");
  }

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  FenceFolder folder() {
    return folder;
  }
}
