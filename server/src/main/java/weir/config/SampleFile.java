package weir.config;

/// The annotated sample: see [Reference#sample].
final class SampleFile {
  private static final int WIDTH = 100;

  private final StringBuilder file = new StringBuilder();

  String of(Kind.Table root) {
    prose(Describe.doc(root.type()));
    prose(
        "Every key with its default, or an example where it has none. Take away the # to set one.");
    body(root, KeyPath.ROOT, "", false);
    return file.toString();
  }

  private void body(Kind.Table table, KeyPath path, String mark, boolean optional) {
    for (Setting setting : table.settings()) {
      if (!Describe.opensTables(setting.kind())) {
        file.append('\n');
        prose(setting.doc());
        prose(Describe.words(setting.kind()).replace("`", ""));
        prose(Describe.choices(setting.kind()));
        prose(limits(setting));
        file.append(mark).append('#').append(line(setting)).append('\n');
      }
    }
    for (Setting setting : table.settings()) {
      if (Describe.opensTables(setting.kind())) {
        file.append('\n');
        prose(setting.doc());
        section(
            setting.kind(),
            new Header(path.key(setting.key()), false, optional, mark),
            setting.doc());
      }
    }
  }

  private static String line(Setting setting) {
    return KeyPath.of(setting.key()) + " = " + Describe.example(setting);
  }

  /// What is not plain from the value itself: bounds, and whether the key must be there.
  private static String limits(Setting setting) {
    String need = setting.isRequired() ? "Required. " : "";
    boolean example = !setting.isRequired() && setting.fallback().isEmpty();
    return need
        + (example ? absent(setting.kind()) : "")
        + setting.range().map(range -> "It " + Bounds.text(range) + ".").orElse("");
  }

  private static String absent(Kind kind) {
    return kind instanceof Kind.Maybe ? "Not set by default. " : "Empty by default. ";
  }

  /// @param repeated an item of a list
  /// @param optional the table is absent by default, so that its header is commented out too
  /// @param mark what begins a line in addition, to keep alternatives of a choice out of the way
  private record Header(KeyPath path, boolean repeated, boolean optional, String mark) {
    Header named(String name) {
      return new Header(path.key(name), repeated, true, mark);
    }

    String line() {
      return mark
          + (optional ? "#" : "")
          + (repeated ? "[[" + path + "]]" : "[" + path + "]")
          + "\n";
    }
  }

  private void section(Kind kind, Header header, String said) {
    switch (kind) {
      case Kind.Maybe(var inner) ->
          section(inner, new Header(header.path(), header.repeated(), true, header.mark()), said);
      case Kind.Many(var element) ->
          section(element, new Header(header.path(), true, true, header.mark()), said);
      case Kind.Named(_, Kind.Choice choice) -> choices(choice, header, true);
      case Kind.Named(var key, var element) ->
          section(element, header.named(Describe.name(key)), said);
      case Kind.Table table -> {
        about(table, said);
        file.append(header.line());
        body(table, header.path(), header.mark(), header.optional());
      }
      case Kind.Choice choice -> choices(choice, header, header.repeated());
      default -> throw new IllegalStateException("not a table: " + kind.name());
    }
  }

  /// A block for each case. Where only one table can be, the others are prose.
  private void choices(Kind.Choice choice, Header header, boolean several) {
    String mark = header.mark();
    for (var one : choice.cases().entrySet()) {
      if (!mark.equals(header.mark()) || file.charAt(file.length() - 2) != '\n') {
        file.append('\n');
      }
      about(one.getValue(), "");
      Header at = new Header(header.path(), header.repeated(), true, mark);
      boolean named = several && !header.repeated();
      Header own = named ? at.named(one.getKey()) : at;
      file.append(own.line())
          .append(mark)
          .append("#type = ")
          .append(Text.quoted(one.getKey()))
          .append('\n');
      body(one.getValue(), own.path(), mark, true);
      if (!several) {
        mark = header.mark() + "# ";
      }
    }
  }

  private void about(Kind.Table table, String said) {
    String doc = Describe.doc(table.type());
    if (!doc.equals(said)) {
      prose(doc);
    }
  }

  private void prose(String text) {
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split(" ")) {
      if (line.length() + word.length() + 3 > WIDTH) {
        file.append("# ").append(line).append('\n');
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      file.append("# ").append(line).append('\n');
    }
  }
}
