package weir.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.journal.Entry;
import weir.journal.Journal;
import weir.maillog.Entrance;
import weir.maillog.LogEvent;
import weir.net.IpAddress;
import weir.observation.Observation;
import weir.observation.Observations;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.verdict.Role;

/// Our own gateway as a source: what the journal is told of messages of those who log in, and of
/// our own hosts, is an observation, without any log in between. Where logs of servers behind it
/// are read, strangers' messages are, too, so that nobody takes them for ours there.
///
/// The journal comes first, and the session waits for neither. What waits here is bounded; what is
/// beyond the bound is counted and is in the journal only.
public final class GatewaySource implements Journal, AutoCloseable {
  /// What the source is called.
  public static final String NAME = "gateway";

  /// Who is the witness of messages that came where strangers come.
  static final String MX = "gateway-mx";

  private static final Logger log = LoggerFactory.getLogger(GatewaySource.class);
  private static final int MOST_WAITING = 50_000;

  /// Strangers' messages are not told when more than these wait: a flood of them costs no
  /// customer's.
  private static final int MOST_WAITING_OF_STRANGERS = MOST_WAITING / 2;

  private static final int MOST_AT_ONCE = 2_000;
  private static final Duration TOGETHER = Duration.ofMillis(200);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Journal journal;
  private final String host;
  private final Function<String, Optional<IpAddress>> hops;
  private final boolean withStrangers;
  private final BlockingQueue<Entry.Transaction> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong lost = new AtomicLong();
  private volatile boolean closing;
  private @Nullable Thread teller;
  private long mark;

  /// @param journal where every entry goes first
  /// @param host the provider's own name for this host
  /// @param hops address of a next hop, by its name
  /// @param withStrangers whether strangers' messages are told, too
  public GatewaySource(
      Journal journal,
      String host,
      Function<String, Optional<IpAddress>> hops,
      boolean withStrangers) {
    this.journal = journal;
    this.host = host;
    this.hops = hops;
    this.withStrangers = withStrangers;
  }

  /// Tells what it has seen, and from now on what it sees.
  ///
  /// @param before the mark up to which it told everything before
  public void tell(Observations observations, long before) {
    mark = before;
    teller = Thread.ofPlatform().name("gateway-source").daemon().start(() -> run(observations));
  }

  @Override
  public void add(Entry entry) {
    journal.add(entry);
    if (entry instanceof Entry.Transaction message
        && (isOurs(message) || withStrangers)
        && isTaken(message.outcome())
        && !accept(message)) {
      lost.incrementAndGet();
    }
  }

  /// Messages that were not told because too many waited.
  public long lost() {
    return lost.get();
  }

  private boolean accept(Entry.Transaction message) {
    return (isOurs(message) || waiting.size() < MOST_WAITING_OF_STRANGERS)
        && waiting.offer(message);
  }

  /// Strangers' messages are not what our customers send.
  private static boolean isOurs(Entry.Transaction message) {
    return message.client().role() != Role.MX;
  }

  private static boolean isTaken(Entry.End outcome) {
    return outcome == Entry.End.DELIVERED || outcome == Entry.End.HELD;
  }

  private void run(Observations observations) {
    List<Observations.Told> untold = new ArrayList<>();
    try {
      while (!closing || !waiting.isEmpty() || !untold.isEmpty()) {
        collect(untold);
        if (!untold.isEmpty() && kept(observations, untold)) {
          untold.clear();
        } else if (!untold.isEmpty()) {
          if (closing) {
            return;
          }
          Thread.sleep(AGAIN);
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for the first, then a little for others: they share one write.
  private void collect(List<Observations.Told> into) throws InterruptedException {
    if (into.isEmpty()) {
      Entry.Transaction first =
          waiting.poll(closing ? 0 : TOGETHER.toMillis(), TimeUnit.MILLISECONDS);
      if (first == null) {
        return;
      }
      into.add(new Observations.Told(++mark, seen(first)));
      Thread.sleep(closing ? Duration.ZERO : TOGETHER);
    }
    while (into.size() < MOST_AT_ONCE) {
      Entry.Transaction next = waiting.poll();
      if (next == null) {
        return;
      }
      into.add(new Observations.Told(++mark, seen(next)));
    }
  }

  private static boolean kept(Observations observations, List<Observations.Told> all) {
    try {
      observations.take(NAME, all);
      return true;
    } catch (IOException e) {
      log.error("what the gateway saw waits: {}", e.getMessage());
      return false;
    }
  }

  private List<Observation> seen(Entry.Transaction message) {
    Witness witness = new Witness(isOurs(message) ? NAME : MX, host, message.at(), Writer.SERVER);
    QueueKey key = new QueueKey(host, message.id(), message.at());
    List<Entry.RecipientLine> taken =
        message.recipients().stream().filter(Entry.RecipientLine::accepted).toList();
    List<Observation> seen = new ArrayList<>();
    seen.add(
        new Observation.Entered(
            witness,
            key,
            Optional.of(entrance(message.client())),
            message.sender(),
            OptionalLong.of(message.size()),
            OptionalInt.of(taken.size()),
            message.heading().messageId(),
            message.heading().subject(),
            Optional.empty(),
            Optional.empty(),
            message.heading().script(),
            message.heading().received(),
            message.heading().likeness()));
    message
        .heading()
        .origin()
        .ifPresent(token -> seen.add(new Observation.Vouched(witness, key, token)));
    message
        .hop()
        .ifPresent(hop ->
            taken.stream()
                .filter(recipient -> recipient.kept() == Entry.Kept.NOT)
                .map(recipient -> handed(witness, key, recipient, hop))
                .forEach(seen::add));
    boolean held = taken.stream().anyMatch(recipient -> recipient.kept() != Entry.Kept.NOT);
    seen.add(held ? new Observation.Held(witness, key) : new Observation.Ended(witness, key));
    return seen;
  }

  private Observation handed(
      Witness witness, QueueKey key, Entry.RecipientLine recipient, Entry.HopLine hop) {
    return new Observation.Handled(
        witness,
        key,
        recipient.recipient(),
        Optional.empty(),
        LogEvent.Result.DELIVERED,
        Optional.of(hop.hop()),
        hops.apply(hop.hop()),
        hop.reply(),
        hop.queueId());
  }

  private static Entrance entrance(Entry.Client client) {
    return new Entrance.Client(
        Optional.of(client.address()),
        OptionalInt.of(client.port()),
        client.reverseName(),
        Optional.of(client.helo()),
        client.login().map(name -> new Entrance.Login("AUTH", name)));
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    Thread running = teller;
    if (running != null) {
      running.join(AGAIN);
    }
  }
}
