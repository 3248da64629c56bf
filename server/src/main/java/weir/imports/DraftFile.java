package weir.imports;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import weir.config.KeyPath;

/// A [Draft] as the text of a `weir.toml`, and its list files as texts.
public final class DraftFile {
  private static final int WIDTH = 110;

  /// The order of tables, by their first word; as in the manual's reference.
  private static final List<String> ORDER =
      List.of(
          "",
          "listeners",
          "hops",
          "domains",
          "routing",
          "tls",
          "login",
          "dns",
          "lists",
          "checks",
          "policy",
          "policies",
          "roles",
          "rules",
          "journal",
          "limits",
          "wire");

  private final StringBuilder file = new StringBuilder();

  private DraftFile() {}

  /// The whole `weir.toml`.
  public static String text(Draft draft) {
    return new DraftFile().write(draft);
  }

  /// A list file of it.
  public static String text(Draft.ListText list) {
    DraftFile file = new DraftFile();
    list.about().forEach(line -> file.prose("# ", line));
    list.lines().forEach(line -> file.file.append(line).append('\n'));
    return file.file.toString();
  }

  private String write(Draft draft) {
    prose(
        "# ",
        "Written by `weir import` from %s. Each setting has the old line it comes from above it, or behind it."
            .formatted(String.join(", ", draft.sources())));
    for (Remark.Kind kind : Remark.Kind.values()) {
      List<Remark> remarks = draft.remarks().stream().filter(each -> each.kind() == kind).toList();
      if (!remarks.isEmpty()) {
        file.append("#\n");
        prose("# ", kind.heading() + ":");
        remarks.forEach(each -> prose("#   ", "- " + each.text()));
      }
    }
    draft.tables().entrySet().stream()
        .sorted(Comparator.comparingInt(each -> place(each.getKey())))
        .forEach(each -> table(each.getKey(), each.getValue()));
    return file.toString();
  }

  private static int place(KeyPath table) {
    String first = table.text().split("[.]", 2)[0];
    int place = ORDER.indexOf(first);
    return place < 0 ? ORDER.size() : place;
  }

  private void table(KeyPath table, Map<String, Draft.Entry> entries) {
    file.append('\n');
    if (!table.equals(KeyPath.ROOT)) {
      file.append('[').append(table).append("]\n");
    }
    List<String> said = List.of();
    for (var each : entries.entrySet()) {
      String key = each.getKey();
      switch (each.getValue()) {
        case Draft.Entry.Single(var toml, var from) -> {
          if (!from.equals(said)) {
            from.forEach(place -> prose("# ", place));
          }
          said = from;
          file.append(KeyPath.of(key)).append(" = ").append(toml).append('\n');
        }
        case Draft.Entry.Several(var items) -> {
          several(key, items);
          said = List.of();
        }
      }
    }
  }

  private void several(String key, List<Draft.Item> items) {
    file.append(KeyPath.of(key)).append(" = [\n");
    int widest = items.stream().mapToInt(item -> item.toml().length()).max().orElse(0);
    for (Draft.Item item : items) {
      file.append("  ").append(item.toml()).append(',');
      if (!item.from().isEmpty()) {
        file.append(" ".repeat(Math.min(40, widest - item.toml().length()) + 1))
            .append("# ")
            .append(line(item.from()));
      }
      file.append('\n');
    }
    file.append("]\n");
  }

  /// A comment, in as many lines as it takes; those after the first stand further in.
  private void prose(String mark, String text) {
    StringBuilder line = new StringBuilder(mark);
    int begun = line.length();
    for (String word : line(text).split(" ", -1)) {
      if (line.length() > begun && line.length() + word.length() + 1 > WIDTH) {
        file.append(line).append('\n');
        line = new StringBuilder(mark).append("  ");
        begun = line.length();
      }
      line.append(line.length() > begun ? " " : "").append(word);
    }
    file.append(line).append('\n');
  }

  /// On one line whatever it holds: nothing of an old file may end a comment of ours.
  private static String line(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
        .filter(c -> c != 0xfeff)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
