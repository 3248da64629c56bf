package weir.config;

import java.time.Duration;
import java.util.Locale;

/// A setting that people outside are told.
///
/// @param key of the setting
/// @param what it is, for people who do not know mail
/// @param value in words, such as `50 MB`
/// @param setting the same as it would be written, such as `50MB`
public record ToldValue(String key, String what, String value, String setting) {
  private static final String[] SIZES = {"bytes", "KB", "MB", "GB", "TB"};

  /// @param value a duration, a size or a whole number
  public static ToldValue of(String key, String what, Object value) {
    return switch (value) {
      case Duration time -> new ToldValue(key, what, words(time), Durations.text(time));
      case ByteSize size -> new ToldValue(key, what, words(size), size.toString());
      case Number number ->
          new ToldValue(
              key, what, String.format(Locale.ROOT, "%,d", number.longValue()), number.toString());
      default -> throw new IllegalStateException("no words for " + value.getClass());
    };
  }

  /// The same within a time, such as `100 within 10 minutes`.
  public ToldValue within(Duration window) {
    return new ToldValue(
        key, what, value + " within " + words(window), setting + " in " + Durations.text(window));
  }

  /// Such as `36 hours`.
  public static String words(Duration time) {
    String text = Durations.text(time);
    int digits = Text.leadingDigits(text);
    String number = text.substring(0, digits);
    String unit =
        switch (text.substring(digits)) {
          case "d" -> "day";
          case "h" -> "hour";
          case "m" -> "minute";
          case "s" -> "second";
          default -> "millisecond";
        };
    return number + " " + unit + (number.equals("1") ? "" : "s");
  }

  private static String words(ByteSize size) {
    String text = size.toString();
    int digits = Text.leadingDigits(text);
    String unit = text.substring(digits).equals("B") ? SIZES[0] : text.substring(digits);
    return text.substring(0, digits) + " " + unit;
  }
}
