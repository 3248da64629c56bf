package weir.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/// An SMTP server, or an LMTP server, on loopback that takes every message, remembers exactly what
/// it was sent, and misbehaves at any point its script names.
///
/// A message is in [#messages] before its sender is told so. Settings may be changed at any time;
/// they act from the next command on.
public final class SinkMta implements AutoCloseable {

  /// What a sink advertises unless told otherwise.
  public static final List<String> USUAL_EXTENSIONS =
      List.of("PIPELINING", "SIZE 52428800", "8BITMIME", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES");

  private final ServerSocket listener;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<SinkMessage> messages = new CopyOnWriteArrayList<>();
  private final List<SinkTrace> traces = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);

  private volatile Thread acceptor = Thread.currentThread();
  private volatile SinkScript script = SinkScript.obedient();
  private volatile List<String> extensions = USUAL_EXTENSIONS;
  private volatile boolean expectsProxyHeader;
  private volatile boolean lmtp;
  private volatile List<String> lenientEnds = List.of();
  private volatile Optional<SSLContext> tls = Optional.empty();

  private SinkMta(ServerSocket listener) {
    this.listener = listener;
  }

  /// A sink on a free port of 127.0.0.1, already listening.
  public static SinkMta start() {
    return startAt(0);
  }

  /// A sink on the given port of 127.0.0.1.
  public static SinkMta startAt(int port) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
      SinkMta sink = new SinkMta(listener);
      sink.acceptor = Thread.ofVirtual().name("sink-accept").start(sink::accept);
      return sink;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  public SinkMta obey(SinkScript newScript) {
    script = newScript;
    return this;
  }

  /// The lines of the EHLO reply after the first.
  public SinkMta offer(String... lines) {
    extensions = List.of(lines);
    return this;
  }

  /// From now on every connection must begin with a PROXY header.
  public SinkMta expectProxyHeader() {
    expectsProxyHeader = true;
    return this;
  }

  /// Speak LMTP: LHLO, and one answer for each recipient after the final dot (RFC 2033). At
  /// [SinkPoint#DOT] the script is asked for each of them, with the recipient as line.
  public SinkMta lmtp() {
    lmtp = true;
    return this;
  }

  /// Take these for ends of a message, too, one character an octet, such as `\n.\n`.
  public SinkMta lenient(String... ends) {
    lenientEnds = List.of(ends);
    return this;
  }

  /// Obey STARTTLS with this context. The extension must be offered by [#offer].
  public SinkMta tls(SSLContext context) {
    tls = Optional.of(context);
    return this;
  }

  /// Messages taken so far, oldest first.
  public List<SinkMessage> messages() {
    return List.copyOf(messages);
  }

  /// Connections accepted so far, oldest first.
  public List<SinkTrace> connections() {
    return List.copyOf(traces);
  }

  /// Cuts every connection and stops listening; then the port is free.
  @Override
  public void close() {
    closing.countDown();
    try {
      listener.close();
      acceptor.join();
      cutConnections();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Cuts every open connection; new ones are still welcome.
  public void cutConnections() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  SinkAct ask(SinkStep step) {
    return script.at(step);
  }

  List<String> extensions() {
    return extensions;
  }

  boolean expectsProxyHeader() {
    return expectsProxyHeader;
  }

  List<String> lenientEnds() {
    return lenientEnds;
  }

  boolean speaksLmtp() {
    return lmtp;
  }

  Optional<SSLContext> tls() {
    return tls;
  }

  void take(SinkMessage message) {
    messages.add(message);
  }

  void awaitClose() throws InterruptedException {
    closing.await();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        SinkTrace trace = new SinkTrace(connections.incrementAndGet());
        traces.add(trace);
        Thread.ofVirtual().name("sink-" + trace.connection()).start(() -> converse(socket, trace));
      } catch (IOException e) {
        return; // the listener was closed
      }
    }
  }

  private void converse(Socket socket, SinkTrace trace) {
    try (socket) {
      new SinkConversation(this, socket, trace).run();
    } catch (IOException e) {
      open.remove(socket); // the peer is gone; the trace says what came before
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
      trace.end();
    }
  }
}
