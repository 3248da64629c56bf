package weir.enforcement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.response.Response;
import weir.response.Target;

/// What Postfix's tables say of a target: a line of a `regexp` table for logins, which needs no
/// program to be made and is part of every Postfix, and one of a `texthash` table for local users.
final class PostfixTables {
  /// Characters of names that mean themselves in an expression, or do with a backslash.
  private static final String PLAIN = "[A-Za-z0-9@._+%=~&'#-]+";

  /// Logins are written with each of them by some clients.
  private static final String SEPARATOR = "[@%+]";

  private PostfixTables() {}

  /// Whether a name can stand in the table of logins.
  static boolean canHold(String name) {
    return name.matches(PLAIN);
  }

  /// The lines for a login or a domain; none for a response that needs none.
  static List<String> lines(Target target, Response response, String lease) {
    return action(response, lease).map(it -> List.of(pattern(target) + " " + it)).orElse(List.of());
  }

  private static Optional<String> action(Response response, String lease) {
    return switch (response) {
      case Response.DenyLogin _ -> Optional.of("REJECT 5.7.1 " + PolicyAnswers.LOCKED);
      case Response.Hold _ -> Optional.of("HOLD held by Weir, lease " + lease);
      case Response.Notify _, Response.Throttle _, Response.Fence _, Response.Suspend _ ->
          Optional.empty();
    };
  }

  /// Without regard to case, as these tables are unless told otherwise.
  static String pattern(Target target) {
    return switch (target) {
      case Target.Login(var name) -> "/^" + login(name) + "$/";
      case Target.OfDomain(var domain) -> "/" + SEPARATOR + escaped(domain) + "$/";
      case Target.LocalUser _, Target.Program _, Target.Sender _, Target.Customer _ ->
          throw new IllegalArgumentException(target.kind());
    };
  }

  private static String login(String name) {
    int at = name.lastIndexOf('@');
    return at < 0
        ? escaped(name)
        : escaped(name.substring(0, at)) + SEPARATOR + escaped(name.substring(at + 1));
  }

  private static String escaped(String text) {
    return text.replace(".", "\\.").replace("+", "\\+");
  }

  /// The line for a local user.
  static List<String> userLines(String user, Response response) {
    return List.of(user + " " + response.word());
  }

  /// Whether a line that is not ours is about the same login or domain.
  static boolean isAbout(String line, Target target) {
    String lower = line.toLowerCase(Locale.ROOT);
    return lower.startsWith(pattern(target).toLowerCase(Locale.ROOT))
        || lower.startsWith("/^" + escaped(target.name()) + "$/")
        || lower.startsWith("/" + escaped(target.name()) + "/");
  }
}
