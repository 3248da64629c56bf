package weir.attribution;

import java.util.Optional;
import weir.account.Host;
import weir.observation.Writer;

/// What the word of a host's mail server is worth by who else could have written it down.
///
/// Customers' programs can write into their host's syslog in the server's name. Where by its roles
/// none run, only the provider's own could; a host without roles is taken for one where they do.
///
/// @param most how sure at most what it says is
/// @param doubt why, for people; empty where only the server can have written it
/// @param settles what would make it surer
public record LogWord(Confidence most, Optional<String> doubt, Optional<String> settles) {
  private static final String SYSLOG =
      "read from syslog, into which any local user can write in the server's name";

  /// @param host on which it happened; empty where nothing is known of it
  public static LogWord of(Writer writer, Optional<Host> host) {
    return switch (writer) {
      case SERVER -> new LogWord(Confidence.CERTAIN, Optional.empty(), Optional.empty());
      case ANY_USER ->
          host.filter(Host::runsNoCustomers).isPresent()
              ? new LogWord(
                  Confidence.STRONG,
                  Optional.of(SYSLOG + "; by its roles no customer's program runs there"),
                  Optional.of("the journal, or a file that the server writes itself"))
              : new LogWord(
                  Confidence.LIKELY,
                  Optional.of(SYSLOG),
                  Optional.of(
                      "the journal, a file that the server writes itself, or its queue; the host's"
                          + " roles, where no customer's program runs there"));
      case ANY_HOST ->
          new LogWord(
              Confidence.LIKELY,
              Optional.of(
                  "read from a collector's file, into which whoever reaches the collector can write"
                      + " in any host's name"),
              Optional.of("the journal or log of the host itself, read there"));
    };
  }
}
