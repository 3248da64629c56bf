package weir.agent.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is in effect in one instance of Postfix.
///
/// @param folder of `main.cf` and `master.cf`
/// @param main every setting, defaults included
/// @param services those of `master.cf` that take mail in
/// @param rules of the tables that look at header fields
/// @param unread why tables could not be read
/// @param log how the times in its log look
record PostfixSettings(
    String folder,
    Map<String, String> main,
    List<Service> services,
    List<HeaderRule> rules,
    List<String> unread,
    Optional<LogTimeForm> log) {

  /// A line of `master.cf`.
  ///
  /// @param name with its type, such as `smtp/inet`
  /// @param daemon such as `smtpd`
  /// @param own settings of its own, which win
  record Service(String name, String daemon, Map<String, String> own) {}

  /// A setting that no service changes.
  String get(String name) {
    return main.getOrDefault(name, "");
  }

  /// A setting as a service has it.
  String get(Service service, String name) {
    return service.own().getOrDefault(name, get(name));
  }

  /// The SMTP servers among the services.
  List<Service> servers() {
    return services.stream().filter(it -> it.daemon().equals("smtpd")).toList();
  }
}
