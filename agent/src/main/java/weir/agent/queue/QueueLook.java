package weir.agent.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.observation.Observation;
import weir.observation.Observations;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.queue.QueueFile;
import weir.queue.QueueFormat;
import weir.queue.QueueRead;
import weir.queue.QueueState;

/// Looks through a queue, and tells of what came into it and of what has left it since the look
/// before. What is young is left to the log, which knows more. Not thread-safe, but for the
/// coverage.
///
/// A message is known by id and time, so one that is told again, after a `kill -9` or a lost file,
/// counts once.
final class QueueLook {
  /// A message that is in the queue for less is not told of yet, and one that is missing for less
  /// is not told to have left: the log may tell of both, and what it tells is exact.
  static final Duration LEFT_TO_THE_LOG = Duration.ofMinutes(1);

  /// A look ends after this time, and the next one goes on.
  static final Duration LONGEST = Duration.ofSeconds(20);

  /// Messages that can be told of at the same time, of about 300 octets each; further ones wait
  /// until some are gone.
  static final int MOST_KNOWN = 200_000;

  private static final int BATCH = 500;

  private final WatchedQueue queue;
  private final QueueFormat format;
  private final Observations observations;
  private final KnownFile file;
  private final InstantSource clock;
  private final QueueTally tally = new QueueTally();

  /// Files that were read and are not told of, until they change.
  private final Map<String, Known.Stamp> passedOver = new HashMap<>();

  private final List<Change> changes = new ArrayList<>();
  private Map<String, Known> known = new HashMap<>();
  private long mark;
  private boolean begun;
  private boolean isToBeKept;

  /// Files that this look has not come to, for want of time.
  private int unlisted;

  /// Files that it has seen and left to the next one.
  private int unread;

  /// Messages beyond [#MOST_KNOWN].
  private int beyond;

  private volatile boolean closing;

  /// What is to be told of a message.
  ///
  /// @param after what is known then; null when it has left
  private record Change(String id, List<Observation> told, @Nullable Known after) {}

  /// A file that has to be read.
  private record Unread(QueueFile file, Known.Stamp stamp) {}

  /// @param told the mark up to which everything was taken before, 0 for a new source
  QueueLook(
      WatchedQueue queue,
      Observations observations,
      KnownFile file,
      long told,
      InstantSource clock) {
    this.queue = queue;
    this.format = queue.format();
    this.observations = observations;
    this.file = file;
    this.mark = told;
    this.clock = clock;
  }

  QueueCoverage coverage() {
    return tally.coverage(queue, format.toString());
  }

  QueueTally tally() {
    return tally;
  }

  /// Ends the look that goes on now at the next message. Any thread may say so.
  void close() {
    closing = true;
  }

  /// Looks once.
  ///
  /// @return whether files are left that no look has read
  /// @throws IOException when the queue cannot be read, or what was seen is not taken; the next
  ///   look tells it
  boolean look() throws IOException {
    begin();
    changes.clear();
    if (!queue.spool().isThere()) {
      throw new NoSuchFileException("no queue is in " + queue.spool().folder());
    }
    unlisted = 0;
    unread = 0;
    beyond = 0;
    Instant now = clock.instant();
    Instant end = now.plus(LONGEST);
    Set<String> there = new HashSet<>();
    List<Unread> all = list(there, now, end);
    for (Unread each : all) {
      if (isOver(end)) {
        unread++;
      } else {
        read(each, now);
      }
    }
    if (unlisted == 0) {
      missing(there, now, end);
      passedOver.keySet().retainAll(there);
    }
    tell();
    keep();
    tally.looked(clock.instant(), (long) unlisted + unread + beyond, known.size());
    return unlisted + unread > 0;
  }

  /// All that is there, and of it what has to be read.
  private List<Unread> list(Set<String> there, Instant now, Instant end) throws IOException {
    List<Unread> all = new ArrayList<>();
    format.list(each -> {
      if (isOver(end)) {
        unlisted++;
      } else if (there.add(each.id())) {
        unread(each, now)
            .ifPresent(it -> {
              if (all.size() < queue.most()) {
                all.add(it);
              } else {
                unread++;
              }
            });
      }
    });
    return all;
  }

  private void keep() throws IOException {
    if (isToBeKept) {
      file.write(known);
      isToBeKept = false;
    }
  }

  /// Takes up what was known. Where nobody remembers what was told, all of it is told again.
  private void begin() throws IOException {
    if (!begun) {
      known = mark == 0 ? new HashMap<>() : file.read().orElseGet(HashMap::new);
      begun = true;
    }
  }

  private boolean isOver(Instant end) {
    return closing || clock.instant().isAfter(end);
  }

  /// A file that is new, or has changed.
  private Optional<Unread> unread(QueueFile each, Instant now) {
    Optional<Known.Stamp> stamp = stamp(each);
    Known before = known.get(each.id());
    if (before != null && stamp.filter(before.stamp()::equals).isPresent()) {
      known.put(each.id(), before.at(now));
      return Optional.empty();
    }
    return stamp
        .filter(it -> !it.equals(passedOver.get(each.id())))
        .filter(it -> before != null || !isYoung(it, now))
        .map(it -> new Unread(each, it));
  }

  /// A file without a time of its making has that of its last change, which Postfix sets to when it
  /// tries again.
  private static boolean isYoung(Known.Stamp stamp, Instant now) {
    Instant made = Instant.ofEpochMilli(stamp.made());
    return made.plus(LEFT_TO_THE_LOG).isAfter(now) && !made.isAfter(now);
  }

  private static Optional<Known.Stamp> stamp(QueueFile each) {
    try {
      BasicFileAttributes file =
          Files.readAttributes(each.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return Optional.of(
          new Known.Stamp(file.creationTime().toMillis(), each.state() == QueueState.HELD));
    } catch (IOException _) {
      return Optional.empty(); // it is gone, or will not be read either
    }
  }

  private void read(Unread it, Instant now) throws IOException {
    QueueFile each = it.file();
    switch (format.read(each)) {
      case QueueRead.Gone _, QueueRead.Unfinished _ -> {
        // The next look tells where it is.
      }
      case QueueRead.Broken broken -> {
        tally.unknown(each.id() + ": " + broken.why());
        passedOver.put(each.id(), it.stamp());
      }
      case QueueRead.Whole whole -> {
        try (whole) {
          tally.read();
          boolean isHeld = whole.message().state() == QueueState.HELD;
          Optional<Observation.Lying> lying = LyingMessage.read(queue, whole, now);
          if (lying.isPresent()) {
            note(it, lying.get(), isHeld, now);
          } else {
            passedOver.put(each.id(), it.stamp());
          }
        }
      }
    }
    if (changes.size() >= BATCH) {
      tell();
    }
  }

  private void note(Unread it, Observation.Lying lying, boolean isHeld, Instant now) {
    QueueKey key = lying.seen().key();
    Known before = known.get(key.id());
    boolean isKnown = before != null && before.since().equals(key.since());
    if (!isKnown && key.since().plus(LEFT_TO_THE_LOG).isAfter(now)) {
      return;
    }
    if (before == null && known.size() + changes.size() >= MOST_KNOWN) {
      beyond++;
      return;
    }
    List<Observation> told = new ArrayList<>();
    if (before != null && !isKnown) {
      told.add(ended(key.id(), before));
    }
    if (!isKnown) {
      told.add(lying);
    }
    boolean wasHeld = before != null && isKnown && before.held();
    if (isHeld != wasHeld) {
      told.add(
          isHeld
              ? new Observation.Held(lying.witness(), key)
              : new Observation.Released(lying.witness(), key));
    }
    changes.add(
        new Change(
            key.id(), told, new Known(key.since(), it.stamp(), isHeld, now, Optional.empty())));
  }

  /// It was there until then, whatever has the id now.
  private Observation ended(String id, Known before) {
    return new Observation.Ended(
        new Witness(queue.source(), queue.host(), before.seen(), Writer.SERVER),
        new QueueKey(queue.host(), id, before.since()));
  }

  /// Tells of those that have left. A listing can miss one that moves meanwhile, so it is looked
  /// for once more.
  private void missing(Set<String> there, Instant now, Instant end) throws IOException {
    List<String> gone = known.keySet().stream().filter(id -> !there.contains(id)).toList();
    for (String id : gone) {
      Known before = known.get(id);
      if (before == null || isOver(end)) {
        continue;
      }
      Known missing = before.missing(now);
      known.put(id, missing);
      boolean isLong =
          missing.missed().filter(at -> !at.plus(LEFT_TO_THE_LOG).isAfter(now)).isPresent();
      if (isLong && format.find(id).isEmpty()) {
        changes.add(new Change(id, List.of(ended(id, before)), null));
      }
      if (changes.size() >= BATCH) {
        tell();
      }
    }
  }

  /// Nothing is known to be told before it is taken.
  private void tell() throws IOException {
    List<Observations.Told> all = new ArrayList<>();
    long next = mark;
    for (Change each : changes) {
      if (!each.told().isEmpty()) {
        all.add(new Observations.Told(++next, each.told()));
      }
    }
    if (!all.isEmpty()) {
      observations.take(queue.source(), all);
      mark = next;
    }
    for (Change each : changes) {
      if (each.after() == null) {
        known.remove(each.id());
      } else {
        known.put(each.id(), each.after());
      }
    }
    isToBeKept |= !changes.isEmpty();
    changes.clear();
  }
}
