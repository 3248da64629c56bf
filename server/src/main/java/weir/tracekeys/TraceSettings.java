package weir.tracekeys;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;
import weir.net.IpPrefix;

@Doc(
    "How complaints are traced back. What customers send and what our own hosts relay gets a token into the `id` of our Received field; by it `weir trace` knows a message again.")
public record TraceSettings(
    @Doc("Whether messages get a token.") @Default("true") boolean tokens,
    @Doc(
            "File with the keys of tokens, `trace-keys` in `folder` when not set. Servers that have the same file know each other's tokens.")
        Optional<Path> keys,
    @Doc(
            "Whether this server writes the file: makes the first key, later ones, and drops old ones. Set it to false on all but one of the servers that have the same file.")
        @Default("true")
        boolean makeKeys,
    @Doc("Age of the newest key at which a new one is made.")
        @Default("30d")
        @Range(from = "1d", to = "365d")
        Duration newKeyAfter,
    @Doc("How long tokens of a key are still known after the next one was made.")
        @Default("120d")
        @Range(from = "1d", to = "3650d")
        Duration keysKept,
    @Doc(
            "Networks of other people's mail servers whose Received fields are believed, such as those inside of large providers that send complaints. What stands below a field of anybody else is told as a claim.")
        @Default("[]")
        List<IpPrefix> believed) {
  /// Name of the file below the folder.
  private static final String FILE = "trace-keys";

  public TraceSettings {
    believed = List.copyOf(believed);
  }

  /// Where the keys are.
  ///
  /// @param folder of the server
  public Path file(Path folder) {
    return keys.orElseGet(() -> folder.resolve(FILE));
  }
}
