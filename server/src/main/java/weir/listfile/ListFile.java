package weir.listfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A list as far as it could be read, and what could not.
///
/// @param list of use only where there are no mistakes
/// @param mistakes at most [#MOST_MISTAKES], each with file and line: a file of another kind is
///   wrong in every line
public record ListFile(EntryList list, List<String> mistakes) {
  static final int MOST_MISTAKES = 20;

  /// Octets of a file; a larger one is refused. Ten million addresses fit.
  static final long MOST_OCTETS = 512L * 1024 * 1024;

  /// Patterns of a list; reading and checking one takes about 40 microseconds.
  static final int MOST_PATTERNS = 500_000;

  /// Reads a file of UTF-8 lines.
  public static ListFile read(Path file, Kind kind, ReadAs readAs) {
    byte[] octets;
    try {
      if (Files.size(file) > MOST_OCTETS) {
        return unreadable(file + " is larger than " + (MOST_OCTETS >> 20) + " MiB");
      }
      octets = Files.readAllBytes(file);
    } catch (IOException e) {
      return unreadable(file + " cannot be read: " + e.getMessage());
    }
    Reader reader = new Reader(file + ":", new Lines(kind, readAs));
    int number = 0;
    for (int from = 0; from < octets.length && !reader.hasEnough(); ) {
      int to = from;
      while (to < octets.length && octets[to] != '\n') {
        to++;
      }
      reader.line(++number, octets, from, to);
      from = to + 1;
    }
    return reader.end();
  }

  /// Reads lines that stand in the configuration itself.
  public static ListFile of(List<String> lines, Kind kind, ReadAs readAs) {
    Reader reader = new Reader("line ", new Lines(kind, readAs));
    for (int i = 0; i < lines.size() && !reader.hasEnough(); i++) {
      reader.line(i + 1, lines.get(i));
    }
    return reader.end();
  }

  private static ListFile unreadable(String why) {
    return new ListFile(new EntryList.Builder().build(), List.of(why));
  }

  /// Collects entries and mistakes.
  private static final class Reader {
    private final String origin;
    private final Lines lines;
    private final EntryList.Builder list = new EntryList.Builder();
    private final List<String> mistakes = new ArrayList<>();
    private int patterns;
    private int loose;

    Reader(String origin, Lines lines) {
      this.origin = origin;
      this.lines = lines;
    }

    boolean hasEnough() {
      return mistakes.size() >= MOST_MISTAKES;
    }

    void line(int number, byte[] octets, int from, int to) {
      try {
        line(number, text(octets, from, to));
      } catch (CharacterCodingException e) {
        mistake(number, "is not UTF-8");
      }
    }

    /// ASCII, as nearly all lines are, needs no decoder.
    private static String text(byte[] octets, int from, int to) throws CharacterCodingException {
      for (int i = from; i < to; i++) {
        if (octets[i] < 0) {
          return StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(octets, from, to - from))
              .toString();
        }
      }
      return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
    }

    void line(int number, String text) {
      try {
        lines.read(number, text, this::take);
      } catch (IllegalArgumentException e) {
        mistake(number, String.valueOf(e.getMessage()));
      }
    }

    private void take(ListEntry entry) {
      boolean pattern =
          entry.matcher() instanceof ListEntry.Wildmat
              || entry.matcher() instanceof ListEntry.Regex;
      if (pattern && ++patterns > MOST_PATTERNS) {
        throw new IllegalArgumentException("a list has at most " + MOST_PATTERNS + " patterns");
      }
      if (pattern && PatternTable.isLoose(entry) && ++loose > PatternTable.MOST_LOOSE) {
        throw new IllegalArgumentException(
            ("at most %d patterns of a list may be without a fixed piece of two characters: each is"
                    + " tried on every address")
                .formatted(PatternTable.MOST_LOOSE));
      }
      list.add(entry);
    }

    private void mistake(int number, String reason) {
      mistakes.add(origin + number + ": " + reason);
    }

    ListFile end() {
      return new ListFile(list.build(), List.copyOf(mistakes));
    }
  }
}
