package weir.resolver;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import weir.dns.Answer;
import weir.dns.Question;
import weir.dns.RecordType;

/// Carries questions to name servers and brings the answers back: chooses the server, sends, waits,
/// tries the next.
///
/// Whoever asks sends the first packet on its own thread; everything later happens on one thread of
/// the courier, which sleeps while nothing is under way. Answers are delivered on that thread.
final class Courier implements AutoCloseable {

  /// Where the outcome of each exchange goes, exactly once.
  interface Receiver {

    /// @param remember false for failures of ours that say nothing about the name
    void accept(Exchange exchange, Answer answer, boolean remember);
  }

  private static final Question PROBE = new Question(".", RecordType.NS);
  private static final Answer.Failed ALL_DOWN = failed("no name server answers");
  private static final Answer.Failed CLOSED =
      new Answer.Failed("the resolver is closed", Answer.Failure.OURS);

  private final Selector selector;
  private final NameServers servers;
  private final Ids ids;
  private final Tallies tallies;
  private final AnswerReader reader;
  private final Receiver receiver;
  private final long patience;
  private final Duration tick;
  private final Thread thread;
  private volatile boolean closed;

  Courier(ResolverSettings settings, RandomGenerator chance, Tallies tallies, Receiver receiver)
      throws IOException {
    this.selector = Selector.open();
    this.servers = new NameServers(settings, selector);
    this.ids = new Ids(chance);
    this.tallies = tallies;
    this.reader = new AnswerReader(settings);
    this.receiver = receiver;
    this.patience = settings.patience().toNanos();
    this.tick = Duration.ofMillis(Math.clamp(settings.patience().toMillis() / 8, 2, 50));
    this.thread = Thread.ofPlatform().daemon().name("resolver").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Sends the exchange on its way, or on again after an attempt that came to nothing. The caller
  /// must own it.
  void send(Exchange exchange) {
    while (true) {
      long now = System.nanoTime();
      NameServer server = choose(exchange, now);
      if (server == null) {
        return;
      }
      exchange.attempts++;
      exchange.until = isLast(exchange, now) ? exchange.deadline : now + patience;
      try {
        tallies.sent.increment();
        UdpPort port = server.port();
        port.send(exchange, ids);
        if (closed) {
          port.claimAll(one -> one == exchange, this::send); // nobody waits for its answer any more
        }
        return;
      } catch (ClosedChannelException | ClosedSelectorException _) {
        exchange.attempts--; // the port was put away just then, or everything was
      } catch (IOException e) {
        unreachable(exchange, server, e);
      }
    }
  }

  /// The server for the next attempt; none when the exchange is over, and then it is delivered.
  private @Nullable NameServer choose(Exchange exchange, long now) {
    if (closed) {
      return over(exchange, CLOSED, false);
    }
    if (exchange.probed != null) {
      return exchange.attempts == 0 ? exchange.probed : over(exchange, exchange.failed, false);
    }
    if (exchange.attempts >= servers.attempts() || exchange.deadline - now <= 0) {
      return over(exchange, exchange.failed, true);
    }
    NameServer server = servers.next(exchange);
    if (server != null) {
      return server;
    }
    return exchange.attempts == 0
        ? over(exchange, ALL_DOWN, false)
        : over(exchange, exchange.failed, true);
  }

  private @Nullable NameServer over(Exchange exchange, Answer.Failed why, boolean remember) {
    deliver(exchange, why, remember);
    return null;
  }

  private static Answer.Failed failed(String cause) {
    return new Answer.Failed(cause, Answer.Failure.SERVER);
  }

  private void deliver(Exchange exchange, Answer answer, boolean remember) {
    if (exchange.probed == null) {
      receiver.accept(exchange, answer, remember);
    }
  }

  /// After the last attempt nobody else will be asked, so it gets all the time that is left.
  private boolean isLast(Exchange exchange, long now) {
    return exchange.attempts >= servers.attempts() || exchange.deadline - now <= patience;
  }

  private void unreachable(Exchange exchange, NameServer server, IOException e) {
    exchange.setUseless(server, failed("cannot reach " + server + ": " + e.getMessage()));
    missed(exchange, server);
  }

  private void missed(Exchange exchange, NameServer server) {
    long now = System.nanoTime();
    if (exchange.probed == null) {
      server.health().missed(now);
    } else {
      server.health().probeMissed(now);
    }
  }

  private void run() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    long nextRound = System.nanoTime();
    while (!closed) {
      try {
        selector.select(key -> receive((UdpPort) key.attachment(), buffer), rest());
        if (System.nanoTime() - nextRound >= 0) {
          nextRound = System.nanoTime() + tick.toNanos();
          round();
        }
      } catch (IOException | RuntimeException | Error defect) {
        tallies.defects.happened(defect);
        LockSupport.parkNanos(tick.toNanos()); // or one that stays would take a whole processor
      }
    }
    shut();
  }

  /// A step with an exchange that we own. A defect ends this exchange and nothing else: its askers
  /// are told, and later ones do not join a question that has no end.
  private void take(Exchange exchange, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error defect) {
      tallies.defects.happened(defect);
      deliver(exchange, new Answer.Failed("defect: " + defect, Answer.Failure.OURS), false);
    }
  }

  /// Milliseconds to sleep at most.
  private long rest() {
    boolean asleep = selector.keys().isEmpty() && servers.areGood();
    return asleep ? 0 : tick.toMillis(); // 0 is for ever: a new port wakes us
  }

  private void receive(UdpPort port, ByteBuffer buffer) {
    try {
      if (!port.receive(buffer)) {
        return;
      }
    } catch (IOException e) {
      port.claimAll(_ -> true, one -> take(one, () -> again(one, port.server, e)));
      return;
    }
    Exchange exchange = port.claim(buffer);
    if (exchange == null) {
      tallies.strays.increment();
    } else {
      take(exchange, () -> answered(exchange, port.server, buffer));
    }
  }

  private void again(Exchange exchange, NameServer server, IOException e) {
    unreachable(exchange, server, e);
    send(exchange);
  }

  private void answered(Exchange exchange, NameServer server, ByteBuffer packet) {
    server.health().answered();
    if (exchange.probed != null) {
      server.health().probeAnswered();
    } else if (ReceivedPacket.dislikesEdns(packet) && exchange.hasEdns()) {
      exchange.dropEdns();
      exchange.attempts--;
      send(exchange);
    } else if (ReceivedPacket.isTruncated(packet)) {
      Thread.ofVirtual()
          .name("resolver-tcp")
          .start(() -> take(exchange, () -> overTcp(exchange, server)));
    } else {
      byte[] octets = new byte[packet.remaining()];
      packet.get(octets);
      conclude(exchange, server, octets);
    }
  }

  private void overTcp(Exchange exchange, NameServer server) {
    tallies.overTcp.increment();
    byte[] octets;
    try {
      octets = TcpAsk.ask(server.address(), exchange.message, exchange.deadline);
    } catch (IOException e) {
      boolean late = e instanceof SocketTimeoutException;
      exchange.setUseless(
          server,
          new Answer.Failed(
              "TCP to " + server + ": " + e.getMessage(),
              late ? Answer.Failure.TIMEOUT : Answer.Failure.SERVER));
      send(exchange);
      return;
    }
    conclude(exchange, server, octets);
  }

  /// A failure that a server reports may be that server's alone, so the next one is asked.
  private void conclude(Exchange exchange, NameServer server, byte[] octets) {
    Answer answer = reader.read(exchange.question, octets, server.toString());
    if (answer instanceof Answer.Failed failed) {
      exchange.setUseless(server, failed);
      send(exchange);
    } else {
      deliver(exchange, answer, true);
    }
    tallies.defects.none();
  }

  /// What is done now and then: give up attempts, put away ports, look after servers that are down.
  private void round() {
    long now = System.nanoTime();
    for (SelectionKey key : selector.keys()) {
      UdpPort port = (UdpPort) key.attachment();
      port.claimAll(one -> now - one.until >= 0, one -> take(one, () -> late(one, port.server)));
      if (port.isSpent()) {
        port.close();
      }
    }
    servers.takeProbes(now, server -> send(Exchange.probe(PROBE, server, now + patience)));
  }

  private void late(Exchange exchange, NameServer server) {
    tallies.timeouts.increment();
    exchange.failed =
        new Answer.Failed("no answer from " + server + " in time", Answer.Failure.TIMEOUT);
    missed(exchange, server);
    send(exchange);
  }

  private void shut() {
    for (SelectionKey key : selector.keys()) {
      UdpPort port = (UdpPort) key.attachment();
      port.claimAll(_ -> true, this::send); // which says that we are closed
      port.close();
    }
    try {
      selector.close();
    } catch (IOException _) {
      // nothing left to release
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
  }
}
