package weir.onhost;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.enforcement.GatewayPoint;
import weir.files.OwnerOnly;
import weir.link.SigningKey;
import weir.observation.Observation;
import weir.observation.Observations;
import weir.state.State;
import weir.uplink.HostBounds;
import weir.uplink.Power;
import weir.uplink.Report;

/// A gateway as an agent of control: what it sees waits on its disk until control has it, and what
/// control orders about logins it carries out. It has one key, which proves who it is and gives it
/// no say over anybody else.
public final class ControlLink implements Observations, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ControlLink.class);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// How often control is told how the gateway is, though nothing changed.
  private static final int MINUTES_ALIVE = 60;

  /// Observations of one report: a message may have thousands of recipients, and no report may be
  /// longer than what control takes at once.
  private static final int MOST_AT_ONCE = 100;

  private final ReportJournal journal;
  private final OrderedMail mail;
  private final HostBounds bounds;
  private final InstantSource clock;
  private final Instant since;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Semaphore news;
  private final Uplink uplink;
  private long told;

  /// Pieces that are kept of what comes behind [#told].
  private int begun;

  private ControlLink(
      ReportJournal journal,
      OrderedMail mail,
      HostBounds bounds,
      Semaphore news,
      Uplink uplink,
      InstantSource clock) {
    this.journal = journal;
    this.mail = mail;
    this.bounds = bounds;
    this.news = news;
    this.uplink = uplink;
    this.clock = clock;
    this.since = clock.instant();
  }

  /// Begins.
  ///
  /// @param hostName of the gateway, as which it has to be enrolled
  /// @param state in which the gateway looks for what is in force
  /// @throws IOException with a sentence for people where it is not enrolled so, or its folder
  ///   cannot be read
  public static ControlLink start(
      ControlSettings settings, String hostName, State state, InstantSource clock)
      throws IOException {
    Path folder = settings.agent();
    KnownServer control =
        KnownServer.in(folder)
            .orElseThrow(() ->
                new IOException(
                    "%s knows no control: enrol this gateway there, as %s"
                        .formatted(folder, hostName)));
    if (!control.host().equals(hostName)) {
      throw new IOException(
          "control calls this gateway %s, and its host-name is %s: enrol it as that"
              .formatted(control.host(), hostName));
    }
    OwnerOnly.folder(folder);
    OrderedMail mail = OrderedMail.in(folder, new GatewayPoint("gateway", state, clock), clock);
    ReportJournal reports =
        ReportJournal.open(folder.resolve("reports"), settings.journal().bytes(), clock);
    try {
      HostBounds bounds = settings.bounds();
      ServerCalls calls = new ServerCalls(control, SigningKey.in(folder.resolve("key")), clock);
      Orders orders = Orders.in(folder, control, bounds, mail, calls::answer, clock);
      Semaphore news = new Semaphore(0);
      Uplink uplink = Uplink.start(calls, reports, news, orders, clock);
      ControlLink link = new ControlLink(reports, mail, bounds, news, uplink, clock);
      Thread.ofPlatform().daemon().name("weir-control-link").start(link::watch);
      return link;
    } catch (IOException | RuntimeException e) {
      reports.close();
      throw e;
    }
  }

  private void watch() {
    int minute = 0;
    try {
      do {
        try {
          if (minute % MINUTES_ALIVE == 0) {
            journal.add(alive());
            news.release();
          }
          mail.keep(uplink.heard().orElse(since));
        } catch (IOException | RuntimeException e) {
          log.warn("what is ordered cannot be kept up: {}", e.toString());
        }
        minute++;
      } while (!closing.await(MINUTE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private Report.Alive alive() {
    String built = ControlLink.class.getPackage().getImplementationVersion();
    List<String> powers = bounds.powers().stream().map(Power::word).sorted().toList();
    return new Report.Alive(clock.instant(), built == null ? "0" : built, powers, List.of());
  }

  /// Has it on the disk when it returns. The numbers of a source begin anew with each process; by
  /// the journal's own, control takes each report once.
  ///
  /// @throws IOException while there is no room: whoever tells waits
  @Override
  public synchronized void take(String source, List<Told> news) throws IOException {
    for (Told each : news) {
      if (each.mark() > told) {
        List<List<Observation>> pieces = pieces(each.observations());
        while (begun < pieces.size()) {
          if (!journal.hasRoom()) {
            throw new IOException("there is no room for more while control is away");
          }
          List<Observation> next = pieces.get(begun);
          journal.add(new Report.Seen(clock.instant(), source, OptionalLong.empty(), next));
          begun++;
        }
        begun = 0;
        told = each.mark();
      }
    }
    journal.sync();
    this.news.release();
  }

  private static List<List<Observation>> pieces(List<Observation> all) {
    List<List<Observation>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
      pieces.add(all.subList(from, Math.min(from + MOST_AT_ONCE, all.size())));
    }
    return pieces;
  }

  /// Why control is not told; empty while it is.
  public Optional<String> trouble() {
    return uplink
        .trouble()
        .map(why -> "control: %s; %,d reports wait".formatted(why, journal.waiting()));
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    uplink.close();
    journal.close();
  }
}
