package weir.onhost;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.guard.Executed;
import weir.link.Messages;
import weir.observation.Observation.Submitted;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.uplink.Report;

/// Where `weir guard` tells who executed sendmail, for the server to join with the mail server's
/// log. One guard at a time is listened to; only root's, the folder is root's.
final class GuardDoor implements AutoCloseable {
  static final String SOCKET = "execs";

  /// Octets of what is told of one exec: the longest path, each octet escaped.
  private static final int LONGEST = 32 * 1024;

  /// Answer to each exec; without it the guard tells of it again.
  private static final byte[] TAKEN = {'\n'};

  /// What failed may fail again at once.
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(GuardDoor.class);

  private final ServerSocketChannel listening;
  private final Path socket;
  private final String host;
  private final Telling telling;
  private final WrapperTold wrapped;
  private final InstantSource clock;
  private volatile Optional<SocketChannel> guard = Optional.empty();

  private GuardDoor(
      ServerSocketChannel listening,
      Path socket,
      String host,
      Telling telling,
      WrapperTold wrapped,
      InstantSource clock) {
    this.listening = listening;
    this.socket = socket;
    this.host = host;
    this.telling = telling;
    this.wrapped = wrapped;
    this.clock = clock;
  }

  /// @param folder of the agent
  /// @param host what the server calls this host
  /// @param wrapped what the wrapper has told of already
  static GuardDoor open(
      Path folder, String host, Telling telling, WrapperTold wrapped, InstantSource clock)
      throws IOException {
    Path socket = folder.resolve(SOCKET);
    Files.deleteIfExists(socket);
    ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening.bind(UnixDomainSocketAddress.of(socket));
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    GuardDoor door = new GuardDoor(listening, socket, host, telling, wrapped, clock);
    Thread.ofPlatform().daemon().name("weir-agent-execs").start(door::listen);
    return door;
  }

  private void listen() {
    try {
      while (listening.isOpen()) {
        try {
          hear();
        } catch (IOException | RuntimeException e) {
          if (listening.isOpen()) {
            log.warn("weir guard is not heard until it comes again: {}", e.toString());
            Thread.sleep(AGAIN);
          }
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// One guard, until it ends.
  private void hear() throws IOException {
    try (SocketChannel next = listening.accept()) {
      guard = Optional.of(next);
      InputStream in = new BufferedInputStream(Channels.newInputStream(next));
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        tell(Messages.read(line, ExecTold.class));
        next.write(ByteBuffer.wrap(TAKEN));
      }
    }
  }

  /// Empty at the end.
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
      line.write(octet);
      if (line.size() > LONGEST) {
        throw new IOException("more than " + LONGEST + " octets of one exec");
      }
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  private void tell(ExecTold exec) {
    if (wrapped.has(exec.uid(), exec.pid(), exec.at())) {
      return;
    }
    Submitted seen =
        new Submitted(
            new Witness(Executed.SOURCE, host, exec.at(), Writer.SERVER),
            Optional.empty(),
            exec.uid(),
            exec.script());
    telling.tell(
        new Report.Seen(clock.instant(), Executed.SOURCE, OptionalLong.empty(), List.of(seen)));
  }

  @Override
  public void close() throws IOException {
    listening.close();
    if (guard.isPresent()) {
      guard.get().close();
    }
    Files.deleteIfExists(socket);
  }
}
