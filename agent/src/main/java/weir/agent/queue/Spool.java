package weir.agent.queue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import weir.queue.EximQueue;
import weir.queue.PostfixQueue;
import weir.queue.QmailQueue;
import weir.queue.QueueFormat;

/// Where a mail server of this host keeps its queue.
public record Spool(Server server, Path folder) {

  /// The servers whose queues are known, each with the places where its queue lies as shipped.
  public enum Server {
    POSTFIX("/var/spool/postfix", "active"),
    EXIM("/var/spool/exim4", "input"),
    QMAIL("/var/qmail/queue", "mess");

    private static final List<String> OTHER_EXIMS = List.of("/var/spool/exim", "/usr/exim/spool");

    private final String usual;
    private final String sign;

    Server(String usual, String sign) {
      this.usual = usual;
      this.sign = sign;
    }

    /// Its folder as shipped.
    public Path usual() {
      return Path.of(usual);
    }

    private List<Path> places() {
      List<String> places = new ArrayList<>(List.of(usual));
      if (this == EXIM) {
        places.addAll(OTHER_EXIMS);
      }
      return places.stream().map(Path::of).toList();
    }
  }

  /// The queues that are found where servers keep them as shipped.
  public static List<Spool> found() {
    return Arrays.stream(Server.values()).flatMap(server -> in(server).stream()).toList();
  }

  private static Optional<Spool> in(Server server) {
    return server.places().stream()
        .filter(place -> Files.isDirectory(place.resolve(server.sign)))
        .findFirst()
        .map(place -> new Spool(server, place));
  }

  /// Whether a queue of that server is there.
  boolean isThere() {
    return Files.isDirectory(folder.resolve(server.sign));
  }

  /// How it is read.
  public QueueFormat format() {
    return switch (server) {
      case POSTFIX -> new PostfixQueue(folder);
      case EXIM -> new EximQueue(folder);
      case QMAIL -> new QmailQueue(folder);
    };
  }
}
