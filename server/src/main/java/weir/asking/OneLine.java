package weir.asking;

/// Some text of somebody outside, for the log and for pages.
public final class OneLine {
  private static final int LONGEST = 100;

  private OneLine() {}

  /// Its beginning, in one line, without control characters.
  public static String of(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /// What a failure says; some have no message.
  public static String of(Throwable failure) {
    String message = failure.getMessage();
    return of(message == null || message.isBlank() ? failure.getClass().getSimpleName() : message);
  }
}
