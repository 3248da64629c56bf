package weir.describe;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import weir.verdict.FindingKind;

/// What findings mean, for people who do not know mail. A finding's own sentence is for staff, in
/// the terms of the field.
public final class PlainFindings {
  private static final Properties SENTENCES = read();

  private PlainFindings() {}

  /// One or two sentences. A finding that no check makes is one of a rule of the site.
  public static String sentence(FindingKind kind) {
    return SENTENCES.getProperty(
        kind.id(), "A rule of our own, \"" + kind.id() + "\", is about this message.");
  }

  private static Properties read() {
    Properties sentences = new Properties();
    try (var in =
        new InputStreamReader(
            Objects.requireNonNull(PlainFindings.class.getResourceAsStream("findings.properties")),
            StandardCharsets.UTF_8)) {
      sentences.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sentences;
  }
}
