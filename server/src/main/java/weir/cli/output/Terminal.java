package weir.cli.output;

import java.io.IOException;
import java.util.Optional;
import weir.libc.Libc;

/// What a command writes to.
///
/// Java's own console tells neither: it counts only where standard input is a terminal too, and
/// knows no width.
///
/// @param shows whether standard output goes to a terminal
/// @param columns how wide a line may be
public record Terminal(boolean shows, int columns) {
  private static final int STANDARD_OUTPUT = 1;
  private static final int USUAL = 80;
  private static final int WIDEST = 1_000;

  /// As it is now: people change their windows.
  public static Terminal now() {
    int asked = ask();
    return of(Optional.ofNullable(System.getenv("COLUMNS")), asked);
  }

  /// @param wanted the environment variable `COLUMNS`, which goes before what the terminal says
  /// @param asked what the terminal says: its columns, 0 where it does not know, -1 where there is
  ///   none
  static Terminal of(Optional<String> wanted, int asked) {
    int columns = wanted.map(Terminal::number).filter(it -> it > 0).orElse(asked);
    return new Terminal(asked >= 0, columns > 0 ? Math.min(columns, WIDEST) : USUAL);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static int ask() {
    try {
      return Libc.columns(STANDARD_OUTPUT);
    } catch (IOException _) {
      return -1;
    }
  }
}
