package weir.onhost;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import weir.files.Durable;
import weir.files.OwnerOnly;
import weir.link.Messages;
import weir.link.Messages.Marked;
import weir.uplink.Report;

/// What was seen and the server has not said to have kept: files of lines, each numbered by a mark
/// that goes on over restarts. Whatever is handed out is on the disk, so that no mark ever means
/// two things.
///
/// It is bounded: while the server is away for too long, further reports are counted instead of
/// kept, and the count is told once there is room. Safe for use by many threads.
final class ReportJournal implements AutoCloseable {
  /// Octets of one file, about; a file goes once all of it is kept elsewhere.
  static final int FILE = 1024 * 1024;

  /// By so much the server may be ahead of this host's marks, whose older disk came back. More is
  /// the word of somebody else in this host's name, and the marks would come to their end.
  static final long MOST_AHEAD = 1_000_000_000_000L;

  private static final String ENDING = ".reports";
  private static final String KEPT = "kept";

  private final Path folder;
  private final long most;
  private final InstantSource clock;

  /// Octets of each file, by the mark of its first line.
  private final TreeMap<Long, Long> files = new TreeMap<>();

  private @Nullable FileChannel open;
  private boolean isDirty;
  private long last;
  private long kept;
  private long dropped;

  private ReportJournal(Path folder, long most, InstantSource clock) {
    this.folder = folder;
    this.most = most;
    this.clock = clock;
  }

  /// @param most octets of all files
  static ReportJournal open(Path folder, long most, InstantSource clock) throws IOException {
    ReportJournal journal = new ReportJournal(OwnerOnly.folder(folder), most, clock);
    journal.read();
    return journal;
  }

  private void read() throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path each : all) {
        String name = each.getFileName().toString();
        files.put(Long.parseLong(name.substring(0, name.length() - ENDING.length())), 0L);
      }
    }
    Path mark = folder.resolve(KEPT);
    kept = Files.exists(mark) ? Long.parseLong(Files.readString(mark).strip()) : 0;
    last = kept;
    for (long first : List.copyOf(files.keySet())) {
      last = Math.max(last, first - 1);
      for (Marked each : lines(first)) {
        last = Math.max(last, each.mark()); // the server may be ahead of an older disk
      }
      files.put(first, Files.size(file(first)));
    }
    forget();
  }

  /// Lines of a file; one that was cut by a crash is none.
  private List<Marked> lines(long first) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file(first), StandardCharsets.ISO_8859_1)) {
      StringBuilder all = new StringBuilder();
      in.lines().filter(line -> line.endsWith("}")).forEach(line -> all.append(line).append('\n'));
      return Messages.batch(all.toString());
    }
  }

  private Path file(long first) {
    return folder.resolve("%019d%s".formatted(first, ENDING));
  }

  /// Adds a report. It is on the disk after [#sync].
  ///
  /// @throws IOException when it cannot be written; it is counted as dropped then
  synchronized void add(Report report) throws IOException {
    if (size() >= most) {
      dropped++;
      return;
    }
    if (dropped > 0) {
      long missing = dropped;
      write(new Report.Dropped(clock.instant(), missing));
      dropped -= missing;
    }
    try {
      write(report);
    } catch (IOException e) {
      dropped++;
      throw e;
    }
  }

  /// Whether the next report would be kept.
  synchronized boolean hasRoom() {
    return size() < most;
  }

  private void write(Report report) throws IOException {
    byte[] line =
        new Marked(last + 1, Messages.line(report)).text().getBytes(StandardCharsets.US_ASCII);
    try {
      FileChannel to = channel();
      ByteBuffer octets = ByteBuffer.wrap(line);
      while (octets.hasRemaining()) {
        to.write(octets);
      }
    } catch (IOException e) {
      close();
      throw e;
    }
    last++;
    files.merge(files.lastKey(), (long) line.length, Long::sum);
    isDirty = true;
  }

  private FileChannel channel() throws IOException {
    FileChannel now = open;
    if (now != null && files.lastEntry().getValue() < FILE) {
      return now;
    }
    close();
    FileChannel fresh =
        FileChannel.open(
            file(last + 1),
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING),
            OwnerOnly.FILE);
    Durable.names(folder);
    files.put(last + 1, 0L);
    open = fresh;
    return fresh;
  }

  /// What was added is there after a crash.
  synchronized void sync() throws IOException {
    FileChannel now = open;
    if (now != null && isDirty) {
      now.force(false);
      isDirty = false;
    }
  }

  /// What is to be told next, as far as it fits.
  ///
  /// @param octets of the batch, about; one line at least
  synchronized List<Marked> next(int octets) throws IOException {
    sync();
    List<Marked> batch = new ArrayList<>();
    int length = 0;
    Long first = files.floorKey(kept + 1);
    for (Map.Entry<Long, Long> each :
        files.tailMap(first == null ? kept + 1 : first, true).entrySet()) {
      for (Marked line : lines(each.getKey())) {
        if (line.mark() > kept) {
          length += line.line().length();
          if (length > octets && !batch.isEmpty()) {
            return batch;
          }
          batch.add(line);
        }
      }
    }
    return batch;
  }

  /// The server has kept all up to a mark.
  ///
  /// @throws IOException where that cannot be so, or it cannot be written
  synchronized void kept(long mark) throws IOException {
    if (mark - MOST_AHEAD > last) {
      throw new IOException(
          "the server has reports of this host up to mark %d, and the last from here is %d: %s"
              .formatted(mark, last, "somebody else may have its key; enrol it anew"));
    }
    if (mark > last) {
      // An older disk of this host has come back: what it has was told, or goes; new marks are new.
      dropped += last - kept;
      last = mark;
      close();
    }
    if (mark > kept) {
      kept = mark;
      Durable.replace(
          folder.resolve(KEPT),
          out -> out.write(Long.toString(mark).getBytes(StandardCharsets.US_ASCII)));
      forget();
    }
  }

  /// Goes on behind a report that the server will never keep; it is counted as dropped.
  synchronized void setAside(long mark) throws IOException {
    if (mark > kept) {
      kept(mark);
      dropped++;
    }
  }

  private void forget() throws IOException {
    while (files.size() > 1 && files.higherKey(files.firstKey()) <= kept + 1) {
      Files.deleteIfExists(file(files.firstKey()));
      files.pollFirstEntry();
    }
  }

  /// Reports that the server has not said to have kept.
  synchronized long waiting() {
    return last - kept;
  }

  /// Reports that were not kept, or not taken, and that the server was not told of yet.
  synchronized long dropped() {
    return dropped;
  }

  private long size() {
    return files.values().stream().mapToLong(Long::longValue).sum();
  }

  /// When the oldest that waits was added; empty where none waits.
  synchronized Optional<Instant> oldest() throws IOException {
    return waiting() == 0
        ? Optional.empty()
        : Optional.of(Messages.report(next(1).getFirst().line()).at());
  }

  @Override
  public synchronized void close() throws IOException {
    FileChannel now = open;
    open = null;
    if (now != null) {
      try (now) {
        now.force(false);
      }
    }
  }
}
