package weir.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A server on a socket in the file system, which answers as its test says.
public final class UnixServer implements AutoCloseable {

  /// Holds one conversation, on a thread of its own. When it returns the connection is closed.
  @FunctionalInterface
  public interface Conversation {
    /// @param number of the connection, the first is 1
    void hold(int number, InputStream in, OutputStream out) throws IOException;
  }

  private final Path path;
  private final ServerSocketChannel listener;
  private final Conversation conversation;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  private UnixServer(Path path, ServerSocketChannel listener, Conversation conversation) {
    this.path = path;
    this.listener = listener;
    this.conversation = conversation;
  }

  /// A server on this path, already listening.
  public static UnixServer start(Path path, Conversation conversation) {
    try {
      ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      listener.bind(UnixDomainSocketAddress.of(path));
      UnixServer server = new UnixServer(path, listener, conversation);
      Thread.ofVirtual().name("unix-accept").start(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A door that leads to a port of 127.0.0.1.
  public static UnixServer before(Path path, int port) {
    return start(
        path,
        (_, in, out) -> {
          try (Socket inside = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread back = Thread.startVirtualThread(() -> copyBack(inside, out));
            in.transferTo(inside.getOutputStream());
            inside.shutdownOutput();
            back.join();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static void copyBack(Socket inside, OutputStream out) {
    try {
      inside.getInputStream().transferTo(out);
      out.close();
    } catch (IOException e) {
      return; // one side is gone, and with it the conversation
    }
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        SocketChannel channel = listener.accept();
        open.add(channel);
        int number = connections.incrementAndGet();
        Thread.startVirtualThread(() -> converse(number, channel));
      } catch (IOException e) {
        return; // the listener was closed
      }
    }
  }

  private void converse(int number, SocketChannel channel) {
    try (channel) {
      conversation.hold(
          number, Channels.newInputStream(channel), Channels.newOutputStream(channel));
    } catch (IOException e) {
      open.remove(channel); // the peer is gone
    } finally {
      open.remove(channel);
    }
  }

  /// Connections accepted so far.
  public int connections() {
    return connections.get();
  }

  /// Cuts every open connection; new ones are still welcome.
  public void cutConnections() {
    for (SocketChannel channel : open) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Cuts every connection; then the path is free.
  @Override
  public void close() {
    try {
      listener.close();
      cutConnections();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
