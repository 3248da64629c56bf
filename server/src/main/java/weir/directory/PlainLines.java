package weir.directory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The lines of a small file of a panel. Old ones are in any encoding, so octets are characters.
final class PlainLines {
  private static final int LONGEST = 8_192;

  private PlainLines() {}

  /// What is done with a line.
  interface Take {
    void line(int number, String text) throws SourceFailed;
  }

  /// Every line that is neither empty nor a comment (`#`).
  static void each(Path file, Take take) throws IOException, SourceFailed {
    each(Sources.open(file), file.toString(), take);
  }

  /// @param octets read to their end, and closed
  /// @param file for people
  static void each(InputStream octets, String file, Take take) throws IOException, SourceFailed {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(octets, StandardCharsets.ISO_8859_1))) {
      int number = 1;
      for (String line = next(in, file, number); line != null; line = next(in, file, number)) {
        String text = line.strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          take.line(number, text);
        }
        number++;
      }
    }
  }

  /// The same of a file that need not be there.
  static void eachIfThere(Path file, Take take) throws IOException, SourceFailed {
    if (Files.exists(file)) {
      each(file, take);
    }
  }

  private static @Nullable String next(Reader in, String file, int number)
      throws IOException, SourceFailed {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() >= LONGEST) {
        throw new SourceFailed(file + ", line " + number + ": longer than " + LONGEST);
      }
      line.append((char) c);
    }
    return line.toString();
  }
}
