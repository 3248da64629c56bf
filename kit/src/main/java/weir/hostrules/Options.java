package weir.hostrules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What stands behind the second colon of a line of hosts.allow: options, with colons between.
///
/// @param all in their order, up to the first that ends them
/// @param remarks what is to be said of them; file and line are the caller's
record Options(List<Option> all, List<Said> remarks) {
  static final Options NONE = new Options(List.of(), List.of());

  private static final Map<String, String> KEPT =
      Map.of(
          "user", "the account under which the daemon ran",
          "group", "the group under which the daemon ran",
          "umask", "the file mode of the daemon",
          "linger", "how long a closed socket lingered",
          "keepalive", "probes on an idle connection",
          "nice", "the priority of the daemon",
          "rfc931", "asking the client's host for the user; Weir asks no ident",
          "banners", "a text sent before the daemon began",
          "spawn", "a command that ran beside the daemon; Weir runs none",
          "aclexec", "a command that decided; Weir runs none");

  private static final List<String> WITHOUT_VALUE = List.of("keepalive", "allow", "deny");
  private static final List<String> VALUE_OPTIONAL = List.of("rfc931", "nice");
  private static final List<String> LAST = List.of("allow", "deny", "twist");

  record Said(Remark.Kind kind, String text) {}

  Options {
    all = List.copyOf(all);
    remarks = List.copyOf(remarks);
  }

  static Options parse(String text) {
    List<Option> all = new ArrayList<>();
    List<Said> remarks = new ArrayList<>();
    List<String> fields = fields(text);
    for (int i = 0; i < fields.size(); i++) {
      Option option = option(fields.get(i), i + 1 < fields.size());
      all.add(option);
      say(option, remarks);
      if (option instanceof Option.Broken) {
        break;
      }
    }
    return new Options(all, remarks);
  }

  /// Whether a client is let in that this rule is for.
  ///
  /// @param file whether hosts.allow is the file
  boolean allows(boolean file) {
    for (Option each : all) {
      switch (each) {
        case Option.Allow() -> {
          return true;
        }
        case Option.Deny(), Option.Twist(var _), Option.Broken(var _, var _) -> {
          return false;
        }
        case Option.Setenv(var _, var _),
            Option.Severity(var _),
            Option.Kept(var _, var _, var _) -> {}
      }
    }
    return file;
  }

  Environment environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Option each : all) {
      if (each instanceof Option.Setenv(var name, var value)) {
        variables.put(name, value);
      }
    }
    return new Environment(variables);
  }

  /// Colons separate; `\:` is a colon.
  private static List<String> fields(String text) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ':') {
        field.append(':');
        i++;
      } else if (c == ':') {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString()); // the end of the line is in it: empty behind a last colon
    return fields;
  }

  /// Name and value are apart by blanks or one `=`.
  private static Option option(String field, boolean more) {
    String chopped = field.strip();
    int end = 0;
    while (end < chopped.length() && "= \t\r\n".indexOf(chopped.charAt(end)) < 0) {
      end++;
    }
    String name = chopped.substring(0, end).toLowerCase(Locale.ROOT);
    String value = chopped.substring(end).strip();
    value = value.startsWith("=") ? value.substring(1).strip() : value;
    if (name.isEmpty()) {
      return new Option.Broken(chopped, "an option has no name");
    }
    if (LAST.contains(name) && more) {
      return new Option.Broken(chopped, name + " must be the last option");
    }
    boolean known =
        KEPT.containsKey(name)
            || List.of("allow", "deny", "twist", "setenv", "severity").contains(name);
    if (known
        && value.isEmpty()
        && !WITHOUT_VALUE.contains(name)
        && !VALUE_OPTIONAL.contains(name)) {
      return new Option.Broken(chopped, name + " needs a value");
    }
    if (!value.isEmpty() && WITHOUT_VALUE.contains(name)) {
      return new Option.Broken(chopped, name + " takes no value");
    }
    return made(name, value, chopped);
  }

  private static Option made(String name, String value, String chopped) {
    return switch (name) {
      case "allow" -> new Option.Allow();
      case "deny" -> new Option.Deny();
      case "twist" -> new Option.Twist(value);
      case "setenv" -> setenv(value);
      case "severity" -> severity(value);
      default -> {
        String why = KEPT.get(name);
        yield why == null
            ? new Option.Broken(
                chopped, "there is no option " + name + " (a command is written as spawn COMMAND)")
            : kept(name, value, chopped, why);
      }
    };
  }

  private static Option setenv(String value) {
    String[] parts = value.split("\\s+", 2);
    return parts[0].indexOf('=') >= 0
        ? new Option.Broken("setenv " + value, "a blank belongs between name and value")
        : new Option.Setenv(parts[0], parts.length > 1 ? parts[1].strip() : "");
  }

  private static Option severity(String value) {
    int dot = value.indexOf('.');
    String level = value.substring(dot + 1).toLowerCase(Locale.ROOT);
    String facility = dot < 0 ? "user" : value.substring(0, dot).toLowerCase(Locale.ROOT);
    return level.matches("emerg|alert|crit|err|warning|notice|info|debug")
            && facility.matches("kern|user|mail|daemon|auth|lpr|news|uucp|cron|local[0-7]")
        ? new Option.Severity(value)
        : new Option.Broken("severity " + value, "there is no such level or facility");
  }

  private static Option kept(String name, String value, String chopped, String why) {
    boolean bad =
        switch (name) {
          case "umask" -> !value.matches("0*[0-7]{1,3}");
          case "linger" -> !value.matches("[0-9]{1,9}");
          case "nice" -> !value.matches("|[+-]?[0-9]{1,9}");
          case "rfc931" -> !value.matches("|0*[1-9][0-9]{0,8}");
          default -> false;
        };
    return bad
        ? new Option.Broken(chopped, name + " has a bad value")
        : new Option.Kept(name, value, why);
  }

  private static void say(Option option, List<Said> remarks) {
    switch (option) {
      case Option.Broken(var text, var why) ->
          remarks.add(
              new Said(
                  Remark.Kind.MISTAKE, "\"" + text + "\" keeps every such client out: " + why));
      case Option.Kept(var name, var _, var why) ->
          remarks.add(new Said(Remark.Kind.NOTE, "option " + name + " is left out: " + why));
      case Option.Twist(var _) ->
          remarks.add(
              new Said(
                  Remark.Kind.NOTE, "twist refuses; its command, which spoke instead, is not run"));
      case Option.Setenv(var name, var value) when value.indexOf('%') >= 0 ->
          remarks.add(new Said(Remark.Kind.NOTE, "the % in " + name + " stays as it is"));
      case Option.Allow(), Option.Deny(), Option.Setenv(var _, var _), Option.Severity(var _) -> {}
    }
  }
}
