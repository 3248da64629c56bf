package weir.directory;

import java.nio.file.Path;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;

/// Settings as a file has them.
final class DirectoryTables {
  private DirectoryTables() {}

  /// @param text the table `[directory]`, without its name
  static DirectorySettings of(Path folder, String text) {
    return switch (new Binder(Values.standard())
        .text(DirectorySettings.class, text, folder.resolve("weir.toml"))) {
      case Binding.Bound<DirectorySettings>(var settings, _) -> settings;
      case Binding.Refused<DirectorySettings>(var mistakes) ->
          throw new AssertionError(mistakes.toString());
    };
  }
}
