package weir.hostrules;

/// An option of the extended hosts.allow language (`hosts_options(5)`).
public sealed interface Option {

  /// Grants, whichever file the rule stands in.
  record Allow() implements Option {}

  /// Refuses, whichever file the rule stands in.
  record Deny() implements Option {}

  /// Sets a variable. Its `%` letters are left as they are.
  record Setenv(String name, String value) implements Option {}

  /// The level of the log line: `info`, or `mail.info` with a facility.
  record Severity(String level) implements Option {}

  /// Runs a command in place of the daemon: the client is not let in, and hears what the command
  /// prints. The one way in which tcp_wrappers could answer.
  record Twist(String command) implements Option {}

  /// An option that means nothing to a mail gateway, kept for whoever reads the file.
  ///
  /// @param why what it was for
  record Kept(String name, String value, String why) implements Option {}

  /// An option that cannot be read. The original refuses the client when it comes to it.
  record Broken(String text, String why) implements Option {}
}
