package weir.agent.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Optional;

/// A program of this host that asks at a [LocalListener]. Who it is the kernel noted when it
/// connected (SO_PEERCRED of unix(7)), whatever it has become since. For one thread at a time.
public final class LocalPeer implements AutoCloseable {
  private static final int SOL_SOCKET = 1;
  private static final int SO_PEERCRED = 17;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int PIECE = 4096;

  private final int socket;
  private final long pid;
  private final long uid;
  private final long gid;

  private LocalPeer(int socket, long pid, long uid, long gid) {
    this.socket = socket;
    this.pid = pid;
    this.uid = uid;
    this.gid = gid;
  }

  static LocalPeer of(int socket) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment who = arena.allocate(12, 4); // struct ucred: pid, uid, gid
      Libc.option(socket, SOL_SOCKET, SO_PEERCRED, who, "who asks");
      return new LocalPeer(
          socket,
          who.get(ValueLayout.JAVA_INT, 0),
          Integer.toUnsignedLong(who.get(ValueLayout.JAVA_INT, 4)),
          Integer.toUnsignedLong(who.get(ValueLayout.JAVA_INT, 8)));
    } catch (IOException e) {
      Libc.close(socket);
      throw e;
    }
  }

  int socket() {
    return socket;
  }

  /// Its process, in our namespace; 0 where it is in none that we see.
  public long pid() {
    return pid;
  }

  public long uid() {
    return uid;
  }

  public long gid() {
    return gid;
  }

  /// All that it says until it has done so.
  ///
  /// @param most octets
  /// @return empty where it says more, or has not done in time
  public Optional<byte[]> hear(int most, Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment piece = arena.allocate(PIECE);
      while (said.size() <= most) {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0 || !Libc.waitFor(socket, (int) left, "what is asked")) {
          return Optional.empty();
        }
        int size = (int) Libc.read(socket, piece, "what is asked");
        if (size == 0) {
          return Optional.of(said.toByteArray());
        }
        said.writeBytes(piece.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE));
      }
    }
    return Optional.empty();
  }

  /// Answers; a short line fits into the socket's buffer always.
  public void say(String line) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment octets =
          arena.allocateFrom(ValueLayout.JAVA_BYTE, (line + "\n").getBytes(UTF_8));
      Libc.send(socket, octets, MSG_DONTWAIT | MSG_NOSIGNAL, "an answer");
    }
  }

  @Override
  public void close() {
    Libc.close(socket);
  }
}
