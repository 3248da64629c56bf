package weir.agent.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is in effect in Exim.
///
/// @param file the configuration that it reads
/// @param main the main settings; of a switch `name` or `no_name`, the value is `true` or `false`
/// @param authenticators what logs clients in
/// @param customers users of the host that are no part of the system, and web servers' own
/// @param keeper who writes the configuration
/// @param log how the times in syslog's file look
record EximSettings(
    String file,
    Map<String, String> main,
    List<Authenticator> authenticators,
    Set<String> customers,
    Keeper keeper,
    Optional<LogTimeForm> log) {

  /// Who writes the configuration: what is changed in another's is gone with the next upgrade.
  enum Keeper {
    /// Whoever runs it.
    PEOPLE,
    /// `update-exim4.conf`.
    DEBIAN,
    /// WHM's Exim Configuration Manager.
    CPANEL
  }

  /// One way to log in.
  ///
  /// @param mechanism by its public name, such as `PLAIN`
  /// @param login what is written down as the login (`server_set_id`); empty where nothing is
  record Authenticator(String name, String mechanism, String login) {}

  String get(String name) {
    return main.getOrDefault(name, "");
  }

  boolean is(String name) {
    return get(name).equals("true");
  }
}
