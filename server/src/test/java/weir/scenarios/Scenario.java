package weir.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import weir.rehearsal.Words;

/// A scenario file, read line by line.
///
/// @param shows the comment at its top: what it shows, in a sentence
record Scenario(Path file, String shows, List<Line> lines) {

  /// What the names of scenario files end with.
  static final String SUFFIX = ".scenario";

  /// One line: its first word, the others, and the indented lines below.
  record Line(int number, String word, List<String> words, String block) {

    /// A word that has to be there.
    String at(int index) {
      if (index >= words.size()) {
        throw new IllegalArgumentException("something is missing behind \"" + word + "\"");
      }
      return words.get(index);
    }

    /// What follows a word such as `from`; empty where that is not there.
    String after(String name) {
      int index = words.indexOf(name);
      return index < 0 ? "" : at(index + 1);
    }

    /// The number that follows a word.
    int number(String name, int otherwise) {
      String text = after(name);
      return text.isEmpty() ? otherwise : Integer.parseInt(text);
    }
  }

  Scenario {
    lines = List.copyOf(lines);
  }

  /// The file's name without its ending.
  String name() {
    return file.getFileName().toString().replace(SUFFIX, "");
  }

  static Scenario read(Path file) throws IOException {
    return parse(file, Files.readString(file));
  }

  /// Reads a text as if it stood in this file.
  ///
  /// @throws IllegalArgumentException when it does not say what it shows
  static Scenario parse(Path file, String text) {
    List<String> all = text.lines().map(String::stripTrailing).toList();
    StringBuilder shows = new StringBuilder();
    int next = 0;
    while (next < all.size() && all.get(next).startsWith("#")) {
      shows.append(shows.isEmpty() ? "" : " ").append(all.get(next++).substring(1).strip());
    }
    if (shows.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": a scenario begins with a comment that says what it shows");
    }
    List<Line> lines = new ArrayList<>();
    while (next < all.size()) {
      int number = next + 1;
      String line = all.get(next++);
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      StringBuilder block = new StringBuilder();
      while (next < all.size() && (all.get(next).startsWith(" ") || isWithin(all, next))) {
        block.append(all.get(next++).strip()).append('\n');
      }
      List<String> words = Words.split(line);
      lines.add(
          new Line(number, words.getFirst(), words.subList(1, words.size()), block.toString()));
    }
    return new Scenario(file, shows.toString(), lines);
  }

  /// An empty line between indented ones.
  private static boolean isWithin(List<String> all, int index) {
    return all.get(index).isEmpty() && index + 1 < all.size() && all.get(index + 1).startsWith(" ");
  }
}
