package weir.limits;

import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.incident.Condition;
import weir.incident.Rule;
import weir.incident.Rung;
import weir.incident.Saying;
import weir.meter.Figure;
import weir.meter.Kind;
import weir.rules.Compiled;
import weir.rules.MeterRules;

@Doc("What is taken for a sign of harm.")
record RuleTable(
    @Doc("The kind of sender it is asked about, each for itself.") Kind of,
    @Doc("The condition, such as `recipients_1h > 500`.") String when,
    @Doc(
            "The reason in words, for the desk. A figure in braces is filled in, as in `{recipients_1h} recipients in an hour`.")
        String says,
    @Doc("Whether it may lead to responses.") @Default("observe") Mode mode,
    @Doc("The hardest response that it may lead to.") @Default("notify") Rung upTo) {

  /// @param at where it stands
  void check(String name, KeyPath at, Problems problems) {
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      problems.add(at, "a rule needs a name in kebab-case, such as \"many-recipients\"");
    }
    Kind kind = problems.isKnown(at.key("of")) ? of : Kind.ACCOUNT;
    if (problems.isKnown(at.key("when"))
        && MeterRules.compile(kind, when) instanceof Compiled.Mistake<Condition> mistake) {
      problems.add(at.key("when"), mistake.words(when));
    }
    if (problems.isKnown(at.key("says"))) {
      checkSaying(at.key("says"), problems);
    }
  }

  private void checkSaying(KeyPath at, Problems problems) {
    if (says.isBlank()) {
      problems.add(at, "must say the reason, for who reads the alarm");
      return;
    }
    for (int open = says.indexOf('{'); open >= 0; open = says.indexOf('{', open + 1)) {
      int close = says.indexOf('}', open);
      if (close < 0) {
        problems.add(at, "the brace at character %d is not closed".formatted(open + 1));
        return;
      }
      String named = says.substring(open + 1, close);
      if (Figure.named(named).isEmpty()) {
        problems.undefined(at, "figure", named, Figure.all().stream().map(Figure::word).toList());
        return;
      }
    }
  }

  /// To be asked once [#check] has found nothing.
  Limit limit(String name) {
    return switch (MeterRules.compile(of, when)) {
      case Compiled.Ready<Condition>(var condition, var figures, _) ->
          new Limit(
              new Rule(
                  name, of, condition, Saying.read(says).orElseThrow(), mode == Mode.ACT, upTo),
              when,
              says,
              figures.stream().flatMap(it -> Figure.named(it).stream()).toList());
      case Compiled.Mistake<Condition> mistake -> throw new IllegalStateException(mistake.reason());
    };
  }
}
