package weir.rehearsal;

/// The conversation so far, for whoever reads a failure.
final class Transcript {
  private static final int SHOWN_OF_LINE = 200;

  private final StringBuilder text = new StringBuilder();

  void client(String name, byte[] octets) {
    String shown = Words.shown(octets).replace("\\r\\n", "\\r\\n\n");
    shown.lines().forEach(line -> add(name, "client", line));
  }

  void server(String name, String line) {
    add(name, "server", line);
  }

  void note(String name, String what) {
    add(name, "      ", "(" + what + ")");
  }

  private void add(String name, String who, String line) {
    String shown = line.length() > SHOWN_OF_LINE ? line.substring(0, SHOWN_OF_LINE) + "…" : line;
    text.append("  ").append(name.isEmpty() ? "" : name + " ").append(who).append("  ");
    text.append(shown).append('\n');
  }

  @Override
  public String toString() {
    return text.isEmpty() ? "  nothing was said\n" : text.toString();
  }
}
