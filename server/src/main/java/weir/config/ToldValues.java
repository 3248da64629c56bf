package weir.config;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The values of settings that people outside are told, in words.
public final class ToldValues {
  private static final String[] SIZES = {"bytes", "KB", "MB", "GB", "TB"};

  private ToldValues() {}

  /// By what they are, in the order of the record.
  public static Map<String, String> of(Record settings) {
    Map<String, String> told = new LinkedHashMap<>();
    tell(settings, told);
    return told;
  }

  private static void tell(Record settings, Map<String, String> told) {
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      Told how = component.getAnnotation(Told.class);
      if (how != null) {
        told.put(how.value(), words(value(settings, component)));
      } else if (component.isAnnotationPresent(SameTable.class)) {
        tell((Record) value(settings, component), told);
      }
    }
  }

  private static Object value(Record settings, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record without its accessor: " + component, e);
    }
  }

  private static String words(Object value) {
    return switch (value) {
      case Duration time -> words(time);
      case ByteSize size -> words(size);
      case Number number -> String.format(Locale.ROOT, "%,d", number.longValue());
      default -> throw new IllegalStateException("no words for " + value.getClass());
    };
  }

  private static String words(Duration time) {
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
