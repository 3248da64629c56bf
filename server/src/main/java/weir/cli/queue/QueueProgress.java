package weir.cli.queue;

import java.io.PrintWriter;
import weir.cli.output.Terminal;

/// Shows on a terminal how far a deed is.
final class QueueProgress {
  private final PrintWriter err;
  private final boolean shown;
  private final int all;

  QueueProgress(PrintWriter err, Terminal terminal, int all) {
    this.err = err;
    this.shown = terminal.shows() && all > 1;
    this.all = all;
  }

  void at(int done) {
    if (shown) {
      err.print("\r%,d of %,d messages ".formatted(done, all));
      err.flush();
    }
  }

  void end() {
    if (shown) {
      err.println();
    }
  }
}
