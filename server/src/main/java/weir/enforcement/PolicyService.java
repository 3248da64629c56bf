package weir.enforcement;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.config.Endpoint;
import weir.policywire.PolicyReader;
import weir.policywire.PolicyRequest;

/// Answers a Postfix of this host. Its SMTP servers keep a connection each and ask again and again
/// on it; who is one too many is hung up on, and Postfix does then what its own settings say.
final class PolicyService implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PolicyService.class);

  /// Connections at once: Postfix runs 100 SMTP servers as shipped.
  static final int MOST = 1_000;

  /// Postfix closes a connection that it has not used for 300 s.
  private static final Duration IDLE = Duration.ofMinutes(10);

  /// How long one question may take once it has begun: Postfix writes it at once.
  private static final Duration QUESTION = Duration.ofSeconds(10);

  private final ServerSocket door;
  private final PolicyAnswers answers;
  private final Semaphore places = new Semaphore(MOST);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  private PolicyService(ServerSocket door, PolicyAnswers answers) {
    this.door = door;
    this.answers = answers;
  }

  /// Listens, and answers on threads of its own.
  ///
  /// @param at an address of this host's loopback
  /// @throws IOException when it cannot listen there
  static PolicyService open(Endpoint at, PolicyAnswers answers) throws IOException {
    InetAddress address = InetAddress.getByName(at.host());
    if (!address.isLoopbackAddress()) {
      throw new IOException(at + " is not on this host's loopback");
    }
    ServerSocket door = new ServerSocket();
    try {
      door.setReuseAddress(true);
      door.bind(new InetSocketAddress(address, at.port()));
    } catch (IOException e) {
      door.close();
      throw new IOException("the policy service cannot listen on " + at + ": " + e.getMessage(), e);
    }
    PolicyService service = new PolicyService(door, answers);
    Thread.ofPlatform().daemon().name("weir-policy").start(service::accept);
    return service;
  }

  /// The port on which it listens.
  int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (!closing) {
      try {
        Socket socket = door.accept();
        if (places.tryAcquire()) {
          open.add(socket);
          if (closing) {
            socket.close();
          }
          Thread.ofVirtual().name("weir-policy-connection").start(() -> serve(socket));
        } else {
          socket.close();
        }
      } catch (IOException e) {
        if (!closing) {
          log.warn("the policy service accepts nobody: {}", e.getMessage());
          pause();
        }
      }
    }
  }

  /// Descriptors may be scarce: a loop without a pause would make that worse.
  private static void pause() {
    try {
      Thread.sleep(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      Patient patient = new Patient(socket);
      InputStream in = new BufferedInputStream(patient);
      PolicyReader reader = new PolicyReader(in);
      while (begins(in, patient)) {
        PolicyRequest request = reader.next().orElseThrow();
        socket.getOutputStream().write(answers.answer(request).bytes());
      }
    } catch (PolicyReader.Malformed e) {
      log.warn("no question of Postfix's at the policy service: {}", e.getMessage());
    } catch (IOException e) {
      log.debug("a connection of the policy service ended: {}", e.getMessage());
    } finally {
      open.remove(socket);
      places.release();
    }
  }

  /// Waits until another question begins, or the connection ends.
  private static boolean begins(InputStream in, Patient patient) throws IOException {
    patient.within(IDLE);
    in.mark(1);
    boolean isThere = in.read() >= 0;
    in.reset();
    patient.within(QUESTION);
    return isThere;
  }

  /// Reads until a time, however slowly the octets come.
  private static final class Patient extends InputStream {
    private final Socket socket;
    private long until;

    Patient(Socket socket) {
      this.socket = socket;
    }

    void within(Duration time) {
      until = System.nanoTime() + time.toNanos();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new SocketTimeoutException("too slow");
      }
      socket.setSoTimeout((int) left);
      return socket.getInputStream().read(target, from, length);
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      door.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      log.debug("the policy service did not close: {}", e.getMessage());
    }
  }
}
