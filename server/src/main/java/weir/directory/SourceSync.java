package weir.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.asking.OneLine;
import weir.config.Unreadable;

/// One source: its last good copy, what it says now if that is not believed, and how reading it
/// went. All are on disk: `NAME.csv`, `NAME.refused.csv` and `NAME.reading`.
final class SourceSync {
  private static final Logger log = LoggerFactory.getLogger(SourceSync.class);

  private final String name;
  private final SourceSettings settings;
  private final Path goodFile;
  private final Path refusedFile;
  private final Path readingFile;
  private final Path scratch;
  private final InstantSource clock;
  private final InstantSource age;
  private Optional<Ledger> good = Optional.empty();
  private Optional<Ledger> refused = Optional.empty();
  private Optional<String> refusal = Optional.empty();
  private Optional<String> trouble = Optional.empty();
  private Optional<CompletableFuture<Listing>> stuck = Optional.empty();
  private boolean retired;
  private int strange;
  private List<String> strangeness = List.of();
  private LastReading kept = LastReading.NONE;
  private Optional<String> logged = Optional.empty();

  /// @param age the time by which what has ended is forgotten, see [weir.retention.RetentionClock]
  SourceSync(
      String name, SourceSettings settings, Path folder, InstantSource clock, InstantSource age) {
    this.name = name;
    this.settings = settings;
    this.goodFile = goodFile(folder, name);
    this.refusedFile = folder.resolve(name + ".refused.csv");
    this.readingFile = folder.resolve(name + ".reading");
    this.scratch = folder.resolve(name + ".answer");
    this.clock = clock;
    this.age = age;
  }

  static Path goodFile(Path folder, String name) {
    return folder.resolve(name + ".csv");
  }

  SourceSettings settings() {
    return settings;
  }

  synchronized Optional<Ledger> good() {
    return good;
  }

  /// Reads what was kept. What cannot be read is told, and stays where it is until the next good
  /// copy.
  ///
  /// @param shares for which what was refused is looked at again
  synchronized void load(DirectorySettings shares) {
    try {
      good = LedgerFile.read(goodFile);
      refused = LedgerFile.read(refusedFile);
      refusal = refused.map(next -> refusal(next, shares).orElse("it was refused before"));
      kept = LastReading.read(readingFile);
      strange = kept.strange();
      strangeness = kept.strangeness();
      trouble = kept.trouble();
    } catch (IOException e) {
      trouble(OneLine.of(e));
    }
  }

  /// Reads the source and takes over what it says, if that can be.
  ///
  /// @return whether the good copy is another one now
  boolean sync(DirectorySettings all) throws InterruptedException {
    Optional<Listing> listing = read(Set.copyOf(all.sharedUsers()), all.deadline());
    boolean isNew = listing.isPresent() && take(listing.get(), all);
    keepReading();
    return isNew;
  }

  /// For commands, which read no source themselves.
  private synchronized void keepReading() {
    LastReading now = new LastReading(strange, strangeness, trouble);
    if (retired || now.equals(kept)) {
      return;
    }
    try {
      now.write(readingFile);
      kept = now;
    } catch (IOException e) {
      log.warn("how reading accounts from {} went cannot be kept: {}", name, OneLine.of(e));
    }
  }

  private Optional<Listing> read(Set<String> shared, Duration deadline)
      throws InterruptedException {
    if (stuck.isPresent() && !stuck.get().isDone()) {
      trouble("reading it has not ended yet, since the last time");
      return Optional.empty();
    }
    CompletableFuture<Listing> reading = begin(shared, deadline);
    try {
      // What is read within its own deadline says best what is wrong.
      return Optional.of(reading.get(deadline.toMillis() + 1_000, TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      stuck = Optional.of(reading);
      trouble("it did not end within " + deadline.toSeconds() + " s");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      trouble(
          cause instanceof IOException io
              ? Unreadable.said(io)
              : cause instanceof SourceFailed failed
                  ? String.valueOf(failed.getMessage())
                  : "failed: " + OneLine.of(cause.toString()));
    }
    return Optional.empty();
  }

  /// On a thread of its own: a file system that hangs holds nobody else up.
  private CompletableFuture<Listing> begin(Set<String> shared, Duration deadline) {
    CompletableFuture<Listing> reading = new CompletableFuture<>();
    Known known = Known.of(good());
    Thread.ofPlatform()
        .daemon()
        .name("weir-directory-" + name)
        .start(() -> {
          try {
            reading.complete(Sources.read(settings, known, shared, deadline, scratch));
          } catch (Throwable failure) {
            reading.completeExceptionally(failure);
          }
        });
    return reading;
  }

  private synchronized void trouble(String why) {
    trouble = Optional.of(why);
    if (!logged.equals(trouble)) {
      log.error("accounts from {} ({}): {}", name, settings.name(), why);
      logged = trouble;
    }
  }

  /// Another one has its place, and its files: nothing is written any more.
  synchronized void retire() {
    retired = true;
  }

  private synchronized boolean take(Listing listing, DirectorySettings all) {
    if (retired) {
      return false;
    }
    Instant now = clock.instant();
    Instant since = age.instant().minus(all.keep());
    tellStrange(listing);
    try {
      Ledger next =
          good.isEmpty()
              ? Ledger.first(listing, now, since)
              : good.get().after(listing, now, since);
      Optional<String> why = refusal(next, all);
      if (why.isPresent()) {
        refuse(next, why.get());
        return false;
      }
      become(next);
      return true;
    } catch (SourceFailed e) {
      trouble(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      trouble("it cannot be kept: " + OneLine.of(e));
    }
    return false;
  }

  private void tellStrange(Listing listing) {
    if (listing.strange() > 0 && !listing.strangeness().equals(strangeness)) {
      log.warn(
          "accounts from {}: {} cells make no sense, the first: {}; weir accounts check tells more",
          name,
          listing.strange(),
          listing.strangeness().stream().findFirst().orElse(""));
    }
    strange = listing.strange();
    strangeness = listing.strangeness();
  }

  private Optional<String> refusal(Ledger next, DirectorySettings shares) {
    return good.flatMap(
        before -> before.revision(next).refusal(shares.mostRemoved(), shares.mostMoved()));
  }

  private void refuse(Ledger next, String why) throws IOException {
    if (!refusal.equals(Optional.of(why))) {
      log.error(
          "accounts from {} are not taken over: {}; the last good copy stays. If it is right: weir accounts accept {}",
          name,
          why,
          name);
    }
    LedgerFile.write(refusedFile, next);
    refused = Optional.of(next);
    refusal = Optional.of(why);
    trouble = Optional.empty();
    logged = trouble;
  }

  private void become(Ledger next) throws IOException {
    LedgerFile.write(goodFile, next);
    Files.deleteIfExists(refusedFile);
    if (trouble.isPresent() || refusal.isPresent()) {
      log.info("accounts from {} are read again: {}", name, next.present().size());
    }
    good = Optional.of(next);
    refused = Optional.empty();
    refusal = Optional.empty();
    trouble = Optional.empty();
    logged = trouble;
  }

  /// Takes over what was refused.
  ///
  /// @return what it is, in a few words; empty when nothing was refused
  synchronized Optional<String> accept() throws IOException {
    if (refused.isEmpty()) {
      return Optional.empty();
    }
    Ledger next = refused.get();
    String was = refusal.orElse("");
    become(next);
    return Optional.of(
        "%s: %d accounts as of %s (%s)".formatted(name, next.present().size(), next.at(), was));
  }

  synchronized SourceState state() {
    return new SourceState(
        name,
        settings.name(),
        good.map(Ledger::at),
        good.map(ledger -> ledger.present().size()).orElse(0),
        good.map(ledger -> ledger.tenures().size()).orElse(0),
        strange,
        strangeness,
        refusal,
        trouble);
  }
}
