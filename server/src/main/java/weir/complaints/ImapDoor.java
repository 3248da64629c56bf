package weir.complaints;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.imap.ImapAnswer;

/// Takes messages out of a folder of an IMAP server. A message is marked only when it is kept: what
/// a crash left unmarked is taken again, and recognised.
final class ImapDoor implements Door {
  /// Between two looks of one connection, whatever the server tells in between.
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final ComplaintSettings.Imap settings;
  private final ScheduledExecutorService timer;
  private final Duration least;

  /// Those that are too large: they are so for ever.
  private final Map<Long, String> left = new HashMap<>();

  /// What the server did not give out at this look; it is asked again at the next.
  private final Map<Long, String> refused = new HashMap<>();

  private Optional<String> validity = Optional.empty();
  private volatile @Nullable ImapFolder visited;
  private volatile boolean aborted;

  /// @param timer ends what takes too long
  ImapDoor(ComplaintSettings.Imap settings, ScheduledExecutorService timer) {
    this(settings, timer, LEAST);
  }

  ImapDoor(ComplaintSettings.Imap settings, ScheduledExecutorService timer, Duration least) {
    this.settings = settings;
    this.timer = timer;
    this.least = least;
  }

  @Override
  public String reads() {
    return "IMAP " + settings.reads();
  }

  @Override
  public Duration every() {
    return settings.every();
  }

  @Override
  public void visit(Intake intake, DoorLog log)
      throws IOException, SQLException, InterruptedException {
    ImapFolder folder = new ImapFolder(settings, timer);
    visited = folder;
    try (folder) {
      if (!aborted) {
        stay(folder, intake, log);
      }
    } finally {
      visited = null;
    }
  }

  private void stay(ImapFolder folder, Intake intake, DoorLog log)
      throws IOException, SQLException, InterruptedException {
    try {
      folder.open();
      while (!aborted) {
        boolean more = look(folder, intake, log);
        if (!more && (!settings.idle() || !folder.await(settings.every()))) {
          return;
        }
        Thread.sleep(least);
      }
    } catch (LoginRefused e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(folder.cause(e), e);
    }
  }

  /// Takes what is there.
  ///
  /// @return whether there is more than could be looked at
  private boolean look(ImapFolder folder, Intake intake, DoorLog log)
      throws IOException, SQLException {
    if (!folder.validity().equals(validity)) {
      left.clear();
      validity = folder.validity();
    }
    refused.clear();
    ImapAnswer.Found found = folder.search();
    left.keySet().retainAll(found.numbers());
    int taken = 0;
    for (Iterator<Long> uids = found.numbers().iterator(); uids.hasNext() && !aborted; ) {
      long uid = uids.next();
      if (!left.containsKey(uid) && take(folder, uid, intake, log)) {
        taken++;
      }
    }
    log.read(stays());
    return found.more() && taken > 0;
  }

  private boolean take(ImapFolder folder, long uid, Intake intake, DoorLog log)
      throws IOException, SQLException {
    return switch (folder.fetch(uid)) {
      case ImapFolder.Fetched.Whole(Arrived message) -> {
        List<KeptComplaint> lines = intake.take(message, log.name());
        folder.taken(uid);
        log.took(lines);
        yield true;
      }
      case ImapFolder.Fetched.Gone() -> false;
      case ImapFolder.Fetched.TooLarge(String why) -> {
        left.put(uid, why);
        yield false;
      }
      case ImapFolder.Fetched.Refused(String why) -> {
        refused.put(uid, why);
        yield false;
      }
    };
  }

  private Optional<String> stays() {
    return Stream.of(left, refused)
        .flatMap(each -> each.entrySet().stream())
        .min(Map.Entry.comparingByKey())
        .map(first ->
            "%,d messages stay where they are, the first with UID %d: %s"
                .formatted(left.size() + refused.size(), first.getKey(), first.getValue()));
  }

  @Override
  public boolean isToldOfNews() {
    ImapFolder now = visited;
    return now != null && now.isWaiting();
  }

  @Override
  public void abort() {
    aborted = true;
    ImapFolder now = visited;
    if (now != null) {
      now.abort();
    }
  }
}
