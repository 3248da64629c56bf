package weir.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The settings in Markdown.
final class ReferencePage {
  private final StringBuilder page = new StringBuilder();
  private final Map<Class<?>, Kind.Table> inlines = new LinkedHashMap<>();

  String of(Kind.Table root, String title) {
    page.append("# ").append(title).append('\n');
    paragraph(Describe.doc(root.type()));
    paragraph(
        "Relative paths start at the folder of the file. Durations are written as `\"250ms\"`, `\"5s\"`, `\"10m\"`, `\"12h\"` or"
            + " `\"7d\"`, sizes as `\"512KB\"` or `\"50MB\"` (a KB is 1024 bytes). In the names of tables, a word in capitals"
            + " is yours to choose, and `[[...]]` may stand several times.");
    table(root, KeyPath.ROOT, "");
    inlines.values().forEach(this::inline);
    return page.toString();
  }

  private void table(Kind.Table table, KeyPath path, String caseRow) {
    List<Setting> lines =
        table.settings().stream().filter(one -> !Describe.opensTables(one.kind())).toList();
    if (!lines.isEmpty() || !caseRow.isEmpty()) {
      page.append("\n| key | type | default | meaning |\n| --- | --- | --- | --- |\n")
          .append(caseRow);
      lines.forEach(this::row);
    }
    for (Setting setting : table.settings()) {
      if (Describe.opensTables(setting.kind())) {
        section(setting.kind(), setting.doc(), path.key(setting.key()), false);
      }
    }
  }

  private void section(Kind kind, String doc, KeyPath path, boolean repeated) {
    switch (kind) {
      case Kind.Maybe(var inner) -> section(inner, doc, path, repeated);
      case Kind.Many(var element) -> section(element, doc, path, true);
      case Kind.Named(var key, var element) ->
          section(element, doc, path.key(placeholder(key)), repeated);
      case Kind.Table table -> {
        heading(path, repeated, "");
        paragraph(doc);
        about(table, doc);
        table(table, path, "");
      }
      case Kind.Choice choice ->
          choice
              .cases()
              .forEach((word, table) -> {
                heading(path, repeated, " of type `" + word + "`");
                paragraph(doc);
                about(table, doc);
                table(table, path, "| `type` | text | | `\"" + word + "\"` |\n");
              });
      default -> throw new IllegalStateException("not a table: " + kind.name());
    }
  }

  private void about(Kind.Table table, String said) {
    String doc = Describe.doc(table.type());
    if (!doc.equals(said)) {
      paragraph(doc);
    }
  }

  /// `a domain` gives DOMAIN.
  private static String placeholder(Kind key) {
    if (key instanceof Kind.Value(var type) && type.type() != String.class) {
      String shape = type.shape();
      return shape.substring(shape.lastIndexOf(' ') + 1).toUpperCase(Locale.ROOT);
    }
    return "NAME";
  }

  private void heading(KeyPath path, boolean repeated, String addition) {
    String header = repeated ? "[[" + path + "]]" : "[" + path + "]";
    page.append("\n## `").append(header).append('`').append(addition).append('\n');
  }

  private void paragraph(String text) {
    if (!text.isEmpty()) {
      page.append('\n').append(text).append('\n');
    }
  }

  private void remember(Kind kind) {
    switch (kind) {
      case Kind.Maybe(var inner) -> remember(inner);
      case Kind.Many(var element) -> remember(element);
      case Kind.Named(_, var element) -> remember(element);
      case Kind.Table table -> inlines.putIfAbsent(table.type(), table);
      default -> {}
    }
  }

  /// What may stand in a value that many settings share.
  private void inline(Kind.Table table) {
    Inline how = table.inline().orElseThrow();
    page.append("\n## ")
        .append(how.name().substring(0, 1).toUpperCase(Locale.ROOT))
        .append(how.name().substring(1))
        .append("\n");
    paragraph(Describe.doc(table.type()));
    paragraph("It is written in a line, such as `" + how.example() + "`.");
    table(table, KeyPath.ROOT, "");
  }

  private void row(Setting setting) {
    remember(setting.kind());
    String fallback = Describe.fallback(setting);
    String words = Describe.words(setting.kind());
    page.append("| `")
        .append(setting.key())
        .append("` | ")
        .append(cell(Describe.typeAndRange(setting)))
        .append(" | ")
        .append(fallback.isEmpty() ? absent(setting) : "`" + cell(fallback) + "`")
        .append(" | ")
        .append(cell(words.isEmpty() ? setting.doc() : setting.doc() + " " + words))
        .append(" |\n");
  }

  private static String absent(Setting setting) {
    return setting.isRequired() ? "(required)" : "(none)";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
