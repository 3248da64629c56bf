package weir.rules;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import weir.meter.Figure;
import weir.meter.Reading;

/// What a condition about a sender can speak of: the figures that its meter shows, and the plan of
/// its account.
///
/// @param value empty when it is not known
record MeterFact(String word, CelType type, Function<Reading, Optional<Object>> value)
    implements Term {
  private static final String PLAN = "plan";

  static List<MeterFact> all() {
    List<MeterFact> all = new ArrayList<>();
    Figure.all().forEach(figure -> all.add(of(figure)));
    all.add(
        new MeterFact(PLAN, SimpleType.STRING, it -> it.customer().plan().map(Object.class::cast)));
    return all;
  }

  private static MeterFact of(Figure figure) {
    return new MeterFact(
        figure.word(),
        SimpleType.INT,
        reading -> {
          OptionalLong value = figure.of(reading);
          return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
        });
  }

  /// Whether only an account has it.
  boolean isOfAccount() {
    return word.equals(PLAN) || Figure.named(word).orElse(null) instanceof Figure.OfAccount;
  }
}
