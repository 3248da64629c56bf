package weir.tracekeys;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import weir.tracing.TraceKey;
import weir.tracing.TraceKeys;

/// Keys as lines of text: when a key was made, and its secret in base64. Files of several servers
/// can be put together line by line.
final class KeyText {
  private static final String HEAD =
      "# Keys of Weir's trace tokens. Who has them can make tokens. One a line: since when, secret.\n";

  private KeyText() {}

  /// @throws IOException with the number of the line that is not one
  static TraceKeys read(List<String> lines) throws IOException {
    List<TraceKey> keys = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        TraceKey key = key(line, i + 1);
        if (!keys.contains(key)) {
          keys.add(key);
        }
      }
    }
    return new TraceKeys(keys);
  }

  private static TraceKey key(String line, int number) throws IOException {
    String[] words = line.split("\\s+");
    try {
      if (words.length == 2) {
        return new TraceKey(Base64.getDecoder().decode(words[1]), Instant.parse(words[0]));
      }
    } catch (DateTimeException | IllegalArgumentException _) {
      // The secret is not repeated in a message.
    }
    throw new IOException("line " + number + " is not the time and the secret of a key");
  }

  static String write(TraceKeys keys) {
    StringBuilder text = new StringBuilder(HEAD);
    for (TraceKey key : keys.keys()) {
      text.append(key.since())
          .append(' ')
          .append(Base64.getEncoder().encodeToString(key.secret()))
          .append('\n');
    }
    return text.toString();
  }
}
