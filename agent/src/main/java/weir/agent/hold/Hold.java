package weir.agent.hold;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.connections.Connection.Maker;
import weir.agent.connections.Makers;
import weir.agent.hold.Caught.By;
import weir.agent.hold.ProcessFinder.Found;
import weir.agent.kernel.PacketLogReader;
import weir.agent.kernel.Refused;
import weir.agent.kernel.SocketTable;
import weir.agent.process.Processes;
import weir.netlink.PacketLog.Packet;

/// Looks at who waits at the fence, in the network namespace of the thread that starts it: one
/// thread reads packets and does nothing else, another looks at processes and ends the connections.
public final class Hold implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Hold.class);

  /// Packets that wait to be looked at; of further ones the process is not looked at, and [#unseen]
  /// counts them.
  public static final int MOST_WAITING = 10_000;

  /// While fewer than this wait, each process is looked at; with more, each user has his share of
  /// looks, so that one cannot use up those of all others.
  static final int BUSY = 200;

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);
  private static final Duration LISTENING = Duration.ofMillis(500);

  private record Waiting(Packet packet, Instant at, long nanos) {}

  private final PacketLogReader packets;
  private final SocketTable sockets;
  private final Callers callers;
  private final ProcessFinder finder;
  private final Guests guests;
  private final Consumer<Maker> whileHeld;
  private final Consumer<Caught> told;
  private final Clock clock;
  private final String let;
  private final Looks looks = new Looks();
  private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong unseen = new AtomicLong();
  private volatile long lost;
  private volatile Optional<IOException> failure = Optional.empty();
  private final Thread listening =
      Thread.ofPlatform().name("weir-packets").daemon().unstarted(this::listen);
  private final Thread looking =
      Thread.ofPlatform().name("weir-hold").daemon().unstarted(this::look);
  private volatile boolean running = true;

  private Hold(
      PacketLogReader packets,
      SocketTable sockets,
      Callers callers,
      ProcessFinder finder,
      Guests guests,
      Consumer<Maker> whileHeld,
      Consumer<Caught> told,
      Clock clock,
      String let) {
    this.packets = packets;
    this.sockets = sockets;
    this.callers = callers;
    this.finder = finder;
    this.guests = guests;
    this.whileHeld = whileHeld;
    this.told = told;
    this.clock = clock;
    this.let = let;
  }

  /// What is watched, and with what.
  ///
  /// @param group to which the fence logs
  /// @param room octets for packets that were not read yet
  /// @param let how the rule calls packets that it lets through: their connections are not ended
  public record Settings(int group, int room, Set<Integer> ports, String let) {}

  /// @param whileHeld looks at whoever was found while he still waits: what a script is is read
  ///   before it can be deleted
  /// @param told of each packet, on a thread of ours: it must not wait
  /// @throws IOException where the packets are not ours to read
  public static Hold start(
      Settings settings,
      Processes processes,
      Makers makers,
      Clock clock,
      Consumer<Maker> whileHeld,
      Consumer<Caught> told)
      throws IOException {
    SocketTable sockets = SocketTable.open();
    PacketLogReader packets;
    try {
      packets = PacketLogReader.open(settings.group(), settings.room());
    } catch (IOException e) {
      sockets.close();
      throw e;
    }
    Callers callers = Callers.of(settings.ports(), processes);
    ProcessFinder finder = new ProcessFinder(callers, processes, makers);
    Guests guests = new Guests(processes, makers, settings.ports());
    Hold hold =
        new Hold(packets, sockets, callers, finder, guests, whileHeld, told, clock, settings.let());
    hold.listening.start();
    hold.looking.start();
    return hold;
  }

  /// How processes are found where a program of ours in the kernel does not say who connects, and
  /// why it does not, as a sentence; empty where it does.
  public Optional<String> withoutCallers() {
    return callers.lesser();
  }

  /// Packets that were read.
  public long read() {
    return read.get();
  }

  /// Packets that the kernel logged and that were not read, as far as those that were read tell.
  /// The counters of the fence know the rest.
  public long lost() {
    return lost;
  }

  /// Packets whose process was not looked at because too many waited.
  public long unseen() {
    return unseen.get();
  }

  /// Why it ended by itself; empty while it goes on.
  public Optional<IOException> failure() {
    return failure;
  }

  private void listen() {
    try (packets) {
      while (running) {
        packets.read(LISTENING, this::came);
        lost = packets.lost();
      }
    } catch (IOException e) {
      failure = Optional.of(e);
    }
  }

  private void came(Packet packet) {
    read.incrementAndGet();
    if (!waiting.offer(new Waiting(packet, clock.instant(), System.nanoTime()))) {
      unseen.incrementAndGet();
    }
  }

  private void look() {
    try (sockets) {
      while (running) {
        Waiting next = waiting.poll(LISTENING.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
          tell(next);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      failure = Optional.of(e);
    }
  }

  /// Whatever one packet leads to, the next ones are looked at.
  private void tell(Waiting next) throws IOException {
    try {
      told.accept(look(next));
    } catch (RuntimeException e) {
      unseen.incrementAndGet();
      log.warn("a connection that waits at the fence is not looked at", e);
    }
  }

  private Caught look(Waiting next) throws IOException {
    Packet packet = next.packet();
    Found found = new Found(Optional.empty(), By.NOT_LOOKED);
    boolean share = looks.take(packet.uid().orElse(-1), next.nanos());
    if (share || waiting.size() < BUSY) {
      found =
          sockets
              .find(packet.from(), packet.fromPort(), packet.to(), packet.toPort())
              .map(socket -> finder.find(socket, next.nanos()))
              .orElseGet(
                  () -> packet.uid().isPresent() ? Found.NOBODY : guests.of(packet, next.nanos()));
      found.maker().ifPresent(whileHeld);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - next.nanos());
    if (!packet.prefix().equals(let)) {
      end(packet);
    }
    return new Caught(packet, next.at(), found.maker(), found.by(), took);
  }

  /// A kernel can be built without this (CONFIG_INET_DIAG_DESTROY): the fence then refuses the
  /// packet when it comes again.
  private void end(Packet packet) throws IOException {
    try {
      sockets.destroy(packet.from(), packet.fromPort(), packet.to(), packet.toPort());
    } catch (Refused e) {
      if (e.errno() != Refused.EOPNOTSUPP) {
        throw e;
      }
    }
  }

  /// Nothing is told any more when this returns, and the packets are anybody's to read.
  @Override
  public void close() {
    running = false;
    callers.close();
    try {
      listening.join(CLOSE_WAIT);
      looking.join(CLOSE_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
