package weir.enforcement.panels;

import java.util.Locale;
import java.util.Optional;
import weir.enforcement.PanelAccess;
import weir.incident.Rung;
import weir.response.Response;
import weir.response.Target;

/// What panels call those that responses are aimed at.
final class PanelNames {
  private PanelNames() {}

  /// A user of the panel's host, or an account that has the panel's name in its id.
  static Optional<String> user(PanelAccess access, String host, Target target) {
    return switch (target) {
      case Target.LocalUser(var at, var user) when at.equals(host) ->
          Optional.of(user).filter(PanelNames::isUserName);
      case Target.Customer customer -> access.named(customer).filter(PanelNames::isUserName);
      case Target.LocalUser _,
          Target.Login _,
          Target.Program _,
          Target.OfDomain _,
          Target.Sender _ ->
          Optional.empty();
    };
  }

  /// A user of the panel's host, whether it is meant as such or as an account; anything else as it
  /// is.
  static Target asUser(PanelAccess access, String host, Target target) {
    return user(access, host, target)
        .<Target>map(name -> new Target.LocalUser(host, name))
        .orElse(target);
  }

  /// A domain, whether it is meant as such or as an account; anything else as it is.
  static Target asDomain(PanelAccess access, Target target) {
    return domain(access, target)
        .<Target>map(name -> new Target.OfDomain(name.toLowerCase(Locale.ROOT)))
        .orElse(target);
  }

  /// A domain, or an account that has its name in its id.
  static Optional<String> domain(PanelAccess access, Target target) {
    return switch (target) {
      case Target.OfDomain(var name) -> Optional.of(name);
      case Target.Customer customer -> access.named(customer);
      case Target.LocalUser _, Target.Login _, Target.Program _, Target.Sender _ ->
          Optional.empty();
    };
  }

  /// What stands in front of the @ of a mailbox's address.
  static String userOf(String address) {
    return address.substring(0, address.lastIndexOf('@'));
  }

  /// What stands behind it.
  static String domainOf(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  /// A number alone is a uid, which panels do not know; nobody is root.
  private static boolean isUserName(String name) {
    return name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")
        && !name.matches("[0-9]+")
        && !name.equals("root");
  }

  /// Why a panel that can only suspend cannot do something.
  static Optional<String> onlySuspends(Optional<String> name, Response response) {
    if (response.rung() != Rung.SUSPEND) {
      return Optional.of("the panel can only suspend");
    }
    return name.isPresent() ? Optional.empty() : Optional.of("the panel has no name for it");
  }
}
