package weir.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeoverSocketTest {
  /// Says what it is answered, up to where the connection is closed.
  private static final String ASKS =
      """
      use IO::Socket::UNIX;
      my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die "$!\\n";
      print while <$s>;
      """;

  private static final String NOT_LISTENED_TO = "is not the one that this server runs as";

  @TempDir Path folder;
  private FolderLock lock;
  private TakeoverSocket socket;

  @BeforeEach
  void open() throws IOException {
    lock = FolderLock.take(folder);
    socket = TakeoverSocket.open(folder, lock, new NobodyCame());
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    lock.close();
  }

  @Test
  void aProcessOfAnotherUserIsOfferedNothing() throws Exception {
    assumeTrue(rootRunsThis(), "only root can start a process of another user");
    Path path = TakeoverSocket.in(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(asNobody(path)).as("the socket's own mode").contains("Permission denied");

    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(asNobody(path)).contains(NOT_LISTENED_TO).doesNotContain(Predecessor.FORMAT);
  }

  @Test
  void aSocketThatIsAnothersIsOnlyForHim() throws Exception {
    assumeTrue(rootRunsThis(), "only root can give a file away");
    Path path = TakeoverSocket.in(folder);
    var ours = Files.getOwner(path);
    Files.setOwner(
        path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    assertThatThrownBy(() -> Predecessor.meet(folder))
        .hasMessage("user %s %s".formatted(ours, NOT_LISTENED_TO));
  }

  @Test
  void aProcessOfTheSameUserIsOfferedTheLock() throws Exception {
    Predecessor met = Predecessor.meet(folder).orElseThrow();
    met.lock().close();
    met.close();
  }

  private static boolean rootRunsThis() {
    return System.getProperty("user.name").equals("root");
  }

  private static String asNobody(Path path) throws IOException {
    Process asking =
        new ProcessBuilder(
                List.of(
                    "setpriv",
                    "--reuid=nobody",
                    "--regid=nogroup",
                    "--clear-groups",
                    "perl",
                    "-e",
                    ASKS,
                    path.toString()))
            .redirectErrorStream(true)
            .start();
    return new String(asking.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /// A server whose place nobody takes.
  private static final class NobodyCame implements Leaving {
    @Override
    public List<Passed> listening() {
      return List.of();
    }

    @Override
    public void lend(OutputStream changes) {
      throw new AssertionError("somebody was let in");
    }

    @Override
    public void takeBack() {
      throw new AssertionError("somebody was let in");
    }

    @Override
    public void handedOver(long successor, AutoCloseable end) {
      throw new AssertionError("somebody was let in");
    }
  }
}
