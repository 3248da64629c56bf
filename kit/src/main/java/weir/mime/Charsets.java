package weir.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;

/// Octets become text, under right, wrong, unknown and missing names of charsets.
final class Charsets {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /// Names that mail uses and the JDK does not know, and names under which more is written than
  /// they say: the wider charset reads both (as in the Encoding Standard of WHATWG, section 4.2).
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("iso-8859-8-i", "iso-8859-8"),
          Map.entry("gb2312", "gb18030"),
          Map.entry("gbk", "gb18030"),
          Map.entry("x-gbk", "gb18030"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("big5", "big5-hkscs"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("windows-874", "x-windows-874"),
          Map.entry("cp-850", "cp850"),
          Map.entry("utf8", "utf-8"),
          Map.entry("unicode-1-1-utf-8", "utf-8"),
          Map.entry("x-mac-roman", "x-macroman"),
          Map.entry("macintosh", "x-macroman"));

  private Charsets() {}

  /// Text under a declared charset. ASCII that is none, and a charset that nobody knows, are
  /// guessed; what a known charset cannot read becomes U+FFFD.
  static String decode(byte[] octets, String declared) {
    String name = declared.strip().toLowerCase(Locale.ROOT);
    if (name.equals("utf-7") || name.equals("unicode-1-1-utf-7")) {
      return Utf7.decode(new String(octets, StandardCharsets.ISO_8859_1));
    }
    if (name.isEmpty() || name.equals("us-ascii") || name.equals("ascii")) {
      return guessed(octets);
    }
    try {
      return new String(octets, Charset.forName(ALIASES.getOrDefault(name, name)));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      return guessed(octets);
    }
  }

  /// UTF-8 where it is that, else Windows-1252.
  static String guessed(byte[] octets) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(octets))
          .toString();
    } catch (CharacterCodingException _) {
      return new String(octets, WINDOWS_1252);
    }
  }
}
