package weir.mime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A value with parameters, as Content-Type and Content-Disposition have it (RFC 2045 section 5.1,
/// RFC 2183, RFC 2231).
///
/// @param type in lower case, such as `text`; of a disposition the whole word, such as `inline`
/// @param subtype in lower case; empty where there is none
/// @param parameters by name in lower case; of several with one name the first
public record ContentType(String type, String subtype, Map<String, String> parameters) {

  /// What a part without the field is (RFC 2045 section 5.2).
  public static final ContentType PLAIN = new ContentType("text", "plain", Map.of());

  /// Without the field inside of a digest (RFC 2046 section 5.1.5).
  static final ContentType MESSAGE = new ContentType("message", "rfc822", Map.of());

  public ContentType {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /// Reads a value, however broken; empty where it names no type.
  ///
  /// @param value unfolded
  public static Optional<ContentType> read(String value) {
    ParameterReader reader = new ParameterReader(value);
    String name = reader.upToParameters().toLowerCase(Locale.ROOT);
    int slash = name.indexOf('/');
    String type = (slash < 0 ? name : name.substring(0, slash)).strip();
    String subtype = slash < 0 ? "" : name.substring(slash + 1).strip();
    return type.isEmpty()
        ? Optional.empty()
        : Optional.of(new ContentType(type, subtype, reader.parameters()));
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /// @param name such as `text/plain`, in lower case
  public boolean is(String name) {
    return name().equals(name);
  }

  public boolean isMultipart() {
    return type.equals("multipart");
  }

  /// Type and subtype in lower case, such as `text/plain`.
  public String name() {
    return subtype.isEmpty() ? type : type + "/" + subtype;
  }
}
