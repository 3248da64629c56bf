package weir.agent.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Connections that sshd makes for somebody who is logged in: `ssh -L` and `ssh -D`. No script is
/// behind them here; `AllowTcpForwarding no` in sshd_config(5) ends them.
public final class SshForwarding {
  private static final Pattern PROGRAM =
      Pattern.compile(
          "/usr/(?:local/)?(?:sbin|lib/openssh|libexec(?:/openssh)?)/sshd(?:-session)?");
  private static final Pattern TITLE =
      Pattern.compile("sshd(?:-session)?: ([A-Za-z0-9_][\\w.-]{0,63})(?:@\\S{1,64})?\\s*");

  private SshForwarding() {}

  /// Whose session it is; empty for what is no session of sshd.
  public static Optional<String> user(HostProcess process) {
    String program = process.program().orElse("");
    if (program.endsWith(HostProcess.DELETED)) { // upgraded since
      program = program.substring(0, program.length() - HostProcess.DELETED.length());
    }
    return PROGRAM.matcher(program).matches()
        ? process.commandLine().arguments().stream()
            .findFirst()
            .map(TITLE::matcher)
            .filter(Matcher::matches)
            .map(found -> found.group(1))
        : Optional.empty();
  }
}
