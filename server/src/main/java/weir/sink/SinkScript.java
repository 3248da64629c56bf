package weir.sink;

/// Decides what a [SinkMta] does at each point. Asked from the thread of the connection.
@FunctionalInterface
public interface SinkScript {

  SinkAct at(SinkStep step);

  static SinkScript obedient() {
    return step -> SinkAct.obey();
  }

  /// This script, but with `act` whenever `point` is reached.
  default SinkScript on(SinkPoint point, SinkAct act) {
    return step -> step.point() == point ? act : at(step);
  }

  /// This script, but with `act` when `point` is reached in connection number `connection`.
  default SinkScript on(SinkPoint point, int connection, SinkAct act) {
    return step -> step.point() == point && step.connection() == connection ? act : at(step);
  }

  /// This script, but with `act` for every RCPT whose line holds `fragment`.
  default SinkScript onRecipient(String fragment, SinkAct act) {
    return step ->
        step.point() == SinkPoint.RCPT && step.line().contains(fragment) ? act : at(step);
  }

  /// This script, but with `act` once at least `octets` of a message have come.
  default SinkScript afterBody(long octets, SinkAct act) {
    return step -> step.point() == SinkPoint.BODY && step.bodyOctets() >= octets ? act : at(step);
  }
}
