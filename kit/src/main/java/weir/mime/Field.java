package weir.mime;

/// A header field.
///
/// @param name as written
/// @param folded the value: without blanks at its edges, a LF where a line ended. Octets beyond
///   ASCII are read as UTF-8 where they are that, else as Windows-1252
public record Field(String name, String folded) {

  /// The value as it stands, unfolded (RFC 5322 section 2.2.3).
  public String value() {
    return folded.replace("\n", "");
  }

  /// The value as people read it: encoded words (RFC 2047) decoded, folds as one blank.
  public String text() {
    return EncodedWords.decode(folded).strip();
  }

  public boolean is(String otherName) {
    return name.equalsIgnoreCase(otherName);
  }
}
