package weir.held;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.journal.Entry;
import weir.journal.Journal;
import weir.mail.Envelope;
import weir.mail.HeaderField;
import weir.mail.Path;
import weir.nexthop.Handing;
import weir.nexthop.Handover;
import weir.nexthop.NextHop;
import weir.smtp.Reply;
import weir.threads.FewThreads;

/// Hands released messages on, and ends those whose time is over.
///
/// It looks once a second. A message that the next hop cannot take now is tried again, ever less
/// often; one that it refuses for good is held again. A crash between the hop's answer and our
/// commit makes a second copy, never a loss.
public final class Releaser implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Releaser.class);
  private static final long BETWEEN_LOOKS_MILLIS = 1_000;
  private static final Duration LAST_HANDOVERS = Duration.ofSeconds(5);

  /// Messages ended in one look; the others come with the next.
  private static final int ENDED_AT_ONCE = 1_000;

  private static final int TEXT_LIMIT = 500;

  private final HeldStore store;
  private final Ways ways;
  private final Journal journal;
  private final InstantSource clock;
  private final ExecutorService hands;
  private final Set<Key> underWay = ConcurrentHashMap.newKeySet();
  private final Semaphore woken = new Semaphore(0);
  private volatile boolean closed;

  /// Where mail for a recipient goes now.
  @FunctionalInterface
  public interface Ways {
    /// @param before the hop that the recipient had when the message came; what is left where the
    ///   tables cannot tell
    /// @return empty where no such hop is configured
    Optional<NextHop> to(Path recipient, String before) throws InterruptedException;
  }

  public Releaser(HeldStore store, Ways ways, Journal journal, InstantSource clock) {
    this.store = store;
    this.ways = ways;
    this.journal = journal;
    this.clock = clock;
    this.hands =
        new FewThreads(
            "held-release", store.settings().releasesAtOnce(), store.settings().releasesAtOnce());
  }

  public void start() {
    store.whenReleased(this::wake);
    Thread.ofPlatform().daemon().name("held-releaser").start(this::run);
  }

  private void run() {
    while (!closed) {
      try {
        if (store.isAlone()) {
          look();
        }
      } catch (IOException | RuntimeException e) {
        log.warn("held messages cannot be looked after now: {}", e.toString());
      }
      pause();
    }
  }

  private void pause() {
    try {
      if (woken.tryAcquire(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
        woken.drainPermits();
      }
    } catch (InterruptedException _) {
      closed = true;
    }
  }

  /// Looks at once: there is something to release.
  private void wake() {
    woken.release();
  }

  private void begin(HeldMessage message) {
    try {
      hands.execute(() -> release(message));
    } catch (RejectedExecutionException e) {
      underWay.remove(message.key());
      throw e;
    }
  }

  private void look() throws IOException {
    int room = store.settings().releasesAtOnce() - underWay.size();
    if (room > 0) {
      for (HeldMessage each : store.due(underWay.size() + room)) {
        if (underWay.size() < store.settings().releasesAtOnce() && underWay.add(each.key())) {
          begin(each);
        }
      }
    }
    for (HeldMessage ended : store.expire(ENDED_AT_ONCE)) {
      log.info("held message {} was deleted: its time is over", ended.key());
      note("held-expired", ended, "");
    }
  }

  private void release(HeldMessage message) {
    try {
      handOn(message.tried());
    } catch (IOException | RuntimeException e) {
      log.warn("held message {} could not be released: {}", message.key(), e.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // we end; it is tried again at the next start
    } finally {
      underWay.remove(message.key());
      wake();
    }
  }

  private void handOn(HeldMessage message) throws IOException, InterruptedException {
    Optional<NextHop> hop = way(message);
    if (hop.isEmpty()) {
      later(message, "no next hop " + message.hop() + " is configured");
      return;
    }
    if (apart(message, hop.get())) {
      return;
    }
    Handing handing =
        new Handing(
            message.key().id(),
            message.envelope(),
            added(message),
            store.content(message),
            message.client(),
            () -> true);
    switch (hop.get().handOver(handing)) {
      case Handover.Taken(var reply, var _) -> taken(message, hop.get(), reply);
      case Handover.TakenBySome _ ->
          throw new IllegalStateException("held messages go to LMTP one recipient at a time");
      case Handover.Refused(var where, var reply, var recipients) ->
          refused(message, where + ": " + reply, reply, recipients);
      case Handover.Failed(var cause, var _) -> later(message, cause);
      case Handover.NoRoom(var cause) -> later(message, cause);
      case Handover.Busy(var cause) -> later(message, cause);
      case Handover.OurFault(var cause) -> later(message, cause);
      case Handover.ClientGone() -> later(message, "not handed on");
    }
  }

  private Optional<NextHop> way(HeldMessage message) throws InterruptedException {
    return ways.to(message.envelope().recipients().getFirst().path(), message.hop());
  }

  /// Recipients that have another next hop by now, or are more than it takes at once, become
  /// messages of their own.
  private boolean apart(HeldMessage message, NextHop hop) throws IOException, InterruptedException {
    List<Envelope.Recipient> same = new ArrayList<>();
    List<Envelope.Recipient> others = new ArrayList<>();
    for (Envelope.Recipient each : message.envelope().recipients()) {
      boolean here =
          ways.to(each.path(), message.hop())
              .map(way -> way.name().equals(hop.name()))
              .orElse(false);
      (here && same.size() < hop.recipientsAtOnce(false) ? same : others).add(each);
    }
    if (others.isEmpty()) {
      return false;
    }
    store.split(message, List.of(of(message, same), of(message, others)));
    return true;
  }

  private static HeldMessage of(HeldMessage message, List<Envelope.Recipient> some) {
    Envelope whole = message.envelope();
    return message.with(message.key(), new Envelope(whole.sender(), whole.parameters(), some));
  }

  /// Whoever gets a message late is told why. A copy that nobody kept from its recipient arrives
  /// like any other.
  private List<HeaderField> added(HeldMessage message) {
    if (message.why().by().equals(Why.COPY)) {
      return List.of();
    }
    return List.of(
        HeaderField.cleaned(
            "X-Weir-Held",
            "from %s to %s because of %s"
                .formatted(
                    message.at().truncatedTo(ChronoUnit.SECONDS),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS),
                    message.why().by()),
            TEXT_LIMIT));
  }

  private void taken(HeldMessage message, NextHop hop, Reply reply) throws IOException {
    HeldMessage next =
        message.as(HeldState.RELEASED, clock.instant(), Instant.EPOCH, reply.toString());
    store.move(next, HeldState.RELEASING);
    log.info("held message {} was handed to {}: {}", message.key(), hop.name(), reply);
    note("held-released", message, hop.name() + ": " + reply);
  }

  /// Of several recipients those that the hop would take are tried again without the others.
  private void refused(HeldMessage message, String said, Reply reply, Map<Path, Reply> recipients)
      throws IOException {
    List<Envelope.Recipient> rest =
        message.envelope().recipients().stream()
            .filter(each -> !recipients.containsKey(each.path()))
            .toList();
    if (recipients.isEmpty() || rest.isEmpty() && recipients.size() == 1) {
      decide(message, said, reply.isPermanent());
      return;
    }
    List<HeldMessage> parts = new ArrayList<>();
    if (!rest.isEmpty()) {
      parts.add(of(message, rest));
    }
    for (Envelope.Recipient each : message.envelope().recipients()) {
      Reply own = recipients.get(each.path());
      if (own != null) {
        parts.add(after(of(message, List.of(each)), "RCPT: " + own, own.isPermanent()));
      }
    }
    store.split(message, parts);
  }

  private void decide(HeldMessage message, String said, boolean forGood) throws IOException {
    store.move(after(message, said, forGood), HeldState.RELEASING);
    if (forGood) {
      log.warn("held message {} stays held, the next hop refused it: {}", message.key(), said);
      note("held-refused", message, said);
    }
  }

  private void later(HeldMessage message, String cause) throws IOException {
    decide(message, cause, false);
  }

  private HeldMessage after(HeldMessage message, String said, boolean forGood) {
    Instant now = clock.instant();
    return forGood
        ? message.as(HeldState.HELD, now, Instant.EPOCH, said)
        : message.as(
            HeldState.RELEASING, now, now.plus(store.settings().afterTry(message.tries())), said);
  }

  /// Under the message's own id, so that `weir why` tells it with the rest.
  private void note(String what, HeldMessage message, String said) {
    journal.add(
        new Entry.Act(
            message.key().id(), clock.instant(), what, "weir", HeldWords.details(message, said)));
  }

  @Override
  public void close() {
    closed = true;
    wake();
    hands.shutdown();
    try {
      if (!hands.awaitTermination(LAST_HANDOVERS.toMillis(), TimeUnit.MILLISECONDS)) {
        log.info("released messages were still being handed on; they are tried again");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
