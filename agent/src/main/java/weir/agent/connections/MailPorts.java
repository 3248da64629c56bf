package weir.agent.connections;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The ports to which mail is sent.
public final class MailPorts {
  /// SMTP, submission over TLS, submission (RFC 8314), and the port that providers have beside
  /// them.
  public static final SortedSet<Integer> USUAL = new TreeSet<>(Set.of(25, 465, 587, 2525));

  private MailPorts() {}
}
