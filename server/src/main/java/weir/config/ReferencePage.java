package weir.config;

import java.util.List;

/// The settings in Markdown.
final class ReferencePage {
  private final StringBuilder page = new StringBuilder();

  String of(Kind.Table root) {
    page.append("# Settings\n");
    paragraph(Describe.doc(root.type()));
    paragraph(
        "Relative paths start at the folder of the file. Durations are written as `\"250ms\"`, `\"5s\"`, `\"10m\"`, `\"12h\"` or"
            + " `\"7d\"`, sizes as `\"512KB\"` or `\"50MB\"` (a KB is 1024 bytes). In the names of tables, a word in capitals"
            + " is yours to choose, and `[[...]]` may stand several times.");
    table(root, KeyPath.ROOT, "");
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
      return shape.substring(shape.lastIndexOf(' ') + 1).toUpperCase(java.util.Locale.ROOT);
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

  private void row(Setting setting) {
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
