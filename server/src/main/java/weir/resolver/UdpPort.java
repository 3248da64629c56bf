package weir.resolver;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A local port, chosen by the system at random, that talks to one name server only: the kernel
/// drops what comes from elsewhere, and tells us when nobody listens there.
///
/// Serves a limited number of questions, then another port takes its place: a forger has to guess
/// both port and id (RFC 5452 section 9.2). A port of its own for each question would be a little
/// harder to guess and costs four more calls into the kernel.
final class UdpPort {

  /// Questions that a port serves in its life.
  static final int LIFE = 256;

  /// Nanoseconds after which another port takes its place in any case.
  private static final long AGE = Duration.ofSeconds(10).toNanos();

  /// Packets that answer nothing: more, and somebody may be guessing.
  static final int MAX_STRAYS = 32;

  final NameServer server;
  private final DatagramChannel channel;
  private final ConcurrentHashMap<Integer, Exchange> pending = new ConcurrentHashMap<>();
  private final long born = System.nanoTime();
  private final AtomicInteger used = new AtomicInteger();
  private final AtomicInteger strays = new AtomicInteger();
  private boolean spentBefore; // known to the one thread that receives

  private UdpPort(NameServer server, DatagramChannel channel) {
    this.server = server;
    this.channel = channel;
  }

  static UdpPort open(NameServer server, Selector selector) throws IOException {
    boolean ipv6 = server.address().getAddress() instanceof Inet6Address;
    DatagramChannel channel =
        DatagramChannel.open(ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    try {
      channel.configureBlocking(false);
      channel.connect(server.address());
      UdpPort port = new UdpPort(server, channel);
      channel.register(selector, SelectionKey.OP_READ, port);
      selector.wakeup(); // or it would not look at the new one before its next round
      return port;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// Takes part of the port's life; false when there is none left.
  boolean take() {
    return !isOver() && used.incrementAndGet() <= LIFE;
  }

  private boolean isOver() {
    return used.get() >= LIFE || strays.get() > MAX_STRAYS || System.nanoTime() - born > AGE;
  }

  /// Whether it takes no more questions and waits for no more answers. Somebody may just be about
  /// to send all the same: so ask twice, some time apart.
  boolean isSpent() {
    boolean spent = isOver() && pending.isEmpty();
    boolean twice = spent && spentBefore;
    spentBefore = spent;
    return twice;
  }

  /// Sends the question. From here on the exchange may have another owner, and is not touched
  /// again; except when this throws.
  void send(Exchange exchange, Ids ids) throws IOException {
    int id;
    do {
      id = ids.next();
      QuestionWriter.setId(exchange.message, id);
    } while (pending.putIfAbsent(id, exchange) != null);
    byte[] message = exchange.message;
    try {
      write(message);
    } catch (IOException e) {
      if (pending.remove(id, exchange)) {
        throw e;
      }
    }
  }

  private void write(byte[] message) throws IOException {
    try {
      channel.write(ByteBuffer.wrap(message));
    } catch (PortUnreachableException _) {
      channel.write(
          ByteBuffer.wrap(message)); // that was about an earlier packet; this one was not sent
    }
  }

  /// Reads one packet; false when there was none.
  boolean receive(ByteBuffer buffer) throws IOException {
    buffer.clear();
    if (channel.read(buffer) <= 0) {
      return false;
    }
    buffer.flip();
    return true;
  }

  /// The exchange that this packet answers, which the caller owns from now on.
  @Nullable Exchange claim(ByteBuffer packet) {
    int id = ReceivedPacket.id(packet);
    Exchange exchange = id < 0 ? null : pending.get(id);
    if (exchange != null
        && ReceivedPacket.answers(packet, exchange.message)
        && pending.remove(id, exchange)) {
      return exchange;
    }
    strays.incrementAndGet();
    return null;
  }

  /// Hands over all exchanges that `which` picks.
  void claimAll(Predicate<Exchange> which, Consumer<Exchange> owner) {
    pending.forEach((id, exchange) -> {
      if (which.test(exchange) && pending.remove(id, exchange)) {
        owner.accept(exchange);
      }
    });
  }

  void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // it is gone either way
    }
  }
}
