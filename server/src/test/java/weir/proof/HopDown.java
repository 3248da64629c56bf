package weir.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.sink.SinkAct;
import weir.sink.SinkMta;
import weir.sink.SinkPoint;
import weir.sink.SinkScript;
import weir.testkit.Until;

/// A next hop that fails for some seconds, each time in another way, while clients go on sending.
/// What it has taken when its connection is cut comes a second time: nobody heard its answer.
final class HopDown {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LASTING = Duration.ofSeconds(10);
  private static final int CLIENTS = 4;
  private static final int SOME = 50;
  private static final List<SinkPoint> POINTS =
      List.of(SinkPoint.CONNECT, SinkPoint.EHLO, SinkPoint.MAIL, SinkPoint.BODY, SinkPoint.DOT);

  private final Ledger ledger = new Ledger();
  private final Map<String, String> normal = new LinkedHashMap<>();

  private HopDown() {}

  static Row row(Path folder) throws InterruptedException {
    return new HopDown().run(folder);
  }

  private Row run(Path folder) throws InterruptedException {
    SinkMta sink = SinkMta.start();
    int port = sink.port();
    String settings =
        Child.settings(folder)
            + "hops.back.type = 'smtp'\nhops.back.address = '127.0.0.1:"
            + port
            + "'\n";
    SinkMta again;
    try (Child child = Child.start(folder, List.of(), settings).awaitReady();
        Senders senders = new Senders(child.port(), ledger, CLIENTS)) {
      Until.holds(PATIENCE, () -> ledger.acknowledgedSoFar() >= SOME);
      for (SinkPoint point : POINTS) {
        sink.obey(SinkScript.obedient().on(point, SinkAct.hangUp()));
        sink.cutConnections();
        Thread.sleep(LASTING);
        sink.obey(SinkScript.obedient());
        awaitNormal("closing at " + point);
      }
      sink.close();
      Thread.sleep(LASTING);
      again = SinkMta.startAt(port);
      awaitNormal("gone");
    }
    again.close();
    for (SinkMta each : List.of(sink, again)) {
      ledger.arrived(each.messages().stream().map(message -> message.content()).toList());
    }
    Ledger.Figures figures = ledger.figures();
    return new Row(
        "a next hop that fails for %d s in each of several ways".formatted(LASTING.toSeconds()),
        "%s; 250 for %d; %d there twice"
            .formatted(ledger.replies(), figures.acknowledged(), figures.twice()),
        figures.lost().isEmpty() && figures.damaged() == 0 ? Row.NOTHING : figures.toString(),
        "until a message passed: " + normal);
  }

  private void awaitNormal(String after) {
    long ended = System.nanoTime();
    int then = ledger.acknowledgedSoFar();
    Until.holds(PATIENCE, () -> ledger.acknowledgedSoFar() > then);
    normal.put(after, Row.since(ended));
  }
}
