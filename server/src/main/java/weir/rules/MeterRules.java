package weir.rules;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weir.incident.Condition;
import weir.incident.Condition.Held;
import weir.meter.Kind;
import weir.meter.Reading;

/// Makes conditions over what meters show, for rules that look for harm.
public final class MeterRules {
  private MeterRules() {}

  /// The library is loaded by the first condition.
  private static final class Conditions {
    static final Reader<MeterFact> READER = new Reader<>(new Language<>(MeterFact.all()));
  }

  /// @param of the kind of sender that it is asked about
  /// @param source such as `recipients_1h > 500 || recipients_1h > 5 * usual_1h`
  public static Compiled<Condition> compile(Kind of, String source) {
    return Conditions.READER.read(
        source,
        found -> {
          Optional<Compiled.Mistake<Condition>> never = neverKnown(of, found.terms());
          return never.isPresent()
              ? never.get()
              : new Compiled.Ready<>(
                  new Asked(found.question()), words(found.terms()), found.mentions());
        });
  }

  private static Set<String> words(Map<MeterFact, Integer> facts) {
    return facts.keySet().stream().map(MeterFact::word).collect(Collectors.toSet());
  }

  /// A reseller and a host have many accounts: the rule would be silent for ever.
  private static Optional<Compiled.Mistake<Condition>> neverKnown(
      Kind of, Map<MeterFact, Integer> facts) {
    boolean hasMany = of == Kind.RESELLER || of == Kind.HOST;
    return facts.entrySet().stream()
        .filter(used -> hasMany && used.getKey().isOfAccount())
        .min(Map.Entry.comparingByValue())
        .map(used ->
            new Compiled.Mistake<>(
                used.getValue(),
                "%s is one account's, and a %s has many"
                    .formatted(used.getKey().word(), of.name().toLowerCase(Locale.ROOT))));
  }

  private record Asked(Question<MeterFact> question) implements Condition {
    @Override
    public Held holds(Reading reading) {
      return question.ask(
          fact -> fact.value().apply(reading), Held.YES, Held.NO, Held.Unknown::new);
    }
  }
}
