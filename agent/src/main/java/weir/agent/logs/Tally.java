package weir.agent.logs;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts what a source came to. Any thread may ask.
final class Tally {
  private static final int SAMPLES = 10;
  private static final int SAMPLE = 300;

  /// One sample of so many lines: the samples shall be of different moments.
  private static final int ONE_OF = 50;

  private final Deque<String> samples = new ArrayDeque<>();
  private @Nullable String trouble;
  private @Nullable Instant lastLine;
  private @Nullable Instant readAt;
  private @Nullable String lastGap;
  private long behind;
  private long lines;
  private long unknown;
  private long unbelieved;
  private long cut;
  private long gaps;
  private long open;
  private long evicted;

  synchronized void line(Instant time) {
    lines++;
    lastLine = time;
  }

  /// The process before us has read a line of that time; it counts no more.
  synchronized void resume(Instant time) {
    lastLine = time;
  }

  synchronized void unknown(String line, boolean isFramed) {
    lines += isFramed ? 0 : 1;
    if (unknown++ % ONE_OF == 0 || samples.size() < SAMPLES) {
      if (samples.size() == SAMPLES) {
        samples.removeFirst();
      }
      samples.addLast(line.length() > SAMPLE ? line.substring(0, SAMPLE) : line);
    }
  }

  /// A line that somebody else wrote in a server's name.
  synchronized void unbelieved(String line) {
    unbelieved++;
    unknown(line, false);
  }

  synchronized void cut() {
    cut++;
  }

  synchronized void gap(String what) {
    gaps++;
    lastGap = what;
  }

  synchronized void read(Instant now, long unread, long openNow, long evictedNow) {
    readAt = now;
    trouble = null;
    behind = unread;
    open = openNow;
    evicted = evictedNow;
  }

  synchronized void trouble(String why) {
    trouble = why;
  }

  synchronized Coverage coverage(LogForm form, String reads) {
    return new Coverage(
        form.source(),
        form.host(),
        reads,
        Optional.ofNullable(trouble),
        Optional.ofNullable(lastLine),
        Optional.ofNullable(readAt),
        behind,
        lines,
        unknown,
        unbelieved,
        List.copyOf(samples),
        cut,
        gaps,
        Optional.ofNullable(lastGap),
        open,
        evicted);
  }
}
