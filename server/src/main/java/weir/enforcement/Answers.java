package weir.enforcement;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;

/// Answers of web services, in bounded memory.
public final class Answers {
  /// Octets of an answer at most; a longer one is a failure.
  public static final int MOST_OCTETS = 1 << 20;

  private Answers() {}

  /// As text.
  public static BodyHandler<String> text() {
    return BodyHandlers.limiting(BodyHandlers.ofString(), MOST_OCTETS);
  }
}
