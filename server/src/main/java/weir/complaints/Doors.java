package weir.complaints;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.api.ComplaintSource;

/// The doors of the settings, each on a thread of its own, and one thread that looks complaints up
/// again.
public final class Doors implements AutoCloseable {
  /// A source that fails for so long is worth a person's time.
  static final Duration STALE = Duration.ofMinutes(15);

  private static final Logger log = LoggerFactory.getLogger(Doors.class);
  private static final String HANGS = "no look was over since then, and none has failed: it hangs";
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final Path folder;
  private final Owners owners;
  private final InstantSource clock;
  private final List<DoorThread> all = new ArrayList<>();
  private final ScheduledExecutorService timer = scheduler("weir-complaints-time");
  private final ScheduledExecutorService again = scheduler("weir-complaints-again");

  private Doors(Path folder, Owners owners, InstantSource clock) {
    this.folder = folder;
    this.owners = owners;
    this.clock = clock;
  }

  private static ScheduledExecutorService scheduler(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name(name).factory());
  }

  /// Begins to take complaints from all doors.
  ///
  /// @param folder of the server
  /// @param owners asked from several threads
  public static Doors open(
      Map<String, ComplaintSettings> settings,
      Path folder,
      Owners owners,
      InstantSource clock,
      RandomGenerator chance) {
    Doors doors = new Doors(folder, owners, clock);
    settings.forEach((name, each) -> {
      Door door =
          switch (each) {
            case ComplaintSettings.Maildir maildir -> MaildirDoor.of(maildir, name);
            case ComplaintSettings.Imap imap -> new ImapDoor(imap, doors.timer);
          };
      doors.all.add(new DoorThread(door, new DoorLog(name, clock), folder, owners, clock, chance));
    });
    // It catches all that it throws, so that it is done again.
    var _ =
        doors.again.scheduleWithFixedDelay(
            doors::lookAgain, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    return doors;
  }

  private void lookAgain() {
    if (!Files.exists(folder.resolve(ComplaintStore.FILE))) {
      return;
    }
    try (ComplaintStore store = ComplaintStore.open(folder)) {
      new LookAgain(store, owners, clock).round();
    } catch (SQLException e) {
      log.warn("complaints are not looked up again: {}", e.toString());
    } catch (RuntimeException | Error e) {
      log.error("complaints are not looked up again: a defect", e);
    }
  }

  /// How each is doing.
  public List<ComplaintSource> lines() {
    return all.stream().map(this::line).toList();
  }

  private ComplaintSource line(DoorThread each) {
    DoorLog.Now it = each.state().now();
    Instant stale = clock.instant().minus(STALE);
    Optional<Instant> hangs = it.failing().isPresent() ? Optional.empty() : each.hangs();
    Optional<Instant> failing = it.failing().or(() -> hangs);
    return new ComplaintSource(
        each.state().name(),
        each.door().reads(),
        failing.isPresent() ? "not read" : it.read().isPresent() ? "read" : "beginning",
        it.read(),
        it.taken(),
        failing,
        hangs.isPresent() || failing.filter(since -> !since.isAfter(stale)).isPresent(),
        it.why().or(() -> hangs.map(_ -> HANGS)),
        it.left(),
        it.messages(),
        it.complaints(),
        it.verified(),
        it.toBeRead());
  }

  @Override
  public void close() throws InterruptedException {
    again.shutdownNow();
    DoorThread.close(all, DoorThread.CLOSE_WAIT);
    timer.shutdownNow();
  }
}
