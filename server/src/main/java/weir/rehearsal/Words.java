package weir.rehearsal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The small things that stand in the lines of a dialog or scenario file. What is wrong is an
/// IllegalArgumentException with a sentence.
public final class Words {
  private static final Pattern TIMES = Pattern.compile("(\".*\")\\s+times\\s+(\\d{1,6})");
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private Words() {}

  /// `"text"`, or `"text" times 100`, as octets.
  static byte[] octets(String written) {
    Matcher times = TIMES.matcher(written);
    boolean repeated = times.matches();
    byte[] once = unescaped(repeated ? times.group(1) : written);
    int count = repeated ? Integer.parseInt(times.group(2)) : 1;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      all.writeBytes(once);
    }
    return all.toByteArray();
  }

  private static byte[] unescaped(String written) {
    if (written.length() < 2 || !written.startsWith("\"") || !written.endsWith("\"")) {
      throw new IllegalArgumentException("a text in quotes is expected: \"...\\r\\n\"");
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    int end = written.length() - 1;
    int i = 1;
    while (i < end) {
      char c = written.charAt(i++);
      if (c != '\\') {
        octets.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      char escaped = i < end ? written.charAt(i++) : 0;
      if (escaped == 'x' && i + 1 < end) {
        octets.write(Integer.parseInt(written.substring(i, i + 2), 16));
        i += 2;
      } else {
        octets.write(escape(escaped));
      }
    }
    return octets.toByteArray();
  }

  private static int escape(char c) {
    return switch (c) {
      case 'r' -> '\r';
      case 'n' -> '\n';
      case 't' -> '\t';
      case '0' -> 0;
      case '\\', '"' -> c;
      default ->
          throw new IllegalArgumentException(
              "behind a backslash stands r, n, t, 0, x and two hex digits, a quote or a backslash");
    };
  }

  /// Words between blanks; within quotes blanks belong to the word.
  public static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group().replace("\"", ""));
    }
    return words;
  }

  /// `5m`, `2h`, `10s`.
  public static Duration time(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw new IllegalArgumentException("a time is expected, such as 5m or 2h: " + text);
    }
    long number = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /// Octets for people: one character an octet, the odd ones escaped.
  static String shown(byte[] octets) {
    StringBuilder shown = new StringBuilder(octets.length);
    for (byte octet : octets) {
      int c = octet & 0xff;
      switch (c) {
        case '\r' -> shown.append("\\r");
        case '\n' -> shown.append("\\n");
        case '\t' -> shown.append("\\t");
        case '\\' -> shown.append("\\\\");
        default -> {
          if (c >= ' ' && c < 0x7f) {
            shown.append((char) c);
          } else {
            shown.append(String.format("\\x%02x", c));
          }
        }
      }
    }
    return shown.toString();
  }
}
