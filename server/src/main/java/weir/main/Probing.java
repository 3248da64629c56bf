package weir.main;

import java.util.TreeSet;
import weir.cli.command.Installation.HopFound;
import weir.nexthop.HopSettings;
import weir.nexthop.MailServer;
import weir.probe.Probe;
import weir.settings.ConfigurationSource;
import weir.settings.Settings;

/// Finds the next hop that is to be probed.
final class Probing {
  private Probing() {}

  /// Reads the configuration alone: no server has to run, and none is made.
  static HopFound hop(ConfigurationSource configuration, String name) {
    return switch (configuration.readAlone()) {
      case ConfigurationSource.Outcome.Mistaken(var mistakes) -> new HopFound.Mistaken(mistakes);
      case ConfigurationSource.Outcome.Usable(var usable) -> hop(usable.settings(), name);
    };
  }

  private static HopFound hop(Settings settings, String name) {
    return switch (settings.hops().get(name)) {
      case null ->
          new HopFound.Not(
              "no next hop \""
                  + name
                  + "\" is configured, only: "
                  + String.join(", ", new TreeSet<>(settings.hops().keySet())));
      case HopSettings.Maildir _ ->
          new HopFound.Not("\"" + name + "\" is a folder: nobody can be fooled there");
      case HopSettings.Smtp smtp -> found(settings, name, smtp);
      case HopSettings.Lmtp lmtp -> found(settings, name, lmtp);
    };
  }

  private static HopFound found(Settings settings, String name, MailServer server) {
    return new HopFound.Server(new Probe.Subject(name, server, settings.hostName().name()));
  }
}
