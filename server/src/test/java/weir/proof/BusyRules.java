package weir.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Rules as long as a configuration may have them, asked without end by more clients than there are
/// processors, while newcomers want to be greeted.
final class BusyRules {
  private static final int BUSY = 8;
  private static final int RULES = 50;
  private static final int NEWCOMERS = 200;
  private static final Duration WARMING = Duration.ofSeconds(5);

  private volatile boolean enough;

  private BusyRules() {}

  static Row row(Path folder) throws InterruptedException {
    return new BusyRules().run(folder);
  }

  private Row run(Path folder) throws InterruptedException {
    StringBuilder rules = new StringBuilder();
    for (int n = 0; n < RULES; n++) {
      rules
          .append("rules.busy-")
          .append(n)
          .append(" = {when = \"")
          .append(condition(n))
          .append("\", then = {observe = true}}\n");
    }
    try (Behind behind = new Behind.Server();
        Child child =
            Child.start(folder, List.of(), Child.settings(folder) + rules + behind.settings())
                .awaitReady()) {
      Newcomers idle = Newcomers.come(child.port(), NEWCOMERS, Duration.ZERO);
      List<Thread> busy = new ArrayList<>();
      for (int n = 0; n < BUSY; n++) {
        busy.add(Thread.ofPlatform().start(() -> ask(child)));
      }
      Thread.sleep(WARMING);
      Duration before = child.cpu();
      long began = System.nanoTime();
      Newcomers under = Newcomers.come(child.port(), NEWCOMERS, Duration.ZERO);
      double processors =
          (double) child.cpu().minus(before).toNanos() / (System.nanoTime() - began);
      enough = true;
      for (Thread each : busy) {
        each.join();
      }
      long ended = System.nanoTime();
      Newcomers after = Newcomers.come(child.port(), NEWCOMERS, Duration.ZERO);
      int acknowledged = idle.acknowledged() + under.acknowledged() + after.acknowledged();
      int missing = acknowledged - behind.take().size();
      return new Row(
          "%d clients keep %d long rules busy, %.1f processors".formatted(BUSY, RULES, processors),
          "newcomers were %s; idle before: %s; 250 for %d messages of theirs"
              .formatted(under, idle, acknowledged),
          missing > 0 ? missing + " messages" : Row.NOTHING,
          Row.since(ended) + " later: " + after);
    }
  }

  private static String condition(int n) {
    String one =
        "matches(sender, '(?i)^[a-z0-9.+-]{1,40}[%d-9]@([a-z0-9-]+[.])+net$')".formatted(n % 9);
    return String.join(" || ", Collections.nCopies(20, one));
  }

  private void ask(Child child) {
    while (!enough) {
      try (Talker client = Talker.connect(child.port())) {
        client.hear();
        client.ask("EHLO mail.example.net");
        client.ask("MAIL FROM:<" + "a.b-c+d".repeat(8) + "@" + "x.".repeat(60) + "example.net>");
        for (int n = 0; n < 50 && !enough; n++) {
          client.ask("RCPT TO:<ann@example.com>");
        }
      }
    }
  }
}
