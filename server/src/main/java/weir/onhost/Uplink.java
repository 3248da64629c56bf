package weir.onhost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.link.Calls;
import weir.link.Messages;
import weir.link.Messages.Marked;

/// The link to the server, outwards only: one thread tells what was seen and goes on from where the
/// server kept the last of it, another asks for orders. While the server is away both try again,
/// ever more seldom, and what is seen waits in the journal. A report that the server does not take,
/// though it takes others, is set aside and counted: what is behind it has to go on.
final class Uplink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Uplink.class);

  /// Octets of reports at once.
  static final int BATCH = 256 * 1024;

  /// How long what is seen may wait for more of it.
  private static final Duration GATHER = Duration.ofSeconds(1);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

  private final ServerCalls server;
  private final ReportJournal journal;
  private final Orders orders;
  private final InstantSource clock;
  private final Semaphore news;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Optional<Instant> heard = Optional.empty();
  private final Way toServer = new Way("what is seen waits here", "what is seen is told again");
  private final Way fromServer = new Way("no orders come", "orders come again");
  private final Thread telling;
  private final Thread asking;

  private Uplink(
      ServerCalls server,
      ReportJournal journal,
      Semaphore news,
      Orders orders,
      InstantSource clock) {
    this.server = server;
    this.journal = journal;
    this.news = news;
    this.orders = orders;
    this.clock = clock;
    this.telling =
        Thread.ofPlatform().daemon().name("weir-reports").unstarted(() -> go(toServer, this::tell));
    this.asking =
        Thread.ofPlatform().daemon().name("weir-orders").unstarted(() -> go(fromServer, this::ask));
  }

  /// Begins to tell and to ask.
  ///
  /// @param server is closed with the link
  /// @param news is released when there is something to tell
  static Uplink start(
      ServerCalls server,
      ReportJournal journal,
      Semaphore news,
      Orders orders,
      InstantSource clock) {
    Uplink link = new Uplink(server, journal, news, orders, clock);
    link.telling.start();
    link.asking.start();
    return link;
  }

  /// When the server answered last.
  Optional<Instant> heard() {
    return heard;
  }

  /// Why it is not told, or not asked; empty while it is both.
  Optional<String> trouble() {
    Optional<String> to = toServer.trouble;
    Optional<String> from = fromServer.trouble;
    if (to.equals(from)) {
      return to;
    }
    return Optional.of(
        Stream.of(to.map(toServer::words), from.map(fromServer::words))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; ")));
  }

  /// One of the two directions: each may fail without the other.
  private static final class Way {
    private final String lacking;
    private final String again;
    private volatile Optional<String> trouble = Optional.empty();

    Way(String lacking, String again) {
      this.lacking = lacking;
      this.again = again;
    }

    String words(String why) {
      return lacking + ": " + why;
    }

    void failed(String why) {
      if (!trouble.equals(Optional.of(why))) {
        log.warn("{}", words(why));
      }
      trouble = Optional.of(why);
    }

    void answered() {
      if (trouble.isPresent()) {
        log.info("the server is reached again: {}", again);
      }
      trouble = Optional.empty();
    }
  }

  /// One piece of work with the server.
  private interface Piece {
    /// @return whether the server was asked, and answered
    boolean run() throws IOException, InterruptedException;
  }

  private void go(Way way, Piece piece) {
    Duration pause = FIRST_PAUSE;
    try {
      while (closing.getCount() > 0) {
        try {
          if (piece.run()) {
            heard = Optional.of(clock.instant());
            way.answered();
          }
          pause = FIRST_PAUSE;
        } catch (IOException | RuntimeException e) {
          if (closing.getCount() > 0) {
            way.failed(String.valueOf(e.getMessage()));
          }
          if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
          Duration longer = pause.multipliedBy(2);
          pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean tell() throws IOException, InterruptedException {
    List<Marked> batch = journal.next(BATCH);
    if (batch.isEmpty()) {
      news.acquire();
      news.drainPermits();
      closing.await(GATHER.toMillis(), TimeUnit.MILLISECONDS);
      return false;
    }
    try {
      tell(batch);
    } catch (NotTaken _) {
      for (Marked each : batch) {
        tellAlone(each);
      }
    }
    return true;
  }

  private void tell(List<Marked> batch) throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder();
    batch.forEach(each -> body.append(each.text()));
    String answer = server.ask(Calls.REPORTS, body.toString().getBytes(StandardCharsets.US_ASCII));
    journal.kept(Messages.read(answer, Calls.Kept.class).mark());
  }

  private void tellAlone(Marked report) throws IOException, InterruptedException {
    try {
      tell(List.of(report));
    } catch (NotTaken e) {
      tell(List.of()); // where not even that is taken, it is not because of this report
      log.warn("a report is set aside and counted: {}", e.getMessage());
      journal.setAside(report.mark());
    }
  }

  private boolean ask() throws IOException, InterruptedException {
    byte[] body =
        Messages.value(new Calls.Asking(orders.last())).getBytes(StandardCharsets.US_ASCII);
    String answer = server.ask(Calls.ORDERS, body);
    for (Calls.Signed each : Messages.read(answer, Calls.Orders.class).orders()) {
      orders.take(each);
    }
    return true;
  }

  @Override
  public void close() {
    closing.countDown();
    server.close();
    for (Thread each : List.of(telling, asking)) {
      each.interrupt();
      try {
        each.join(CLOSE_WAIT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
