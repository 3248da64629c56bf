package weir.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import weir.api.Answer;
import weir.api.ImaginedSession;
import weir.cli.Installation;
import weir.config.Mistake;
import weir.config.Reference;
import weir.config.Values;

/// What the commands know of this program.
final class ThisProgram implements Installation {
  private static final Path FOLDER = Path.of("var");
  private static final Path JOURNAL = FOLDER.resolve("journal");

  private final Path here;

  /// @param here the folder in which a server without a configuration keeps its things
  ThisProgram(Path here) {
    this.here = here;
  }

  @Override
  public Clock clock() {
    return Clock.system(ZoneId.systemDefault());
  }

  /// Reads two keys and no more: a file that is being repaired still says where its server is.
  @Override
  public Whereabouts whereabouts(Optional<Path> configuration) {
    if (configuration.isEmpty()) {
      return new Whereabouts(
          "the example configuration", here.resolve(FOLDER), here.resolve(JOURNAL));
    }
    Path file = configuration.get();
    Path base = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Optional<TomlParseResult> read = read(file);
    return new Whereabouts(
        file.toString(),
        base.resolve(text(read, "folder").orElse(FOLDER.toString())),
        base.resolve(text(read, "journal.folder").orElse(JOURNAL.toString())));
  }

  private static Optional<TomlParseResult> read(Path file) {
    try {
      return Optional.of(Toml.parse(file));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Optional<TomlParseResult> read, String key) {
    return read.map(toml -> toml.get(key)).filter(String.class::isInstance).map(String.class::cast);
  }

  @Override
  public List<Mistake> mistakes(Path configuration) {
    return new ConfigurationCheck(Values.standard()).mistakes(configuration);
  }

  @Override
  public Answer explain(Optional<Path> configuration, ImaginedSession session)
      throws IOException, InterruptedException {
    return configuration.isPresent()
        ? Unstarted.explain(ConfigurationSource.of(configuration.get()), session)
        : Unstarted.explainExample(session);
  }

  @Override
  public Reference reference() {
    return Reference.of(Settings.class, Values.standard());
  }

  @Override
  public String example() {
    return Embedded.text();
  }
}
