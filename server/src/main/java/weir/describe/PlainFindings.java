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

  /// One or two sentences.
  ///
  /// @throws IllegalArgumentException for a finding that no check makes
  public static String sentence(FindingKind kind) {
    String sentence = SENTENCES.getProperty(kind.id());
    if (sentence == null) {
      throw new IllegalArgumentException("no plain sentence for " + kind.id());
    }
    return sentence;
  }

  /// What a rule of the site looks for is not told, but what it tells those whom it refuses is.
  static String ofRule(FindingKind kind) {
    return "A rule of our own says: " + closed(kind.remedy());
  }

  /// In a reply no full stop follows.
  static String closed(String text) {
    return text.endsWith(".") ? text : text + ".";
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
