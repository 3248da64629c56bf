package weir.hostrules;

import java.io.IOException;
import java.nio.file.Files;
import weir.testkit.peers.PeerHost;

/// Many short commands for a peer, some hundreds to a shell: starting one from outside for each
/// would be slow, and one shell for all would take longer than a host waits on a busy machine.
final class Scripts {
  private static final int PIECES = 150;

  private final PeerHost host;
  private final String start;
  private final StringBuilder script = new StringBuilder();
  private final StringBuilder output = new StringBuilder();
  private int pieces;

  /// @param start what every shell does first
  Scripts(PeerHost host, String start) {
    this.host = host;
    this.start = start;
  }

  void add(String piece) throws IOException {
    script.append(piece);
    if (++pieces % PIECES == 0) {
      run();
    }
  }

  /// What all of them printed, in order.
  String output() throws IOException {
    run();
    return output.toString();
  }

  private void run() throws IOException {
    Files.writeString(host.file("/tmp/script"), start + script);
    output.append(host.run("sh", "/tmp/script").output());
    script.setLength(0);
  }
}
