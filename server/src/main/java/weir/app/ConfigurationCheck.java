package weir.app;

import java.nio.file.Path;
import java.util.List;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Mistake;
import weir.config.Values;

/// All mistakes of a configuration and of the files it names. Starts nothing, asks nobody.
record ConfigurationCheck(Values values) {

  List<Mistake> mistakes(Path file) {
    return switch (new Binder(values).file(Settings.class, file)) {
      case Binding.Refused<Settings>(var mistakes) -> mistakes;
      case Binding.Bound<Settings>(var settings, var positions) ->
          new NamedFiles(settings, positions).mistakes();
    };
  }
}
