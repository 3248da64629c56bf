package weir.meter;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/// A number that a meter shows, by the word that rules and sentences have for it: what was counted,
/// `recipients_1h`, what is usual, `usual_1h`, and how old the account is.
public sealed interface Figure {

  /// As rules write it.
  String word();

  /// What it is, for people.
  String words();

  /// Empty when it is not known: nothing is usual before a sender's history says so.
  OptionalLong of(Reading reading);

  /// All there are, in the order of their measures and windows.
  static Collection<Figure> all() {
    return Known.BY_WORD.values();
  }

  static Optional<Figure> named(String word) {
    return Optional.ofNullable(Known.BY_WORD.get(word));
  }

  /// What was counted in a window.
  record Counted(Measure measure, Window window) implements Figure {
    @Override
    public String word() {
      return measure.word() + "_" + window.word();
    }

    @Override
    public String words() {
      return measure.words() + ", in " + window.words();
    }

    @Override
    public OptionalLong of(Reading reading) {
      return OptionalLong.of(reading.value(measure, window));
    }
  }

  /// What is usual.
  record OfHistory(String word, String words, ToLongFunction<Usual> number) implements Figure {
    @Override
    public OptionalLong of(Reading reading) {
      return reading.usual().stream().mapToLong(number).findFirst();
    }
  }

  /// How long the sender's account has been a customer.
  record OfAccount(String word, String words) implements Figure {
    @Override
    public OptionalLong of(Reading reading) {
      return reading.customer().days();
    }
  }

  /// By their words.
  final class Known {
    private static final Map<String, Figure> BY_WORD = byWord();

    private Known() {}

    private static Map<String, Figure> byWord() {
      Map<String, Figure> all = new LinkedHashMap<>();
      for (Measure measure : Measure.values()) {
        for (Window window : Window.values()) {
          add(all, new Counted(measure, window));
        }
      }
      add(
          all,
          new OfHistory(
              "usual_1h", "recipients that are usual at this hour of the week", Usual::hour));
      add(
          all,
          new OfHistory("usual_any_1h", "recipients that are usual in any hour", Usual::anyHour));
      add(
          all,
          new OfHistory("usual_any_1d", "recipients that are usual in any day", Usual::anyDay));
      add(all, new OfAccount("account_age_days", "days since the account became a customer"));
      return all;
    }

    private static void add(Map<String, Figure> all, Figure figure) {
      all.put(figure.word(), figure);
    }
  }
}
