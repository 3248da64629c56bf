package weir.limits;

import java.util.Comparator;
import java.util.List;
import weir.incident.Rule;
import weir.incident.Rung;
import weir.meter.Figure;

/// A rule, with what was written of it.
///
/// @param when its condition
/// @param says its sentence, with figures in braces
/// @param figures of which the condition speaks
public record Limit(Rule rule, String when, String says, List<Figure> figures) {
  public Limit {
    figures = figures.stream().sorted(Comparator.comparing(Figure::word)).toList();
  }

  /// Whether what it says hangs on what is usual for a sender, which needs two weeks of history.
  public boolean needsHistory() {
    return figures.stream().anyMatch(Figure.OfHistory.class::isInstance);
  }

  /// The same, that acts and may lead to so much.
  Limit acting(Rung upTo) {
    return new Limit(
        new Rule(rule.id(), rule.of(), rule.when(), rule.says(), true, upTo), when, says, figures);
  }
}
