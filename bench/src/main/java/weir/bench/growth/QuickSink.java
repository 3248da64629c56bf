package weir.bench.growth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A mail server that takes every message and forgets it, at as little cost as can be: a platform
/// thread a connection, which waits in the kernel.
final class QuickSink implements AutoCloseable {
  private static final int BACKLOG = 1_000;

  private final ServerSocket listener;

  private QuickSink(ServerSocket listener) {
    this.listener = listener;
  }

  /// On a free port of loopback.
  static QuickSink start() throws IOException {
    QuickSink sink = new QuickSink(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
    Thread.ofPlatform().daemon().name("sink").start(sink::accept);
    return sink;
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofPlatform().daemon().name("sink-connection").start(new SinkConnection(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
