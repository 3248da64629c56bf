package weir.agent.fence;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import weir.agent.kernel.AsUser;
import weir.net.IpAddress;

/// Tries connections as an ordinary user of this host would, and says what became of each.
public final class FenceProbe {
  /// How long a connection may take: longer than the second after which the fence refuses.
  private static final Duration CONNECT = Duration.ofSeconds(6);

  /// How long a greeting may take.
  private static final Duration GREETING = Duration.ofSeconds(5);

  private static final int LONGEST_GREETING = 512;

  private final long uid;
  private final Book book;

  /// What the fence has counted of a user at a port so far.
  @FunctionalInterface
  public interface Book {
    /// @return empty where it cannot be told: there is no fence
    OptionalLong tries(long uid, int port) throws IOException, InterruptedException;
  }

  /// @param uid as whom is tried: an ordinary user without mail of his own
  public FenceProbe(long uid, Book book) {
    this.uid = uid;
    this.book = book;
  }

  /// Tries one port of a target, which is a host outside of what the fence permits on which
  /// [ProbeTarget] listens.
  public Outcome target(IpAddress address, int port) throws IOException, InterruptedException {
    OptionalLong before = book.tries(uid, port);
    Tried tried = tried(address, port);
    return switch (tried) {
      case Tried.Greeted(String greeting) when greeting.startsWith(ProbeTarget.GREETING) ->
          Outcome.OPEN;
      case Tried.Greeted _ -> Outcome.REDIRECTED;
      case Tried.NoRoute _ -> Outcome.NO_ROUTE;
      case Tried.Failed _ -> blockedBy(before, book.tries(uid, port));
    };
  }

  private static Outcome blockedBy(OptionalLong before, OptionalLong after) {
    if (before.isEmpty() || after.isEmpty()) {
      return Outcome.BLOCKED_ELSEWHERE;
    }
    return after.getAsLong() > before.getAsLong()
        ? Outcome.BLOCKED_BY_US
        : Outcome.BLOCKED_ELSEWHERE;
  }

  /// Whether a permitted server is reached.
  ///
  /// @return why not, for people; empty where it greets
  public Optional<String> server(IpAddress address, int port) throws InterruptedException {
    return switch (tried(address, port)) {
      case Tried.Greeted(String greeting) when greeting.startsWith("220") || port == 465 ->
          Optional.empty(); // at 465 TLS comes first, and no greeting before it
      case Tried.Greeted(String greeting) -> Optional.of("it greets with \"" + greeting + "\"");
      case Tried.NoRoute(String why) -> Optional.of(why);
      case Tried.Failed(String why) -> Optional.of(why);
    };
  }

  private sealed interface Tried {
    record Greeted(String greeting) implements Tried {}

    record NoRoute(String why) implements Tried {}

    record Failed(String why) implements Tried {}
  }

  private Tried tried(IpAddress address, int port) throws InterruptedException {
    return AsUser.run(
        uid,
        () -> {
          try (Socket socket = new Socket()) {
            socket.connect(
                new InetSocketAddress(address.toInetAddress(), port), (int) CONNECT.toMillis());
            socket.setSoTimeout((int) GREETING.toMillis());
            return new Tried.Greeted(greeting(socket.getInputStream()));
          } catch (NoRouteToHostException e) {
            return new Tried.NoRoute(String.valueOf(e.getMessage()));
          } catch (SocketTimeoutException _) {
            return new Tried.Failed("no answer within " + CONNECT.toSeconds() + " s");
          } catch (ConnectException e) {
            String why = String.valueOf(e.getMessage());
            return why.contains("unreachable") ? new Tried.NoRoute(why) : new Tried.Failed(why);
          } catch (IOException e) {
            return new Tried.Failed(String.valueOf(e.getMessage()));
          }
        });
  }

  /// What came first; empty where nothing did.
  private static String greeting(InputStream in) {
    byte[] octets = new byte[LONGEST_GREETING];
    int length = 0;
    try {
      int read = in.read(octets);
      while (read > 0 && length + read < octets.length && octets[length + read - 1] != '\n') {
        length += read;
        read = in.read(octets, length, octets.length - length);
      }
      length += Math.max(0, read);
    } catch (IOException _) {
      return ""; // it opened, and said nothing
    }
    return new String(octets, 0, length, StandardCharsets.US_ASCII).strip();
  }
}
