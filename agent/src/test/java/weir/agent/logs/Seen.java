package weir.agent.logs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import weir.observation.Observation;
import weir.observation.Observations;

/// What a source told, each fact once, as whoever keeps it knows it by its mark.
final class Seen implements Observations {
  final List<Observation> all = new ArrayList<>();
  long told;
  boolean isBroken;

  @Override
  public void take(String source, List<Told> news) throws IOException {
    if (isBroken) {
      throw new IOException("the disk is full");
    }
    long before = told;
    for (Told each : news) {
      if (each.mark() <= told && told > before) {
        throw new IllegalStateException("marks that do not grow: " + each.mark());
      }
      if (each.mark() > told) {
        told = each.mark();
        all.addAll(each.observations());
      }
    }
  }

  /// The numbers of the lines that [Rotating] wrote, in the order in which they were told.
  List<Integer> numbers() {
    return handled()
        .map(it -> Integer.valueOf(it.recipient().substring(1, it.recipient().indexOf('@'))))
        .toList();
  }

  private Stream<Observation.Handled> handled() {
    return all.stream()
        .filter(Observation.Handled.class::isInstance)
        .map(Observation.Handled.class::cast);
  }

  <T extends Observation> List<T> of(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
