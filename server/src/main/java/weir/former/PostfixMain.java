package weir.former;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Postfix's `main.cf` and the tables beside it.
///
/// @param folder where tables are looked for, by the last part of their names
/// @param parameters by name; a later setting of the same name takes the place of the first
public record PostfixMain(Path folder, Map<String, Parameter> parameters) {
  /// The lists of restrictions that a recipient passes, in their order.
  public static final List<String> RESTRICTION_LISTS =
      List.of(
          "smtpd_client_restrictions",
          "smtpd_helo_restrictions",
          "smtpd_sender_restrictions",
          "smtpd_relay_restrictions",
          "smtpd_recipient_restrictions");

  /// @param value as written, its lines joined by blanks
  /// @param lines all lines that it stands on
  public record Parameter(String name, String value, List<OldLine> lines) {
    public OldLine line() {
      return lines.getFirst();
    }
  }

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "mydestination", "$myhostname, localhost.$mydomain, localhost",
          "virtual_alias_maps", "$virtual_maps",
          "virtual_alias_domains", "$virtual_alias_maps",
          "virtual_mailbox_domains", "$virtual_mailbox_maps",
          "smtpd_relay_restrictions",
              "permit_mynetworks, permit_sasl_authenticated, defer_unauth_destination");

  public PostfixMain {
    parameters = new LinkedHashMap<>(parameters);
  }

  /// Reads `main.cf` of a folder.
  public static PostfixMain read(Path folder, OldFile main) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    List<OldLine> logical = new ArrayList<>();
    for (OldLine line : main.lines()) {
      if (line.saysNothing()) {
        continue; // also within a logical line
      }
      if (!Character.isWhitespace(line.text().charAt(0))) {
        add(parameters, logical);
        logical.clear();
      }
      logical.add(line);
    }
    add(parameters, logical);
    return new PostfixMain(folder, parameters);
  }

  private static void add(Map<String, Parameter> parameters, List<OldLine> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(text.isEmpty() ? "" : " ").append(line.text().strip()));
    int equals = text.indexOf("=");
    if (equals > 0) {
      String name = text.substring(0, equals).strip();
      parameters.put(
          name, new Parameter(name, text.substring(equals + 1).strip(), List.copyOf(lines)));
    }
  }

  public Optional<Parameter> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /// The value with its `$name` replaced; Postfix's own default where it is not set, for the few
  /// that are asked for here.
  public String value(String name) {
    return new PostfixExpansion(this::known).of(raw(name));
  }

  private String raw(String name) {
    return parameter(name).map(Parameter::value).orElse(DEFAULTS.getOrDefault(name, ""));
  }

  /// `mydomain` is `myhostname` without its first part.
  private String known(String name) {
    String value = raw(name);
    if (value.isEmpty() && name.equals("mydomain")) {
      String host = raw("myhostname");
      int dot = host.indexOf('.');
      return dot < 0 ? host : host.substring(dot + 1);
    }
    return value;
  }

  /// The items of a value, between commas and blanks; `{ }` hold theirs together.
  public List<String> items(String name) {
    return PostfixExpansion.words(value(name));
  }

  /// The text of a table such as `hash:/etc/postfix/access`; empty where it is not in the folder.
  ///
  /// @throws IOException when it is there and cannot be read
  public Optional<PostfixTable> table(String named) throws IOException {
    int colon = named.indexOf(':');
    if (colon <= 0) {
      return Optional.empty();
    }
    String path = named.substring(colon + 1);
    String name = path.substring(path.lastIndexOf('/') + 1);
    return OldFile.in(folder, name)
        .flatMap(file -> PostfixTable.read(named.substring(0, colon), file));
  }
}
