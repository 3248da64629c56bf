package weir.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import weir.tls.AnyCertificate;
import weir.tls.SelfMade;
import weir.tls.TlsFiles;
import weir.tls.TlsProblem;

/// Clients that connect again and again as fast as it goes, from one address or from many, and
/// leave as soon as the server has done its part: its greeting, or its half of a TLS handshake.
///
/// They calculate nothing: all send the same first message of TLS, and what comes is not read.
final class Handshakes {
  /// Fewer than one address may have open as shipped.
  private static final int AT_ONCE = 32;

  private static final int NEWCOMERS = 200;
  private static final int ADDRESSES = 200;
  private static final Duration BETWEEN = Duration.ofMillis(50);
  private static final Duration WARMING = Duration.ofSeconds(5);
  private static final String NEWCOMER = "127.9.9.9";

  private static final String LIMITED = "checks.connections.address-per-minute = 300\n";

  private Handshakes() {}

  static Row row(Path folder) throws IOException, InterruptedException, TlsProblem {
    TlsFiles tls =
        SelfMade.in(
            folder.resolve("tls"), List.of("mx.example.com"), Instant.now(), new SecureRandom());
    String settings =
        Child.settings(folder)
            + "tls.certificate = '%s'\ntls.key = '%s'\n".formatted(tls.certificate(), tls.key());
    List<String> heard = new ArrayList<>();
    String after;
    int missing;
    try (Behind behind = new Behind.Server()) {
      Newcomers idle;
      try (Child child =
          Child.start(folder, List.of(), settings + behind.settings()).awaitReady()) {
        idle = newcomers(child);
        heard.add("before: newcomers " + idle);
        heard.add(under(child, false, 1));
        heard.add(under(child, true, 1));
        heard.add(under(child, true, ADDRESSES));
        long ended = System.nanoTime();
        after = Row.since(ended) + " later: newcomers " + newcomers(child);
      }
      try (Child child =
          Child.start(folder, List.of(), settings + LIMITED + behind.settings()).awaitReady()) {
        newcomers(child, 1);
        heard.add("with " + LIMITED.strip() + ": " + under(child, true, 1));
      }
      missing = idle.acknowledged() > behind.take().size() ? 1 : 0;
    }
    return new Row(
        AT_ONCE + " clients that connect again and again as fast as it goes",
        String.join("; ", heard),
        missing > 0 ? "some messages" : Row.NOTHING,
        after);
  }

  private static Newcomers newcomers(Child child, int number) throws IOException {
    return Newcomers.come(InetAddress.getByName(NEWCOMER), child.port(), number, BETWEEN);
  }

  private static Newcomers newcomers(Child child) throws IOException {
    return newcomers(child, NEWCOMERS);
  }

  private static String under(Child child, boolean tls, int addresses)
      throws IOException, InterruptedException {
    try (Attack attack = new Attack(child.port(), tls, addresses)) {
      Thread.sleep(WARMING);
      int served = attack.served.get();
      int refused = attack.refused.get();
      Duration cpu = child.cpu();
      long began = System.nanoTime();
      Newcomers newcomers = newcomers(child);
      double seconds = (System.nanoTime() - began) / 1e9;
      return "%.0f %s a second from %d addresses, %.0f refused, %.1f processors: newcomers %s"
          .formatted(
              (attack.served.get() - served) / seconds,
              tls ? "handshakes" : "greetings",
              addresses,
              (attack.refused.get() - refused) / seconds,
              child.cpu().minus(cpu).toNanos() / 1e9 / seconds,
              newcomers);
    }
  }

  /// From its beginning until it is closed.
  static final class Attack implements AutoCloseable {
    private final int port;
    private final boolean tls;
    private final int addresses;
    private final byte[] hello = firstOfTls();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean enough;

    /// @param tls whether they want a handshake, or only to be greeted
    /// @param addresses how many they come from, each of another network
    Attack(int port, boolean tls, int addresses) throws IOException {
      this.port = port;
      this.tls = tls;
      this.addresses = addresses;
      for (int n = 0; n < AT_ONCE; n++) {
        threads.add(Thread.ofPlatform().daemon().start(this::run));
      }
    }

    private static byte[] firstOfTls() throws IOException {
      SSLEngine engine = AnyCertificate.context().createSSLEngine("mx.example.com", 25);
      engine.setUseClientMode(true);
      ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      engine.wrap(ByteBuffer.allocate(0), out);
      byte[] octets = new byte[out.flip().remaining()];
      out.get(octets);
      return octets;
    }

    private void run() {
      while (!enough) {
        try {
          (once() ? served : refused).incrementAndGet();
        } catch (IOException e) {
          refused.incrementAndGet();
        }
      }
    }

    private boolean once() throws IOException {
      int network = ThreadLocalRandom.current().nextInt(addresses);
      InetAddress from = InetAddress.getByName("127.1.%d.1".formatted(network));
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0)) {
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
        // Or the ports of one address would not last: it leaves by a reset.
        socket.setSoLinger(true, 0);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        if (!hears(in, "220")) {
          return false;
        }
        return !tls || shakesHands(socket.getOutputStream(), in);
      }
    }

    private boolean shakesHands(OutputStream out, BufferedReader in) throws IOException {
      out.write("EHLO mail.example.net\r\n".getBytes(US_ASCII));
      if (!hears(in, "250")) {
        return false;
      }
      out.write("STARTTLS\r\n".getBytes(US_ASCII));
      if (!hears(in, "220")) {
        return false;
      }
      out.write(hello);
      return in.read() >= 0;
    }

    private static boolean hears(BufferedReader in, String code) throws IOException {
      String line;
      do {
        line = in.readLine();
      } while (line != null && line.startsWith(code + "-"));
      return line != null && line.startsWith(code);
    }

    @Override
    public void close() throws InterruptedException {
      enough = true;
      for (Thread each : threads) {
        each.join();
      }
    }
  }
}
