package weir.cli;

/// Weight and colour of our own words, where the terminal wants them.
record Style(boolean on) {
  private static final String END = "\u001b[0m";

  String bold(String text) {
    return wrapped("\u001b[1m", text);
  }

  String dim(String text) {
    return wrapped("\u001b[2m", text);
  }

  String good(String text) {
    return wrapped("\u001b[32m", text);
  }

  String doubtful(String text) {
    return wrapped("\u001b[33m", text);
  }

  String bad(String text) {
    return wrapped("\u001b[31m", text);
  }

  private String wrapped(String start, String text) {
    return on && !text.isEmpty() ? start + text + END : text;
  }
}
