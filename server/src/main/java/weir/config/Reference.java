package weir.config;

/// What is written about settings, made of the settings: `Reference.of(Settings.class,
/// Values.standard())`.
///
/// Nothing of it is kept by hand, so a page, sample or schema that differs from these is stale.
public final class Reference {
  private final Kind.Table root;

  private Reference(Kind.Table root) {
    this.root = root;
  }

  public static Reference of(Class<? extends Record> root, Values values) {
    return new Reference(new Kinds(values).table(root));
  }

  /// The reference page in Markdown: a section a table, a row a setting.
  public String markdown() {
    return markdown("Settings");
  }

  /// The reference page in Markdown, with a title of its own.
  public String markdown(String title) {
    return new ReferencePage().of(root, title);
  }

  /// A file that sets nothing: every key with its sentence, its default commented out.
  ///
  /// Prose begins with `# `, a setting with `#` alone; a file with every setting uncommented is a
  /// file with the defaults, with examples where there are none.
  public String sample() {
    return new SampleFile().of(root);
  }

  /// A JSON schema (draft 2020-12), for editors that check TOML while it is written.
  public String schema() {
    return JsonSchema.of(root);
  }
}
