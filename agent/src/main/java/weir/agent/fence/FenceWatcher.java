package weir.agent.fence;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import weir.agent.kernel.RulesetListener;
import weir.netlink.RulesetNews;

/// Puts the fence that was confirmed up again when somebody takes it away or changes it, such as by
/// `nft flush ruleset`, with the users whom it blocked; in the network namespace of the thread that
/// starts it.
///
/// The kernel tells of each change. Once a second the number of the ruleset is looked at besides: a
/// change that was not told of is found by it. And once a minute what was counted is kept, and
/// control groups that were made anew are exempt.
public final class FenceWatcher implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /// Between two times that it is put up: a program that removes it again and again shall not use
  /// this host up.
  private static final Duration PAUSE = Duration.ofMillis(50);

  /// How long after a change its news may come, which say who did it.
  private static final Duration NEWS_WITHIN = Duration.ofMillis(50);

  /// Datagrams of news that are read when it is up again; each takes microseconds.
  private static final int MOST_WAITING = 1_000;

  private static final Duration KEEP_EVERY = Duration.ofMinutes(1);

  private final Fencing fencing;
  private final CountedTries book;
  private final RulesetListener listener;
  private final Clock clock;
  private final Consumer<Removal> told;
  private final Thread thread;
  private final Thread keeper;
  private volatile BlockedUids blocked = BlockedUids.NONE;
  private long generation;

  /// Whether what was told since the last end of a transaction is about our table.
  private boolean touched;

  private boolean heard;
  private long upAgain;
  private boolean due;
  private Optional<String> by = Optional.empty();

  /// Who changed it before that one.
  private Optional<String> before = Optional.empty();

  private volatile Optional<String> trouble = Optional.empty();
  private volatile Optional<String> failure = Optional.empty();
  private volatile boolean running = true;

  /// Somebody else took the fence away, or changed it.
  ///
  /// @param at when it was seen
  /// @param whole whether the table was away; else rules or lists in it had changed
  /// @param by the program that did it, such as `nft, process 4711`; empty where that is not known
  /// @param open how long after it was seen the fence was up again: at least so long all got
  ///   through
  /// @param failure why it could not be put up again; empty where it was
  public record Removal(
      Instant at, boolean whole, Optional<String> by, Duration open, Optional<String> failure) {}

  private FenceWatcher(
      Fencing fencing, RulesetListener listener, Clock clock, Consumer<Removal> told) {
    this.fencing = fencing;
    this.book = new CountedTries(fencing, clock);
    this.listener = listener;
    this.clock = clock;
    this.told = told;
    this.thread = Thread.ofPlatform().name("weir-fence-watch").daemon().unstarted(this::watch);
    this.keeper = Thread.ofPlatform().name("weir-fence-keep").daemon().unstarted(this::keep);
  }

  /// @param told of each removal, on a thread of ours: it must not wait
  /// @throws IOException where the kernel does not tell us
  public static FenceWatcher start(Fencing fencing, Clock clock, Consumer<Removal> told)
      throws IOException, InterruptedException {
    RulesetListener listener = RulesetListener.open();
    FenceWatcher watcher = new FenceWatcher(fencing, listener, clock, told);
    try {
      watcher.generation = listener.generation();
      watcher.look(); // what was taken away before is put up now
    } catch (IOException | InterruptedException e) {
      listener.close();
      throw e;
    }
    watcher.thread.start();
    watcher.keeper.start();
    return watcher;
  }

  /// Whom it would block again: as of its last look, which follows each change.
  BlockedUids blocked() {
    return blocked;
  }

  /// Why it does not see changes now, a sentence; it tries again each second. Empty where it does.
  public Optional<String> failure() {
    return failure;
  }

  /// What could not be done at the last minute, a sentence; empty where all could.
  public Optional<String> trouble() {
    return trouble;
  }

  /// On a thread of its own: while a fence is away, nothing else shall be waited for.
  private void keep() {
    try {
      while (running) {
        try {
          if (fencing.standing().isPresent()) {
            fencing.refreshCgroups();
            book.look();
          }
          trouble = Optional.empty();
        } catch (IOException | RuntimeException e) {
          trouble = Optional.of(words(e));
        }
        Thread.sleep(KEEP_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    try (listener) {
      while (running) {
        try {
          watchOnce();
          failure = Optional.empty();
        } catch (IOException | RuntimeException e) {
          failure = Optional.of(words(e));
          due = true; // what was missed meanwhile
          Thread.sleep(LOOK_EVERY);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watchOnce() throws IOException, InterruptedException {
    if (due) {
      due = false;
      look();
      by = Optional.empty();
    }
    if (!hears(LOOK_EVERY)) {
      long now = listener.generation();
      if (now != generation && !hears(NEWS_WITHIN)) {
        due = true; // a change that was not told of
        generation = now;
      }
    }
  }

  /// Our own nft has just put it up, so the last of what is waiting is its; who took it away is the
  /// one before.
  private void isUp() {
    upAgain = System.nanoTime();
    before = Optional.empty();
    try {
      int read = 0;
      while (read < MOST_WAITING && hears(Duration.ZERO)) {
        read++;
      }
    } catch (IOException _) {
      before = Optional.empty(); // it is up, and that counts
    }
    by = before;
  }

  private boolean hears(Duration patience) throws IOException {
    heard = false;
    listener.read(patience, this::hear);
    return heard;
  }

  private static String words(Exception e) {
    return e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
  }

  private void hear(RulesetNews news) {
    heard = true;
    switch (news) {
      case RulesetNews.Touched(int family, String table, boolean _, boolean _) ->
          touched |= family == RulesetNews.INET && table.equals("weir");
      case RulesetNews.Done(long number, long pid, String program) -> {
        generation = number;
        if (touched) {
          touched = false;
          due = true;
          before = by;
          by = pid == 0 ? Optional.empty() : Optional.of(program + ", process " + pid);
        }
      }
    }
  }

  /// Our own changes are whole before it is looked: they have the lock.
  private void look() throws InterruptedException {
    Instant at = clock.instant();
    long began = System.nanoTime();
    Fencing.Found found = Fencing.Found.AWAY;
    Optional<String> trouble = Optional.empty();
    try {
      found = fencing.restore(() -> listener.has("weir"), blocked, at, this::isUp);
      if (found == Fencing.Found.AS_IT_WAS) {
        fencing.blocked(at).ifPresent(it -> blocked = it); // it may have gone by now
        return;
      }
    } catch (IOException e) {
      trouble = Optional.of(String.valueOf(e.getMessage()));
      due = true; // once more
    }
    Duration open = Duration.ofNanos((trouble.isEmpty() ? upAgain : System.nanoTime()) - began);
    told.accept(new Removal(at, found == Fencing.Found.AWAY, by, open, trouble));
    Thread.sleep(trouble.isEmpty() ? PAUSE : LOOK_EVERY);
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    thread.interrupt();
    keeper.interrupt();
    thread.join();
    keeper.join();
  }
}
