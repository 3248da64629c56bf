package weir.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import weir.sink.SinkAct;
import weir.sink.SinkMessage;
import weir.sink.SinkMta;
import weir.sink.SinkPoint;
import weir.sink.SinkStep;
import weir.testkit.Until;

/// A process that stands still as a whole for longer than its time limits, as one does whose
/// machine is moved or swaps, and then goes on. The monotonic clock has gone on meanwhile.
///
/// Clients and the next hop do in time what is theirs to do: it lies in the kernel when the process
/// goes on.
final class Paused implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// Longer waits of clients than ten seconds are ended by the watchdog, as those of five minutes
  /// are that are shipped.
  private static final Duration LIMIT = Duration.ofSeconds(11);

  private static final Duration STOP = Duration.ofSeconds(16);
  private static final int CLIENTS = 4;
  private static final int SOME = 50;
  static final int NEWCOMERS = 20;

  private final SinkMta sink = SinkMta.start();
  private final CountDownLatch atTheDot = new CountDownLatch(1);
  private final CountDownLatch answers = new CountDownLatch(1);
  private final Ledger ledger = new Ledger();
  private final Map<String, Integer> heard = new TreeMap<>();
  private final Child child;
  private String normal = "";

  /// @param hop how long the next hop has for each step
  /// @param limits further settings
  private Paused(Path folder, Duration hop, String limits) {
    String lines =
        """
        checks.connections.enabled = false
        hops.back.type = 'smtp'
        hops.back.address = '127.0.0.1:%1$d'
        hops.back.connect-timeout = '%2$dms'
        hops.back.command-timeout = '%2$dms'
        hops.back.body-timeout = '%2$dms'
        hops.back.dot-timeout = '%2$dms'
        """
            .formatted(sink.port(), hop.toMillis());
    this.child = Child.start(folder, List.of(), Child.settings(folder) + lines + limits);
    child.awaitReady();
    Until.holds(PATIENCE, () -> child.log().stream().anyMatch(line -> line.contains("ready")));
  }

  static Row row(Path folder) throws InterruptedException {
    String limits =
        "limits.command-time = '%1$ds'\nlimits.data-time = '%1$ds'\nwire.read = '%1$ds'\nwire.write = '%1$ds'\n"
            .formatted(LIMIT.toSeconds());
    try (Paused paused = new Paused(folder, LIMIT, limits)) {
      paused.standStill(STOP);
      Ledger.Figures figures = paused.figures();
      return new Row(
          "the process stands still for %d s, its limits are %d s, under load"
              .formatted(STOP.toSeconds(), LIMIT.toSeconds()),
          "%s; load: 250 for %d, else %s; %d there twice"
              .formatted(paused.heard(), figures.acknowledged(), paused.replies(), figures.twice()),
          figures.sound() ? Row.NOTHING : figures.toString(),
          paused.normal);
    }
  }

  /// A server whose next hop has little time, and its clients the usual one, stands still for
  /// longer than the former.
  static Paused briefly(Path folder) throws InterruptedException {
    Duration limit = Duration.ofSeconds(2);
    Paused paused = new Paused(folder, limit, "");
    paused.standStill(limit.multipliedBy(2));
    return paused;
  }

  private void standStill(Duration time) throws InterruptedException {
    try (Senders senders = new Senders(child.port(), ledger, CLIENTS);
        Talker asking = greeted();
        Talker sending = greeted();
        Talker waiting = greeted()) {
      Until.holds(PATIENCE, () -> ledger.acknowledgedSoFar() >= SOME);
      String half = Ledger.message("sending", 0, new Random(1));
      sending.begin();
      sending.send(half.substring(0, half.length() / 2));
      waiting.begin();
      sink.obey(this::answerLater);
      waiting.send(Ledger.message("waiting", 0, new Random(2)) + ".\r\n");
      atTheDot.await();
      signal("STOP");
      answers.countDown();
      asking.send("NOOP\r\n");
      sending.send(half.substring(half.length() / 2) + ".\r\n");
      List<Talker> newcomers = new ArrayList<>();
      for (int n = 0; n < NEWCOMERS; n++) {
        newcomers.add(Talker.connect(child.port()));
      }
      LockSupport.parkNanos(time.toNanos());
      int before = ledger.acknowledgedSoFar();
      long ended = System.nanoTime();
      signal("CONT");
      newcomers.forEach(each -> heard("greeting", each.hear()));
      normal = Row.since(ended) + " until all " + NEWCOMERS + " newcomers were greeted";
      Until.holds(PATIENCE, () -> ledger.acknowledgedSoFar() > before);
      normal += ", " + Row.since(ended) + " until a message passed";
      heard("a question meanwhile", asking.hear());
      heard("a message half of which came meanwhile", account("sending", sending.hear()));
      heard("a message that the hop took meanwhile", account("waiting", waiting.hear()));
      newcomers.forEach(Talker::close);
      // connections to the next hop that were in use, and rested since, are good for more
      Until.holds(PATIENCE, () -> ledger.acknowledgedSoFar() > before + SOME);
    }
    ledger.arrived(sink.messages().stream().map(SinkMessage::content).toList());
  }

  private void heard(String what, Said said) {
    heard.merge(what + " " + said.kind().replaceFirst("-.*", ""), 1, Integer::sum);
  }

  private Said account(String name, Said said) {
    if (said.code() == 250) {
      ledger.acknowledged(name);
    } else {
      ledger.refused(name, said);
    }
    return said;
  }

  private SinkAct answerLater(SinkStep step) {
    if (step.point() == SinkPoint.DOT) {
      atTheDot.countDown();
      try {
        answers.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return SinkAct.obey();
  }

  private Talker greeted() {
    Talker client = Talker.connect(child.port());
    client.hear();
    client.ask("EHLO mail.example.net");
    return client;
  }

  private void signal(String name) throws InterruptedException {
    try {
      new ProcessBuilder("kill", "-" + name, "" + child.pid()).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What clients were told that did everything in time, and how often.
  Map<String, Integer> heard() {
    return heard;
  }

  /// What messages of the load were told that was not 250.
  Map<String, Integer> replies() {
    return ledger.replies();
  }

  Ledger.Figures figures() {
    return ledger.figures();
  }

  @Override
  public void close() {
    child.close();
    sink.close();
  }
}
