package weir.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/// The text of a file, parsed.
///
/// Some editors put a byte order mark before the first line. It is no TOML: whoever parses it loses
/// that line, and finds it broken or not there.
public final class TomlFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TomlFile() {}

  /// @throws IOException also when it is not UTF-8
  public static TomlParseResult read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  static TomlParseResult parse(String text) {
    return Toml.parse(withoutMark(text));
  }

  static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }
}
