package weir.operate;

import java.nio.file.Path;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.settings.Configuration;
import weir.settings.Settings;

/// The configuration of a server for tests of commands: one listener, and a mailbox of ann's.
final class OneMailbox {
  private OneMailbox() {}

  /// @param folder of the server
  static Configuration in(Path folder) {
    String toml =
        """
        host-name = "mx.example.com"
        folder = "%s"
        listeners.mx.address = "127.0.0.1:0"
        hops.back = {type = "maildir", root = "%s"}
        domains."example.com" = {hop = "back", recipients = ["ann"]}
        """
            .formatted(folder, folder.resolve("mail"));
    Path file = folder.resolve("weir.toml");
    var bound =
        (Binding.Bound<Settings>) new Binder(Values.standard()).text(Settings.class, toml, file);
    return new Configuration(bound.value(), bound.positions(), toml, file);
  }
}
