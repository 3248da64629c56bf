package weir.sink;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Everything that came in on one connection of a [SinkMta], whether a message was taken or not.
public final class SinkTrace {

  private final int connection;
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  SinkTrace(int connection) {
    this.connection = connection;
  }

  public int connection() {
    return connection;
  }

  /// All octets received (decrypted ones after STARTTLS), one character an octet.
  public String raw() {
    synchronized (raw) {
      return raw.toString(StandardCharsets.ISO_8859_1);
    }
  }

  /// The command lines in the order they were obeyed.
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /// Waits until the peer is gone or the sink has hung up. False when that took longer than ten
  /// seconds.
  public boolean awaitEnd() {
    try {
      return ended.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void received(byte[] octets, int offset, int length) {
    synchronized (raw) {
      raw.write(octets, offset, length);
    }
  }

  void command(String line) {
    commands.add(line);
  }

  void end() {
    ended.countDown();
  }
}
