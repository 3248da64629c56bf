package weir.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.gateway.Listener;
import weir.gateway.ListenerSettings;
import weir.gateway.OpenFileLimit;
import weir.operate.ServerView;
import weir.settings.ListenerRemarks;
import weir.settings.SecretFiles;
import weir.settings.SoundTables;

/// What the log says of a server that is ready: where it listens, where mail goes, what it runs.
final class StartWords {
  private static final Logger log = LoggerFactory.getLogger(App.class);

  private StartWords() {}

  static void log(ServerView inside, String configuration) {
    inside.settings().listeners().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> listener(inside, each.getKey(), each.getValue()));
    inside.settings().checks().deadLists().forEach(dead -> log.warn("{}", dead));
    SoundTables tables = SoundTables.in(inside.settings());
    tables
        .listeners()
        .map(all -> ListenerRemarks.of(all, tables.tls().isPresent()))
        .orElseGet(List::of)
        .forEach(remark -> log.warn("{}", remark));
    descriptors(inside.settings().limits().connections());
    SecretFiles.remarks(tables, Path.of(configuration)).forEach(exposed -> log.warn("{}", exposed));
    log.info("hops: {}", String.join(", ", new TreeSet<>(inside.site().get().hops().keySet())));
    log.info(
        "configuration {}, policy version {}",
        configuration,
        inside.site().get().rules().policies().version());
  }

  private static void descriptors(int connections) {
    int enough = OpenFileLimit.clients();
    if (enough < connections) {
      log.warn(
          "file descriptors are enough for {} clients at once, not for the {} of limits.connections:"
              + " those beyond are told 421. LimitNOFILE of the service, or ulimit -n, gives more",
          enough,
          connections);
    }
  }

  private static void listener(ServerView inside, String name, ListenerSettings settings) {
    log.info(
        "listener {}: {}, role {}, tls {}",
        name,
        address(inside.listeners().get(name), settings),
        settings.role().word(),
        tls(inside, settings));
  }

  /// The port that the system chose, where 0 was asked for.
  private static String address(@Nullable Listener listener, ListenerSettings settings) {
    try {
      return listener == null
          ? settings.address().toString()
          : listener.address().getAddress().getHostAddress() + ":" + listener.address().getPort();
    } catch (IOException _) {
      return settings.address().toString();
    }
  }

  private static String tls(ServerView inside, ListenerSettings settings) {
    return inside.settings().tls().isEmpty()
        ? "none (no certificate)"
        : settings.tls().name().toLowerCase(Locale.ROOT);
  }
}
