package weir.dns;

import java.util.Locale;
import java.util.Optional;

/// One question to the domain name system: which records of this type does this name have?
///
/// The name is kept in lower case and without the dot at the end; the root is the empty name. A
/// name that cannot be written on the wire is refused here, so that no resolver has to think about
/// it: use [#of] for names that came from outside.
///
/// @param name at most 253 characters in labels of 1 to 63, printable ASCII without space or
///   backslash
/// @param type what is asked for
public record Question(String name, RecordType type) {

  /// RFC 1035 section 2.3.4 allows 255 octets on the wire, which are 253 characters in text.
  public static final int MAX_NAME = 253;

  /// RFC 1035 section 2.3.4.
  public static final int MAX_LABEL = 63;

  /// @throws IllegalArgumentException when the name cannot be asked for
  public Question {
    if (!isAskable(name)) {
      throw new IllegalArgumentException("not a name that can be asked for");
    }
    name = canonical(name);
  }

  /// The question, or nothing where the name cannot exist in the DNS at all.
  public static Optional<Question> of(String name, RecordType type) {
    return isAskable(name) ? Optional.of(new Question(name, type)) : Optional.empty();
  }

  /// Whether a question about this name can be written on the wire.
  public static boolean isAskable(String name) {
    int length = name.endsWith(".") ? name.length() - 1 : name.length();
    if (length > MAX_NAME) {
      return false;
    }
    int label = 0;
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      if (c == '.') {
        if (label == 0) {
          return false;
        }
        label = 0;
      } else if (c <= ' ' || c >= 0x7f || c == '\\' || ++label > MAX_LABEL) {
        return false;
      }
    }
    return length == 0 || label > 0;
  }

  private static String canonical(String name) {
    String undotted = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return undotted.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return (name.isEmpty() ? "." : name) + " " + type;
  }
}
