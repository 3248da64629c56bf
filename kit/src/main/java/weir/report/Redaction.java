package weir.report;

import java.util.List;
import java.util.regex.Pattern;
import weir.mime.Header;

/// Whether a reporter blacked something out (RFC 6590). Words for it differ; a hash in place of a
/// local part looks like any other, and is not noticed.
public final class Redaction {
  private static final Pattern WORD =
      Pattern.compile(
          "redacted|\\[(?:removed|hidden|masked|deleted)\\]|x{3,}@|\\*{3,}|undisclosed recipient"
              + "|this-local-part-does-not-exist|\\bhashed@",
          Pattern.CASE_INSENSITIVE);

  private static final List<String> FIELDS =
      List.of(
          "To",
          "Cc",
          "Received",
          "Message-ID",
          "Delivered-To",
          "X-Apparently-To",
          "From",
          "Subject");

  private Redaction() {}

  /// Whether something in a value was blacked out.
  public static boolean of(String value) {
    return WORD.matcher(value).find();
  }

  /// Whether something in the fields that tell who sent it was blacked out.
  public static boolean in(Header header) {
    return FIELDS.stream().flatMap(header::named).anyMatch(field -> of(field.value()));
  }
}
