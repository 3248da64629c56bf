package weir.testkit.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// A folder with a small Debian and the mail programs of one kind, never written to by a test.
///
/// @param name as in `testkit/peers/make-roots`: `postfix`, `exim` or `rest`
/// @param folder where it is; absolute
public record PeerRoot(String name, Path folder) {

  /// Why tests with real peers did not run.
  public static final String SKIPPED =
      "real peers run in roots of their own, made with CI=true or ./weir test --with-peers";

  /// Whether the root is there, and if not, why.
  public sealed interface Search {
    record Found(PeerRoot root) implements Search {}

    record Missing(String why) implements Search {}
  }

  /// The root of that name; without it the running test is skipped, with the reason.
  public static PeerRoot require(String name) {
    return switch (find(name)) {
      case Search.Found(PeerRoot root) -> root;
      case Search.Missing(String why) -> Assumptions.abort(why);
    };
  }

  /// Looks for the root of that name, when real peers were asked for.
  public static Search find(String name) {
    return find(name, Boolean.getBoolean("weir.peers"), cache());
  }

  static Search find(String name, boolean asked, Path cache) {
    if (!asked) {
      return new Search.Missing(SKIPPED);
    }
    PeerRoot root = new PeerRoot(name, cache.resolve(name));
    if (!Files.exists(root.folder.resolve("weir-packages"))) {
      return new Search.Missing("no root " + name + "; testkit/peers/make-roots says why");
    }
    return new Search.Found(root);
  }

  /// A copy of this root to play in, with the machine's own loopback.
  public PeerHost start() {
    return PeerHost.start(this, PeerHost.Network.SHARED);
  }

  /// A copy of this root to play in, with a loopback that nobody else reaches.
  public PeerHost startAlone() {
    return PeerHost.start(this, PeerHost.Network.OWN);
  }

  /// Where hosts of all roots are put together, each unseen by the others.
  Path playground() {
    return folder.resolveSibling("play");
  }

  private static Path cache() {
    Path caches =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(set -> !set.isEmpty())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    return caches.resolve("weir").resolve("peers").toAbsolutePath();
  }
}
