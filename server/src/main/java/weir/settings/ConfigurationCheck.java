package weir.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import weir.config.Mistake;

/// All mistakes of a configuration and of the files it names. Starts nothing, asks nobody.
public final class ConfigurationCheck {
  private ConfigurationCheck() {}

  public static List<Mistake> mistakes(Path file) {
    return switch (ConfigurationSource.of(file).read()) {
      case ConfigurationSource.Outcome.Mistaken(var mistakes) -> mistakes;
      case ConfigurationSource.Outcome.Usable _ -> List.of();
    };
  }

  /// What is no mistake and should be known all the same: rules of old files that can never win,
  /// and what they say in vain; DNS lists that are known to be dead or to be for something else;
  /// bounces that are refused; listeners that serve nobody; secrets that everybody can read; what
  /// is not said of this machine. Where there are mistakes, those about the tables that have none.
  public static List<String> remarks(Path file) {
    return switch (ConfigurationSource.of(file).read()) {
      case ConfigurationSource.Outcome.Mistaken(var mistakes) ->
          SoundTables.beside(mistakes, file)
              .map(tables -> remarks(tables, file))
              .orElseGet(List::of);
      case ConfigurationSource.Outcome.Usable(var configuration) ->
          Stream.concat(
                  remarks(SoundTables.in(configuration.settings()), file).stream(),
                  HostRemarks.of(configuration.settings()).stream())
              .toList();
    };
  }

  private static List<String> remarks(SoundTables tables, Path file) {
    return Stream.of(
            tables.checks().remarks(),
            tables
                .listeners()
                .map(listeners -> ListenerRemarks.of(listeners, tables.tls().isPresent()))
                .orElseGet(List::of),
            SecretFiles.remarks(tables, file))
        .flatMap(List::stream)
        .toList();
  }
}
