package weir.enforcement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import weir.response.Response;
import weir.response.Target;

/// A file of a mail server with lines of ours in it, between two comments. Every other line is kept
/// octet by octet, so a character here is an octet.
///
/// Above each line of ours is one that says for whom and why it is there. Ours come first, since
/// where two lines are about the same these servers take the first one.
final class MarkedLines {
  /// Octets of such a file at most.
  static final long LARGEST = 16L * 1024 * 1024;

  private static final String BEGIN =
      "# Here begin the lines of Weir, which writes them anew. weir undo takes them away.";
  private static final String END = "# Here end the lines of Weir.";
  private static final String MARK = "# weir ";

  /// A line of ours.
  ///
  /// @param lines that the mail server reads; none where it is lifted
  record Entry(LineMark mark, List<String> lines) {
    Entry {
      lines = List.copyOf(lines);
    }
  }

  private final Path file;
  private final Map<String, Entry> ours;
  private final String others;

  private MarkedLines(Path file, Map<String, Entry> ours, String others) {
    this.file = file;
    this.ours = ours;
    this.others = others;
  }

  /// A file as it is; one that is not there is empty.
  ///
  /// @throws IOException with a sentence for the operator where it cannot be read, or where it is
  ///   not clear which lines are ours
  static MarkedLines read(Path file) throws IOException {
    if (Files.notExists(file)) {
      return new MarkedLines(file, new LinkedHashMap<>(), "");
    }
    if (Files.size(file) > LARGEST) {
      throw new IOException("%s has more than %,d octets".formatted(file, LARGEST));
    }
    String text = Files.readString(file, ISO_8859_1);
    int begin = text.startsWith(BEGIN + "\n") ? 0 : text.indexOf("\n" + BEGIN + "\n") + 1;
    if (begin == 0 && !text.startsWith(BEGIN + "\n")) {
      return new MarkedLines(file, new LinkedHashMap<>(), text);
    }
    int end = text.indexOf("\n" + END + "\n", begin);
    if (end < 0) {
      throw new IOException(
          "%s has the line where Weir's lines begin, and not the one where they end (%s); put it back"
              .formatted(file, END));
    }
    String block = text.substring(begin + BEGIN.length() + 1, end + 1);
    String others = text.substring(0, begin) + text.substring(end + END.length() + 2);
    return new MarkedLines(file, entries(file, block), others);
  }

  private static Map<String, Entry> entries(Path file, String block) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    String key = "";
    for (String line : block.lines().toList()) {
      if (line.startsWith(MARK)) {
        int split = line.indexOf(" for ");
        Optional<LineMark> mark =
            split < 0 ? Optional.empty() : LineMark.read(line.substring(MARK.length(), split));
        if (mark.isEmpty()) {
          throw new IOException("%s: \"%s\" is no mark of Weir's".formatted(file, line));
        }
        key = line.substring(split + " for ".length());
        entries.put(key, new Entry(mark.get(), List.of()));
      } else {
        Entry before = entries.get(key);
        if (before == null) {
          throw new IOException("%s: \"%s\" stands among Weir's lines".formatted(file, line));
        }
        List<String> lines = new ArrayList<>(before.lines());
        lines.add(line);
        entries.put(key, new Entry(before.mark(), lines));
      }
    }
    return entries;
  }

  /// What is there for a target.
  Optional<Entry> find(Target target) {
    return Optional.ofNullable(ours.get(octets(target.text())));
  }

  /// For whom there is a line that has an effect, and is of a response that somebody means.
  List<Target> targets(Predicate<Response> meant) {
    return ours.entrySet().stream()
        .filter(each -> each.getValue().mark().stage() != Stage.LIFTED)
        .filter(each -> meant.test(each.getValue().mark().response()))
        .flatMap(each -> Target.read(characters(each.getKey())).stream())
        .toList();
  }

  /// The lines that are not ours.
  List<String> others() {
    return others.lines().toList();
  }

  /// The whole file with a line for a target, in place of the one that it has.
  String with(Target target, LineMark mark, List<String> lines) {
    Map<String, Entry> all = new LinkedHashMap<>(ours);
    all.put(octets(target.text()), new Entry(mark, lines));
    return text(all);
  }

  /// The whole file without one.
  String without(Target target) {
    Map<String, Entry> all = new LinkedHashMap<>(ours);
    all.remove(octets(target.text()));
    return text(all);
  }

  private String text(Map<String, Entry> all) {
    if (all.isEmpty()) {
      return others;
    }
    StringBuilder text = new StringBuilder(BEGIN).append('\n');
    all.forEach((key, entry) -> {
      text.append(MARK).append(entry.mark().text()).append(" for ").append(key).append('\n');
      entry.lines().forEach(line -> text.append(line).append('\n'));
    });
    return text.append(END).append('\n').append(others).toString();
  }

  /// The step that writes it.
  Step.Write write(String content, String change) {
    return new Step.Write(file, content, ISO_8859_1, change);
  }

  private static String characters(String octets) {
    return new String(octets.getBytes(ISO_8859_1), UTF_8);
  }

  /// Characters as a file has them here.
  static String octets(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
