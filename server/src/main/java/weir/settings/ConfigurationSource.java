package weir.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Loose;
import weir.config.Mistake;
import weir.config.Unreadable;
import weir.config.Values;

/// Where the configuration comes from: a file, or the embedded example's text.
///
/// The server, a reload and `config check` all go by [#read], so that none of them finds what
/// another does not.
///
/// @param embedded the text that stands in for the file; empty for a real file
public record ConfigurationSource(Path file, Optional<String> embedded) {
  private static final Comparator<Mistake> BY_PLACE =
      Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column);

  public static ConfigurationSource of(Path file) {
    return new ConfigurationSource(file, Optional.empty());
  }

  /// The example, as it stands in this folder.
  public static ConfigurationSource example(Path folder, String text) {
    return new ConfigurationSource(folder.resolve("embedded.toml"), Optional.of(text));
  }

  /// What came of reading.
  public sealed interface Outcome {
    record Usable(Configuration configuration) implements Outcome {}

    /// @param mistakes all of them, in the order of the file
    record Mistaken(List<Mistake> mistakes) implements Outcome {}
  }

  /// As operators know it.
  public String name() {
    return embedded.isPresent() ? "the embedded example" : file.toString();
  }

  /// Reads the file and the files it names.
  public Outcome read() {
    return read(true);
  }

  /// Reads the file alone, for who looks at rules where no server is to run.
  public Outcome readAlone() {
    return read(false);
  }

  private Outcome read(boolean withNamedFiles) {
    String text;
    try {
      text = embedded.isPresent() ? embedded.get() : Files.readString(file);
    } catch (IOException e) {
      Mistake unreadable =
          new Mistake(file.toString(), 0, 0, "", Unreadable.why(e), Optional.empty());
      return new Outcome.Mistaken(List.of(unreadable));
    }
    return switch (new Binder(Values.standard()).text(Settings.class, text, file)) {
      case Binding.Refused<Settings>(var mistakes) ->
          mistaken(
              withNamedFiles ? new MoreMistakes(Loose.of(text, file)).beside(mistakes) : mistakes);
      case Binding.Bound<Settings>(var settings, var positions) -> {
        List<Mistake> mistakes =
            withNamedFiles ? new NamedFiles(Named.in(settings), positions).mistakes() : List.of();
        yield mistakes.isEmpty()
            ? new Outcome.Usable(new Configuration(settings, positions, text, file))
            : mistaken(mistakes);
      }
    };
  }

  private static Outcome mistaken(List<Mistake> mistakes) {
    List<Mistake> sorted = new ArrayList<>(mistakes);
    sorted.sort(BY_PLACE);
    return new Outcome.Mistaken(List.copyOf(sorted));
  }
}
