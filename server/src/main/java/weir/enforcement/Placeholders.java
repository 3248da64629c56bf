package weir.enforcement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Target;

/// Words of the operator's with `{name}` and the like in them, filled in for one target.
final class Placeholders {
  /// What is known whenever a place is looked at.
  static final Set<String> OF_TARGET = Set.of("target", "name", "host");

  /// What is known when something is taken.
  static final Set<String> OF_HOLDING = Set.of("target", "name", "host", "response", "lease");

  /// What is known when something is put.
  static final Set<String> OF_LEASE =
      Set.of("target", "name", "host", "response", "lease", "reason");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)\\}");

  private Placeholders() {}

  static Map<String, String> of(Target target) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("target", target.text());
    values.put("name", name(target));
    values.put("host", Reach.on(target).orElse(""));
    return values;
  }

  /// What stands for a target where its kind and host are known.
  static String name(Target target) {
    return switch (target) {
      case Target.LocalUser(_, var user) -> user;
      case Target.Program(_, var path) -> path;
      case Target.Login _, Target.OfDomain _, Target.Sender _, Target.Customer _ -> target.name();
    };
  }

  static Map<String, String> of(Target target, Holding holding) {
    Map<String, String> values = of(target);
    values.put("response", holding.response().text());
    values.put("lease", holding.lease());
    return values;
  }

  static Map<String, String> of(Lease lease) {
    Map<String, String> values = of(lease.target());
    values.put("response", lease.response().text());
    values.put("lease", lease.id());
    values.put("reason", lease.reason().replaceAll("\\p{Cntrl}", " "));
    return values;
  }

  /// The first placeholder that is not among the known ones, as it is written.
  static Optional<String> unknown(String text, Set<String> known) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      if (!known.contains(matcher.group(1))) {
        return Optional.of(matcher.group());
      }
    }
    return Optional.empty();
  }

  /// @param escape what a value goes through before it is put there
  static String fill(String text, Map<String, String> values, UnaryOperator<String> escape) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> {
          String value = values.get(found.group(1));
          return Matcher.quoteReplacement(value == null ? found.group() : escape.apply(value));
        });
  }

  /// The words of a program. A word that begins with what is filled in never becomes an option.
  static List<String> words(List<String> command, Map<String, String> values) {
    return command.stream()
        .map(word -> {
          String filled = fill(word, values, UnaryOperator.identity());
          return word.startsWith("{") ? filled.replaceFirst("^-+", "") : filled;
        })
        .toList();
  }
}
