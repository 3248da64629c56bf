package weir.enforcement.panels;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.Step;
import weir.incident.Rung;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// A panel, whichever it is.
final class PanelPoint implements EnforcementPoint {
  /// Of something interrupted, of which it is not known for which lease it was.
  private static final String INTERRUPTED = "";

  private final String name;
  private final Panel panel;

  PanelPoint(String name, Panel panel) {
    this.name = name;
    this.panel = panel;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    return panel.cannot(target, response);
  }

  @Override
  public Target asKept(Target target) {
    return panel.asKept(target);
  }

  @Override
  public boolean isOursAlone() {
    return false;
  }

  @Override
  public Found look(Target target, Optional<Holding> held)
      throws IOException, InterruptedException {
    return look(target, held, true);
  }

  @Override
  public Found look(Target target, Optional<Holding> held, boolean isDone)
      throws IOException, InterruptedException {
    List<Sanction> standing = panel.standing(target);
    if (held.isPresent() && !isDone) {
      return interrupted(target, standing, held.get());
    }
    Optional<Found> ours =
        held.flatMap(it -> kept(target, standing, it)).or(() -> marked(standing));
    return ours.orElseGet(
        () -> standing.isEmpty() ? Found.Nothing.PLAIN : new Found.Foreign(words(standing)));
  }

  /// What we put there, as long as nobody has given another reason for it.
  private Optional<Found> kept(Target target, List<Sanction> standing, Holding held) {
    return of(target, standing, held.response().rung())
        .filter(it -> !it.isForeign())
        .map(_ -> new Found.Ours(held.lease(), held.response()));
  }

  private static Optional<Found> marked(List<Sanction> standing) {
    return standing.stream()
        .filter(it -> it.lease().isPresent())
        .findFirst()
        .map(it -> new Found.Ours(it.lease().orElseThrow(), Response.of(it.rung())));
  }

  /// Before it was begun nothing of somebody else's was there: what is there now is what it was
  /// before, what it was to become, or both.
  private Found interrupted(Target target, List<Sanction> standing, Holding held) {
    List<Sanction> ours = standing.stream().filter(Predicate.not(Sanction::isForeign)).toList();
    if (ours.isEmpty()) {
      return standing.isEmpty() ? Found.Nothing.PLAIN : new Found.Foreign(words(standing));
    }
    if (ours.size() == 1 && ours.getFirst().rung() == panel.as(target, held.response().rung())) {
      return new Found.Ours(held.lease(), held.response());
    }
    return new Found.Ours(
        INTERRUPTED,
        Response.of(
            ours.stream().map(Sanction::rung).max(Comparator.naturalOrder()).orElseThrow()));
  }

  private Optional<Sanction> of(Target target, List<Sanction> standing, Rung rung) {
    Rung here = panel.as(target, rung);
    return standing.stream().filter(it -> it.rung() == here).findFirst();
  }

  private static String words(List<Sanction> standing) {
    return standing.stream()
        .map(it ->
            Response.of(it.rung()).word() + it.reason().map(" because of "::concat).orElse(""))
        .collect(Collectors.joining(", ", "somebody else's: ", ""));
  }

  /// The new one first, so that there is no moment without either.
  @Override
  public List<Step> put(Lease lease, Found found) throws IOException, InterruptedException {
    Target target = lease.target();
    Rung wanted = panel.as(target, lease.response().rung());
    List<Sanction> standing = panel.standing(target);
    List<Step> steps = new ArrayList<>();
    if (standing.stream().noneMatch(it -> it.rung() == wanted)) {
      steps.addAll(panel.enforce(target, wanted, PanelReason.of(lease.id())));
    }
    if (found instanceof Found.Ours(var before, var response, _)) {
      for (Sanction each : standing) {
        boolean isReplaced =
            before.equals(INTERRUPTED) || each.rung() == panel.as(target, response.rung());
        if (each.rung() != wanted && !each.isForeign() && isReplaced) {
          steps.addAll(panel.release(target, each.rung()));
        }
      }
    }
    return steps;
  }

  @Override
  public List<Step> take(Target target, Holding held) throws IOException, InterruptedException {
    List<Sanction> ours =
        panel.standing(target).stream().filter(Predicate.not(Sanction::isForeign)).toList();
    Optional<Sanction> kept = of(target, ours, held.response().rung());
    List<Step> steps = new ArrayList<>();
    for (Sanction each : kept.map(List::of).orElse(ours)) {
      steps.addAll(panel.release(target, each.rung()));
    }
    return steps;
  }
}
