package weir.procfs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The command line of a process (`/proc/PID/cmdline`): arguments, each ended by a NUL. A process
/// may write there what it likes, so it is a claim, and never read as a number or a path without a
/// look.
///
/// @param arguments the first is the name that it was called by
public record CommandLine(List<String> arguments) {
  /// Octets that are read; a longer one is cut.
  public static final int MOST_OCTETS = 4_096;

  private static final String MASK = "***";

  /// Words that say that what follows them is a secret.
  private static final List<String> SECRETS =
      List.of(
          "pass", "pwd", "secret", "token", "apikey", "api-key", "api_key", "auth", "credential");

  /// One-letter options with which well-known programs take a password: mysql -pX, curl -u, sshpass
  /// -p.
  private static final Set<String> WITH_PASSWORD =
      Set.of("mysql", "mysqldump", "mysqladmin", "mariadb", "sshpass");

  private static final Set<String> WITH_USER = Set.of("curl", "wget", "swaks");

  public CommandLine {
    arguments = List.copyOf(arguments);
  }

  public static CommandLine read(byte[] octets) {
    int length = Math.min(octets.length, MOST_OCTETS);
    while (length > 0 && octets[length - 1] == 0) {
      length--;
    }
    if (length == 0) {
      return new CommandLine(List.of());
    }
    String text = new String(Arrays.copyOf(octets, length), UTF_8);
    return new CommandLine(Arrays.asList(text.split("\0", -1)));
  }

  /// For people: with blanks between, and what looks like a password hidden. A kernel thread has
  /// none.
  public String masked() {
    List<String> shown = new ArrayList<>();
    boolean hide = false;
    for (String argument : arguments) {
      shown.add(hide ? MASK : hidden(argument));
      hide = !hide && announces(argument);
    }
    return String.join(" ", shown);
  }

  private String program() {
    String first = arguments.getFirst();
    return first.substring(first.lastIndexOf('/') + 1);
  }

  private boolean announces(String argument) {
    if (argument.equals("-u") && WITH_USER.contains(program())) {
      return true;
    }
    return argument.startsWith("-") && argument.indexOf('=') < 0 && isSecret(argument);
  }

  private String hidden(String argument) {
    int equals = argument.indexOf('=');
    if (equals > 0 && isSecret(argument.substring(0, equals))) {
      return argument.substring(0, equals + 1) + MASK;
    }
    if (argument.startsWith("-p") && argument.length() > 2 && WITH_PASSWORD.contains(program())) {
      return "-p" + MASK;
    }
    return withoutUserInfo(argument);
  }

  /// `scheme://user:password@host` (RFC 3986 section 3.2.1).
  private static String withoutUserInfo(String argument) {
    int scheme = argument.indexOf("://");
    if (scheme < 0) {
      return argument;
    }
    int slash = argument.indexOf('/', scheme + 3);
    int at = argument.lastIndexOf('@', slash < 0 ? argument.length() : slash);
    int colon = argument.indexOf(':', scheme + 3);
    return colon > 0 && colon < at
        ? argument.substring(0, colon + 1) + MASK + argument.substring(at)
        : argument;
  }

  private static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SECRETS.stream().anyMatch(lower::contains);
  }
}
