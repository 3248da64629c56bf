package weir.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;

/// Where the configuration comes from: a file, or the embedded example's text.
///
/// @param embedded the text that stands in for the file; empty for a real file
record ConfigurationSource(Path file, Optional<String> embedded) {

  static ConfigurationSource of(Path file) {
    return new ConfigurationSource(file, Optional.empty());
  }

  Binding<Settings> read() {
    Binder binder = new Binder(Values.standard());
    return embedded
        .map(text -> binder.text(Settings.class, text, file))
        .orElseGet(() -> binder.file(Settings.class, file));
  }

  /// The text as it is now; empty where it cannot be read, which [#read] reports.
  String text() {
    if (embedded.isPresent()) {
      return embedded.get();
    }
    try {
      return Files.readString(file);
    } catch (IOException _) {
      return "";
    }
  }
}
