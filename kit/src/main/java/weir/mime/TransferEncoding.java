package weir.mime;

import java.util.Locale;

/// How the octets of a part are written (RFC 2045 section 6).
enum TransferEncoding {
  NONE,
  BASE64,
  QUOTED_PRINTABLE,
  UUENCODE;

  /// Reads the value of the field; what nobody knows is no encoding.
  static TransferEncoding read(String value) {
    String word = value.strip().toLowerCase(Locale.ROOT);
    if (word.startsWith("base64")) {
      return BASE64;
    }
    if (word.startsWith("quoted-printable") || word.startsWith("quoted printable")) {
      return QUOTED_PRINTABLE;
    }
    boolean uu = word.startsWith("x-uu") || word.startsWith("uuencode");
    return uu ? UUENCODE : NONE;
  }

  /// @param limit octets that are made at most
  byte[] decode(Stretch body, int limit) {
    return switch (this) {
      case NONE -> body.copy(limit);
      case BASE64 -> Base64Text.decode(body.latin1(), limit);
      case QUOTED_PRINTABLE -> QuotedPrintable.decode(body.latin1(), limit);
      case UUENCODE -> Uuencoded.decode(body.latin1(), limit);
    };
  }
}
