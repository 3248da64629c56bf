package weir.agent.queue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.mime.Entity;
import weir.mime.Field;
import weir.mime.MimeBounds;
import weir.queue.QueueFile;
import weir.queue.QueueFormat;
import weir.queue.QueueRead;
import weir.queue.QueuedMessage;

/// One look through a queue in use, by a few threads. A file that vanished is a message that was
/// delivered, or moved: it is looked for once more. One message is told once, wherever it was seen.
public final class QueueScan {
  /// Octets of a message that are searched; what is behind is not.
  public static final int SEARCHED = 16 * 1024 * 1024;

  /// Octets from which subject and script are read.
  private static final int HEADER = 64 * 1024;

  private static final MimeBounds HEADER_BOUNDS = new MimeBounds(0, 1, HEADER, 500, 0);
  private static final int WAITING = 1_000;
  private static final int SCRIPTS = 4;
  private static final int TEXT = 500;

  /// Header fields by which programs say which script made them send.
  private static final List<String> SCRIPT_FIELDS =
      List.of(
          "X-PHP-Originating-Script",
          "X-PHP-Script",
          "X-PHP-Filename",
          "X-Source-Args",
          "X-Script");

  private final QueueFormat format;
  private final Wanted wanted;
  private final int most;
  private final TextSearch search;
  private final BlockingQueue<QueueFile> files = new ArrayBlockingQueue<>(WAITING);
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Queue<Found> found = new ConcurrentLinkedQueue<>();
  private final AtomicLong listed = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong matched = new AtomicLong();
  private final AtomicLong gone = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();
  private volatile boolean over;
  private volatile @Nullable IOException failure;

  /// How far it is.
  ///
  /// @param listed files that were seen
  /// @param read of these, looked at
  /// @param matched of these, wanted
  /// @param gone of these, vanished or not yet whole
  /// @param unreadable of these, no message that could be read
  public record Progress(long listed, long read, long matched, long gone, long unreadable) {}

  /// What came of it.
  ///
  /// @param found at most as many as were asked for; [Progress#matched] tells all
  public record Result(List<Found> found, Progress progress) {
    public Result {
      found = List.copyOf(found);
    }
  }

  /// @param most messages that are kept; the others are only counted
  public QueueScan(QueueFormat format, Wanted wanted, int most) {
    this.format = format;
    this.wanted = wanted;
    this.most = most;
    this.search = new TextSearch(wanted.texts(), wanted.rawOnly());
  }

  /// Looks through all of the queue.
  ///
  /// @param threads that read
  /// @param progress is told now and then, by one thread
  /// @throws IOException when the queue cannot be listed, or a file of it may not be read
  public Result run(int threads, Consumer<Progress> progress)
      throws IOException, InterruptedException {
    List<Thread> readers =
        Stream.generate(() -> Thread.ofPlatform().daemon().name("queue-scan").start(this::readAll))
            .limit(threads)
            .toList();
    try {
      if (wanted.ids().isEmpty()) {
        format.list(file -> {
          put(file);
          if (listed.incrementAndGet() % WAITING == 0) {
            progress.accept(progress());
          }
        });
      } else {
        for (String id : wanted.ids()) {
          format.find(id).ifPresent(this::put);
          listed.incrementAndGet();
        }
      }
    } finally {
      over = true;
      for (Thread reader : readers) {
        reader.join();
      }
    }
    IOException failed = failure;
    if (failed != null) {
      throw failed;
    }
    progress.accept(progress());
    return new Result(List.copyOf(found), progress());
  }

  private Progress progress() {
    return new Progress(listed.get(), read.get(), matched.get(), gone.get(), unreadable.get());
  }

  private void put(QueueFile file) {
    try {
      files.put(file);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void readAll() {
    try {
      while (true) {
        QueueFile file = files.poll(20, TimeUnit.MILLISECONDS);
        if (file != null) {
          take(file);
        } else if (over && files.isEmpty()) {
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// After a failure the files are only counted, so that whoever lists them never waits for nobody.
  private void take(QueueFile file) {
    if (failure != null) {
      return;
    }
    try {
      QueueRead first = format.read(file);
      if (first instanceof QueueRead.Gone) {
        Optional<QueueFile> moved = format.find(file.id());
        if (moved.isPresent()) {
          look(moved.get(), format.read(moved.get()));
        } else {
          gone.incrementAndGet();
        }
      } else {
        look(file, first);
      }
    } catch (IOException e) {
      failure = e;
    } catch (RuntimeException e) { // a defect here must not leave the one who lists waiting
      failure = new IOException("cannot read " + file.id() + ": " + e, e);
    }
    read.incrementAndGet();
  }

  private void look(QueueFile file, QueueRead read) throws IOException {
    switch (read) {
      case QueueRead.Gone() -> gone.incrementAndGet();
      case QueueRead.Unfinished() -> gone.incrementAndGet();
      case QueueRead.Broken(_) -> unreadable.incrementAndGet();
      case QueueRead.Whole whole -> {
        try (whole) {
          look(file, whole);
        }
      }
    }
  }

  private void look(QueueFile file, QueueRead.Whole whole) throws IOException {
    if (!wanted.fits(whole.message())) {
      return;
    }
    byte[] octets;
    try (InputStream in = whole.content().open()) {
      octets = in.readNBytes(wanted.texts().isEmpty() ? HEADER : SEARCHED);
    }
    if (!search.fits(octets)) {
      return;
    }
    Entity message = Entity.read(octets, HEADER_BOUNDS);
    List<String> scripts = scripts(message);
    if (wanted.fits(scripts) && seen.add(file.id()) && matched.incrementAndGet() <= most) {
      found.add(
          new Found(
              file,
              shortened(whole.message()),
              message.header().text("Subject").map(QueueScan::cut),
              scripts));
    }
  }

  /// What a message says of the script that made it, in the order of the fields.
  static List<String> scripts(Entity message) {
    return SCRIPT_FIELDS.stream()
        .flatMap(message.header()::named)
        .map(Field::value)
        .map(String::strip)
        .map(QueueScan::cut)
        .filter(value -> !value.isEmpty())
        .limit(SCRIPTS)
        .toList();
  }

  private static String cut(String text) {
    return text.length() <= TEXT ? text : text.substring(0, TEXT);
  }

  private static QueuedMessage shortened(QueuedMessage it) {
    return new QueuedMessage(
        it.id(),
        it.state(),
        it.queue(),
        it.arrived(),
        it.since(),
        it.by(),
        it.sender(),
        it.open().subList(0, Math.min(it.open().size(), Found.RECIPIENTS)),
        List.of(),
        it.recipients(),
        it.octets());
  }
}
