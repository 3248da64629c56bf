package weir.limits;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.KeyPath;
import weir.config.Positions;
import weir.config.ValueType;
import weir.config.Values;
import weir.incident.Exemption;
import weir.incident.Rule;
import weir.incident.Rung;

/// Rules and exemptions as a file has them, in its order.
public record Limits(List<Limit> limits, List<Exemption> exemptions) {
  private static final Values VALUES =
      Values.standard()
          .with(new ValueType<>(LocalDate.class, "a date", "2027-01-01", Limits::date));

  public Limits {
    limits = List.copyOf(limits);
    exemptions = List.copyOf(exemptions);
  }

  /// The rules, to be asked.
  public List<Rule> rules() {
    return limits.stream().map(Limit::rule).toList();
  }

  /// The same, with rules that may go further than their file says.
  ///
  /// @param upTo how far, by the ids of rules
  public Limits enabling(Map<String, Rung> upTo) {
    return new Limits(
        limits.stream()
            .map(limit ->
                upTo.containsKey(limit.rule().id())
                    ? limit.acting(upTo.get(limit.rule().id()))
                    : limit)
            .toList(),
        exemptions);
  }

  /// Reads a file.
  public static Binding<Limits> read(Path file) {
    return made(new Binder(VALUES).file(LimitsFile.class, file));
  }

  /// Reads a text as if it stood in this file.
  public static Binding<Limits> read(String text, Path file) {
    return made(new Binder(VALUES).text(LimitsFile.class, text, file));
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"" + text + "\" is not a date such as 2027-01-01", e);
    }
  }

  private static Binding<Limits> made(Binding<LimitsFile> read) {
    return switch (read) {
      case Binding.Refused<LimitsFile>(var mistakes) -> new Binding.Refused<>(mistakes);
      case Binding.Bound<LimitsFile>(var file, var positions) ->
          new Binding.Bound<>(
              new Limits(
                  inOrder(LimitsFile.RULES, file.rules(), positions).stream()
                      .map(each -> each.getValue().limit(each.getKey()))
                      .toList(),
                  inOrder(LimitsFile.EXEMPTIONS, file.exemptions(), positions).stream()
                      .map(each -> each.getValue().exemption(each.getKey()))
                      .toList()),
              positions);
    };
  }

  private static <T> List<Map.Entry<String, T>> inOrder(
      KeyPath table, Map<String, T> all, Positions positions) {
    return all.entrySet().stream()
        .sorted(Comparator.comparingInt(each -> positions.of(table.key(each.getKey())).line()))
        .toList();
  }
}
