package weir.checks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import weir.net.IpPrefix;

/// A file with a network a line, as far as it could be read, and what could not.
///
/// @param mistakes at most [#MOST_MISTAKES]: a file of another kind is wrong in every line
record PrefixFile(List<IpPrefix> prefixes, List<String> mistakes) {
  static final int MOST_MISTAKES = 20;

  static PrefixFile read(Path file) {
    List<String> lines;
    try {
      // Any octets will do: what is no address is a mistake in its line.
      lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return new PrefixFile(List.of(), List.of(file + " cannot be read: " + e.getMessage()));
    }
    List<IpPrefix> prefixes = new ArrayList<>(lines.size());
    List<String> mistakes = new ArrayList<>();
    for (int i = 0; i < lines.size() && mistakes.size() < MOST_MISTAKES; i++) {
      int comment = lines.get(i).indexOf('#');
      String text = (comment < 0 ? lines.get(i) : lines.get(i).substring(0, comment)).strip();
      try {
        if (!text.isEmpty()) {
          prefixes.add(IpPrefix.of(text));
        }
      } catch (IllegalArgumentException e) {
        mistakes.add(file + ":" + (i + 1) + ": " + e.getMessage());
      }
    }
    return new PrefixFile(prefixes, mistakes);
  }
}
