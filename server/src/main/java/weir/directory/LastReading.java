package weir.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.asking.OneLine;
import weir.files.Durable;

/// How the last reading of a source went, on disk, so that commands tell it as the server does: a
/// line a thing.
///
/// @param strange rows of it that made no sense
/// @param strangeness the first of these
/// @param trouble why it could not be read; empty when it could
record LastReading(int strange, List<String> strangeness, Optional<String> trouble) {
  static final LastReading NONE = new LastReading(0, List.of(), Optional.empty());

  private static final String STRANGE = "strange ";
  private static final String SUCH_AS = "such-as ";
  private static final String TROUBLE = "trouble ";

  /// Lines that are read back at most; [ListingBuilder] tells fewer.
  private static final int MOST_LINES = 100;

  /// A file that is not there says nothing.
  static LastReading read(Path file) throws IOException {
    int strange = 0;
    List<String> strangeness = new ArrayList<>();
    Optional<String> trouble = Optional.empty();
    if (Files.exists(file)) {
      for (String line : Files.readString(file, UTF_8).lines().limit(MOST_LINES).toList()) {
        if (line.startsWith(STRANGE)) {
          strange = number(line.substring(STRANGE.length()));
        } else if (line.startsWith(SUCH_AS)) {
          strangeness.add(line.substring(SUCH_AS.length()));
        } else if (line.startsWith(TROUBLE)) {
          trouble = Optional.of(line.substring(TROUBLE.length()));
        }
      }
    }
    return new LastReading(strange, List.copyOf(strangeness), trouble);
  }

  private static int number(String text) throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IOException("no number of rows: " + OneLine.of(text), e);
    }
  }

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder(STRANGE).append(strange).append('\n');
    strangeness.forEach(line -> add(text, SUCH_AS, line));
    trouble.ifPresent(why -> add(text, TROUBLE, why));
    Durable.replace(file, out -> out.write(text.toString().getBytes(UTF_8)));
  }

  private static void add(StringBuilder text, String word, String line) {
    text.append(word).append(line.replaceAll("\\p{Cntrl}", " ")).append('\n');
  }
}
