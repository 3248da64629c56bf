package weir.complaints;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a door is doing, and the lines in the log about it.
final class DoorLog {
  private static final Logger log = LoggerFactory.getLogger(DoorLog.class);

  private final String name;
  private final InstantSource clock;
  private final Instant begun;
  private volatile Now now = new Now(empty(), empty(), empty(), empty(), 0, 0, 0, 0, empty());

  /// @param read when it was last looked through well
  /// @param taken when a message was last taken
  /// @param failing since when it cannot be read; empty when it can
  /// @param why it cannot
  /// @param messages that were taken, since the start, as the other counts
  /// @param complaints in them that were new
  /// @param verified of these
  /// @param toBeRead messages that are none
  /// @param left what is in the way of some messages, which stay where they are
  record Now(
      Optional<Instant> read,
      Optional<Instant> taken,
      Optional<Instant> failing,
      Optional<String> why,
      long messages,
      long complaints,
      long verified,
      long toBeRead,
      Optional<String> left) {}

  DoorLog(String name, InstantSource clock) {
    this.name = name;
    this.clock = clock;
    this.begun = clock.instant();
  }

  private static <T> Optional<T> empty() {
    return Optional.empty();
  }

  Now now() {
    return now;
  }

  /// When it last was seen to do something: a look was over, or a message taken.
  Instant lastSign() {
    Now it = now;
    return Stream.of(it.read, it.taken)
        .flatMap(Optional::stream)
        .reduce(begun, (one, other) -> one.isAfter(other) ? one : other);
  }

  String name() {
    return name;
  }

  /// A message was kept, and marked.
  void took(List<KeptComplaint> lines) {
    Now it = now;
    now =
        new Now(
            it.read,
            Optional.of(clock.instant()),
            it.failing,
            it.why,
            it.messages + 1,
            it.complaints + count(lines, KeptComplaint.Kind.COMPLAINT),
            it.verified + lines.stream().filter(DoorLog::isVerified).count(),
            it.toBeRead + count(lines, KeptComplaint.Kind.UNREAD),
            it.left);
  }

  private static boolean isVerified(KeptComplaint line) {
    return line.state() == ComplaintState.VERIFIED;
  }

  private static long count(List<KeptComplaint> lines, KeptComplaint.Kind kind) {
    return lines.stream().filter(line -> line.kind() == kind).count();
  }

  /// All of it was looked through.
  ///
  /// @param left what kept messages from being taken, a sentence; empty when nothing did
  void read(Optional<String> left) {
    Now it = now;
    it.failing.ifPresent(since -> log.info("complaints from {}: read again", name));
    if (left.isPresent() && !left.equals(it.left)) {
      log.warn("complaints from {}: {}", name, left.get());
    }
    now =
        new Now(
            Optional.of(clock.instant()),
            it.taken,
            empty(),
            empty(),
            it.messages,
            it.complaints,
            it.verified,
            it.toBeRead,
            left);
  }

  void failed(String why) {
    Now it = now;
    if (!it.why.equals(Optional.of(why))) {
      log.warn("complaints from {} are not read: {}", name, why);
    }
    now =
        new Now(
            it.read,
            it.taken,
            it.failing.or(() -> Optional.of(clock.instant())),
            Optional.of(why),
            it.messages,
            it.complaints,
            it.verified,
            it.toBeRead,
            it.left);
  }
}
