package weir.agent.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A socket in the file system at which programs of this host ask, each known by what the kernel
/// says of it. Java's own sockets tell the names of its user and group, and no process.
public final class LocalListener implements AutoCloseable {
  /// Programs that wait to be taken; the next one is told at once that nobody listens.
  public static final int MOST_WAITING = 128;

  /// Octets of a path, sockaddr_un's.
  private static final int MOST_PATH = 107;

  private static final int UNIX = 1;
  private static final int STREAM = 1;
  private static final int CLOEXEC = 0x80000;

  private final int socket;
  private final Path path;

  private LocalListener(int socket, Path path) {
    this.socket = socket;
    this.path = path;
  }

  /// Listens; every user may ask. A socket that is there from before is replaced at the moment at
  /// which this one listens, so that nobody finds none.
  ///
  /// @throws IOException where that place is not ours, or the path is too long
  public static LocalListener open(Path path) throws IOException {
    Path made = path.resolveSibling(path.getFileName() + ".new");
    byte[] name = made.toString().getBytes(UTF_8);
    if (name.length > MOST_PATH) {
      throw new IOException(made + ": the path of a socket has " + MOST_PATH + " octets at most");
    }
    Files.deleteIfExists(made);
    int socket = Libc.socket(UNIX, STREAM | CLOEXEC, 0, "a socket");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(2 + name.length + 1L, 2);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) UNIX);
      MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, name.length);
      Libc.bind(socket, address, path.toString());
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-rw-rw-"));
      Libc.listen(socket, MOST_WAITING, path.toString());
      Files.move(made, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new LocalListener(socket, path);
    } catch (IOException e) {
      Libc.close(socket);
      throw e;
    }
  }

  /// What there is to do.
  ///
  /// @param next who comes to ask
  /// @param speaking those of the silent ones who have begun to speak, or have gone
  public record Heard(Optional<LocalPeer> next, List<LocalPeer> speaking) {}

  /// Waits for somebody who asks, or who says his first word.
  ///
  /// @param silent who came and has said nothing yet
  public Heard await(List<LocalPeer> silent, Duration patience) throws IOException {
    int[] all = new int[silent.size() + 1];
    all[0] = socket;
    for (int i = 0; i < silent.size(); i++) {
      all[i + 1] = silent.get(i).socket();
    }
    String what = path.toString();
    boolean[] can = Libc.waitFor(all, (int) patience.toMillis(), what);
    List<LocalPeer> speaking = new ArrayList<>();
    for (int i = 0; i < silent.size(); i++) {
      if (can[i + 1]) {
        speaking.add(silent.get(i));
      }
    }
    Optional<LocalPeer> next =
        can[0] ? Optional.of(LocalPeer.of(Libc.accept(socket, what))) : Optional.empty();
    return new Heard(next, speaking);
  }

  @Override
  public void close() {
    Libc.close(socket);
  }
}
