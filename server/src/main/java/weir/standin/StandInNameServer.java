package weir.standin;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import weir.dns.Zone;

/// Answers DNS questions over UDP and TCP from a [Zone], and remembers what it was asked.
public final class StandInNameServer implements AutoCloseable {

  /// Questions remembered; the oldest go first.
  private static final int MAX_ASKED = 10_000;

  /// TCP connections at a time; more wait in the system's queue.
  private static final int MAX_CONNECTIONS = 32;

  /// A TCP connection that says nothing for so many milliseconds is closed.
  private static final int TCP_IDLE = 10_000;

  private static final int TRIES = 20;

  private final InetSocketAddress address;
  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final Semaphore connections = new Semaphore(MAX_CONNECTIONS);
  private final ArrayDeque<String> asked = new ArrayDeque<>();
  private volatile Zone zone;

  private StandInNameServer(Zone zone, DatagramSocket udp, ServerSocket tcp) {
    this.zone = zone;
    this.address = (InetSocketAddress) udp.getLocalSocketAddress();
    this.udp = udp;
    this.tcp = tcp;
  }

  /// Binds UDP and TCP at the same port and begins to answer.
  ///
  /// @param at where; port 0 means any port that is free
  /// @throws BindException when the port is in use
  public static StandInNameServer start(Zone zone, InetSocketAddress at) throws IOException {
    for (int tries = 1; ; tries++) {
      DatagramSocket udp = new DatagramSocket(at);
      try {
        ServerSocket tcp = new ServerSocket(udp.getLocalPort(), 0, at.getAddress());
        StandInNameServer server = new StandInNameServer(zone, udp, tcp);
        Thread.ofVirtual().name("standin-udp").start(server::serveUdp);
        Thread.ofVirtual().name("standin-tcp").start(server::serveTcp);
        return server;
      } catch (IOException e) {
        udp.close();
        if (at.getPort() != 0 || tries == TRIES) {
          throw e;
        }
        // that port was free for UDP only; take another
      }
    }
  }

  /// Serves [#exampleZone] on any free port of loopback.
  public static StandInNameServer startExample() throws IOException {
    return start(exampleZone(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /// The zone with which `serve` shows the checks.
  public static Zone exampleZone() {
    try (InputStream text =
        Objects.requireNonNull(StandInNameServer.class.getResourceAsStream("example.zone"))) {
      return Zone.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where it answers.
  public InetSocketAddress address() {
    return address;
  }

  /// From now on answers from another zone.
  public void serve(Zone other) {
    zone = other;
  }

  /// What it was asked, in order, such as `example.net MX`.
  public List<String> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  private void serveUdp() {
    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
    while (!udp.isClosed()) {
      try {
        packet.setLength(4096);
        udp.receive(packet);
        byte[] question = Arrays.copyOf(packet.getData(), packet.getLength());
        Optional<byte[]> answer = answer(question, true);
        if (answer.isPresent()) {
          byte[] octets = answer.get();
          udp.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
        }
      } catch (IOException _) {
        // one packet could not be read or answered; whoever asked asks again
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try {
        connections.acquireUninterruptibly();
        Socket client = tcp.accept();
        Thread.ofVirtual().name("standin-tcp-client").start(() -> converse(client));
      } catch (IOException _) {
        connections.release();
      }
    }
  }

  private void converse(Socket client) {
    try (client) {
      client.setSoTimeout(TCP_IDLE);
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
      while (true) {
        byte[] question = in.readNBytes(in.readUnsignedShort());
        Optional<byte[]> answer = answer(question, false);
        if (answer.isPresent()) {
          out.writeShort(answer.get().length);
          out.write(answer.get());
          out.flush();
        }
      }
    } catch (IOException _) {
      // the client went, or says nothing more
    } finally {
      connections.release();
    }
  }

  private Optional<byte[]> answer(byte[] question, boolean overUdp) {
    return ZoneAnswer.to(question, zone, overUdp, this::remember);
  }

  private void remember(String question) {
    synchronized (asked) {
      if (asked.size() == MAX_ASKED) {
        asked.removeFirst();
      }
      asked.addLast(question);
    }
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException _) {
      // it listens no more either way
    }
  }
}
