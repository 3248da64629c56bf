package weir.agent.hold;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.connections.Connection.Maker;
import weir.agent.connections.Makers;
import weir.agent.fence.PermittedLog;
import weir.agent.kernel.PacketLogReader;
import weir.agent.process.HostProcess;
import weir.agent.process.Processes;
import weir.agent.process.Script;
import weir.observation.Observation;
import weir.observation.Observation.Connected;
import weir.observation.Witness;
import weir.observation.Writer;

/// Tells of connections to permitted mail servers: whose process, and from which port. The mail
/// server's log has this host's address and that port, and nothing of the process; the two are
/// joined by [weir.observation.Passages]. Nobody is held.
public final class Relayed implements AutoCloseable {
  /// The source of what is told.
  public static final String SOURCE = "permitted-connections";

  private static final Duration SAY_AGAIN = PermittedLog.LASTS.dividedBy(4);

  /// Users of the system have lower ids; a customer may call his program as he likes.
  private static final long FIRST_ORDINARY_UID = 1_000;

  /// Programs by which mail servers send on, where only root puts them.
  private static final Pattern MAIL_SERVERS =
      Pattern.compile(
          "(?:/usr(?:/local)?/(?:s?bin|lib|libexec)/(?:[^/]+/)*+|/var/qmail/bin/|/opt/(?:[^/]+/)++)"
              + "(?:smtp|lmtp|exim4?|exim-[0-9.-]+|qmail-remote|sendmail(?:\\.sendmail|-mta)?|smtpd)");

  private static final Logger log = LoggerFactory.getLogger(Relayed.class);

  private final PermittedLog permitted;
  private final Hold packets;
  private final Thread keeper;

  private Relayed(PermittedLog permitted, Hold packets) {
    this.permitted = permitted;
    this.packets = packets;
    this.keeper = Thread.ofPlatform().name("weir-permitted").daemon().start(this::keep);
  }

  /// Begins to listen, in the network namespace of the thread that calls.
  ///
  /// @param host the provider's own name of this host
  /// @param ports of the permitted servers
  /// @param told of each connection, on a thread of ours: it must not wait
  /// @throws IOException where there is no fence, or the packets are not ours to read
  public static Relayed start(
      PermittedLog permitted,
      String host,
      Set<Integer> ports,
      Processes processes,
      Makers makers,
      Clock clock,
      Consumer<Connected> told)
      throws IOException, InterruptedException {
    Hold packets =
        Hold.start(
            new Hold.Settings(PermittedLog.GROUP, PacketLogReader.ROOM, ports, PermittedLog.PREFIX),
            processes,
            makers,
            clock,
            _ -> {},
            each -> of(each, host).ifPresent(told));
    try {
      permitted.keep();
    } catch (IOException | InterruptedException e) {
      packets.close();
      throw e;
    }
    return new Relayed(permitted, packets);
  }

  /// What a connection tells; empty for one of a guest, of which no user is known.
  static Optional<Connected> of(Caught caught, String host) {
    OptionalLong uid = caught.packet().uid();
    return uid.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Observation.Connected(
                new Witness(SOURCE, host, caught.at(), Writer.SERVER),
                caught.packet().from(),
                caught.packet().fromPort(),
                uid,
                caught.maker().flatMap(Maker::script).map(Script::path),
                caught
                    .maker()
                    .filter(it -> isMailServer(uid.getAsLong(), it.process()))
                    .isPresent()));
  }

  private static boolean isMailServer(long uid, HostProcess process) {
    return uid < FIRST_ORDINARY_UID
        && process.program().filter(path -> MAIL_SERVERS.matcher(path).matches()).isPresent();
  }

  private void keep() {
    try {
      while (true) {
        Thread.sleep(SAY_AGAIN);
        try {
          permitted.keep();
        } catch (IOException e) {
          log.warn("permitted connections may not be told of: {}", e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Packets that were logged and not read, as far as those that were read tell.
  public long lost() {
    return packets.lost();
  }

  /// Why it ended by itself; empty while it goes on.
  public Optional<IOException> failure() {
    return packets.failure();
  }

  @Override
  public void close() {
    keeper.interrupt();
    packets.close();
    try {
      permitted.end();
    } catch (IOException e) {
      log.debug("the fence has gone: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it runs out by itself
    }
  }
}
