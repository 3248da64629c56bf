package weir.cli.output;

/// Weight and colour of our own words, where the terminal wants them.
public record Style(boolean on) {
  private static final String END = "\u001b[0m";

  public String bold(String text) {
    return wrapped("\u001b[1m", text);
  }

  public String dim(String text) {
    return wrapped("\u001b[2m", text);
  }

  public String good(String text) {
    return wrapped("\u001b[32m", text);
  }

  public String doubtful(String text) {
    return wrapped("\u001b[33m", text);
  }

  public String bad(String text) {
    return wrapped("\u001b[31m", text);
  }

  private String wrapped(String start, String text) {
    return on && !text.isEmpty() ? start + text + END : text;
  }
}
