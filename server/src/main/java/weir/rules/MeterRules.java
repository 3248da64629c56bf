package weir.rules;

import java.util.stream.Collectors;
import weir.incident.Condition;
import weir.incident.Condition.Held;
import weir.meter.Reading;

/// Makes conditions over what meters show, for rules that look for harm.
public final class MeterRules {
  private MeterRules() {}

  /// The library is loaded by the first condition.
  private static final class Conditions {
    static final Reader<MeterFact> READER = new Reader<>(new Language<>(MeterFact.all()));
  }

  /// @param source such as `recipients_1h > 500 || recipients_1h > 5 * usual_1h`
  public static Compiled<Condition> compile(String source) {
    return Conditions.READER.read(
        source,
        found ->
            new Compiled.Ready<>(
                new Asked(found.question()),
                found.terms().keySet().stream().map(MeterFact::word).collect(Collectors.toSet()),
                found.mentions()));
  }

  private record Asked(Question<MeterFact> question) implements Condition {
    @Override
    public Held holds(Reading reading) {
      return question.ask(fact -> fact.value(reading), Held.YES, Held.NO, Held.Unknown::new);
    }
  }
}
