package weir.agent.fpm;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import weir.fastcgi.FastCgiAnswer;
import weir.fastcgi.FastCgiRequest;

/// Asks for a pool's status.
final class StatusPage {
  /// From the connection to the last octet.
  static final Duration DEADLINE = Duration.ofMillis(100);

  /// Octets of an answer: a worker has some 500.
  private static final int MOST = 1024 * 1024;

  private StatusPage() {}

  /// Of the pool and each of its workers.
  ///
  /// @param deadline [#DEADLINE], or longer where nobody waits
  /// @throws IOException where it does not answer in time, or not with a status
  static String ask(Pool pool, Duration deadline) throws IOException {
    long end = System.nanoTime() + deadline.toNanos();
    boolean isLocal = pool.at() instanceof UnixDomainSocketAddress;
    try (SocketChannel channel =
            isLocal
                ? SocketChannel.open(java.net.StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, 0);
      if (!channel.connect(pool.at())) {
        await(selector, key, SelectionKey.OP_CONNECT, end);
        channel.finishConnect();
      }
      ByteBuffer request = ByteBuffer.wrap(request(pool));
      while (request.hasRemaining()) {
        if (channel.write(request) == 0) {
          await(selector, key, SelectionKey.OP_WRITE, end);
        }
      }
      FastCgiAnswer answer = new FastCgiAnswer(MOST);
      ByteBuffer room = ByteBuffer.allocate(64 * 1024);
      while (!answer.isOver()) {
        int octets = channel.read(room.clear());
        if (octets < 0) {
          break;
        }
        if (octets == 0) {
          await(selector, key, SelectionKey.OP_READ, end);
        } else {
          answer.add(room.flip());
        }
      }
      return answer.body().orElseThrow(() -> new IOException("no status at " + pool.path()));
    }
  }

  private static void await(Selector selector, SelectionKey key, int operation, long end)
      throws IOException {
    long left = (end - System.nanoTime()) / 1_000_000;
    key.interestOps(operation);
    selector.selectedKeys().clear();
    if (left <= 0 || selector.select(left) == 0) {
      throw new IOException("no answer in time");
    }
  }

  private static byte[] request(Pool pool) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("SCRIPT_NAME", pool.path());
    variables.put("SCRIPT_FILENAME", pool.path());
    variables.put("REQUEST_METHOD", "GET");
    variables.put("REQUEST_URI", pool.path());
    variables.put("QUERY_STRING", "full");
    return FastCgiRequest.of(variables);
  }
}
