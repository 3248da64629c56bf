package weir.agent.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.Ran;

/// A host of the tests, looked at from within.
record PeerMachine(PeerHost host) implements Machine {
  private static final String QUIETLY = "exec \"$0\" \"$@\" 2>/dev/null";
  private static final int NO_SUCH_COMMAND = 127;

  @Override
  public Said run(String program, String... arguments) {
    List<String> line = new ArrayList<>(List.of("sh", "-c", QUIETLY, program));
    line.addAll(List.of(arguments));
    Ran ran = host.run(line.toArray(String[]::new));
    if (ran.exit() == NO_SUCH_COMMAND) {
      return new Said.Missing();
    }
    return ran.exit() == 0
        ? new Said.Text(ran.output())
        : new Said.Failed(program + " ended with " + ran.exit());
  }

  @Override
  public Said read(Path file) {
    Ran ran = host.run("sh", "-c", "[ -e \"$0\" ] || exit 127; cat \"$0\"", file.toString());
    return ran.exit() == NO_SUCH_COMMAND ? new Said.Missing() : new Said.Text(ran.output());
  }

  @Override
  public Said readEnd(Path file) {
    return read(file);
  }

  @Override
  public List<Path> find(String pattern) {
    return host.run(
            "sh", "-c", "for f in " + pattern + "; do [ -e \"$f\" ] && echo \"$f\"; done; :")
        .output()
        .lines()
        .map(Path::of)
        .toList();
  }
}
