package weir.rules;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import weir.meter.Figure;
import weir.meter.Reading;

/// What a condition about a sender can speak of: the figures that its meter shows.
record MeterFact(Figure figure) implements Term {

  static List<MeterFact> all() {
    return Figure.all().stream().map(MeterFact::new).toList();
  }

  @Override
  public String word() {
    return figure.word();
  }

  @Override
  public CelType type() {
    return SimpleType.INT;
  }

  /// Empty when it is not known.
  Optional<Object> value(Reading reading) {
    OptionalLong value = figure.of(reading);
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }
}
