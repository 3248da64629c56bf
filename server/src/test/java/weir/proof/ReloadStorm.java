package weir.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import weir.testkit.Until;

/// A hundred SIGHUP under load, with another configuration each time.
final class ReloadStorm {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int CLIENTS = 4;
  private static final int SIGNALS = 100;
  private static final int SOME = 50;

  private ReloadStorm() {}

  static Row row(Path folder) throws IOException, InterruptedException {
    try (Behind behind = new Behind.Server();
        Child child =
            Child.start(folder, List.of(), Child.settings(folder) + behind.settings())
                .awaitReady()) {
      Ledger ledger = new Ledger();
      Path file = folder.resolve("weir.toml");
      String text = Files.readString(file);
      String back;
      int threads = 0;
      try (Senders senders = new Senders(child.port(), ledger, CLIENTS)) {
        Until.holds(PATIENCE, () -> ledger.acknowledgedSoFar() >= SOME);
        Until.holds(
            PATIENCE, () -> child.log().stream().anyMatch(each -> each.contains(" ready,")));
        int quiet = child.threads();
        for (int n = 1; n <= SIGNALS; n++) {
          write(file, text.replace("['ann']", "['ann', 'n%d']".formatted(n)));
          signal(child);
          threads = Math.max(threads, child.threads() - quiet);
        }
        long ended = System.nanoTime();
        Until.holds(PATIENCE, () -> takes(child, "n" + SIGNALS));
        back = Row.since(ended) + " until the last configuration was in use";
        int then = ledger.acknowledgedSoFar();
        Until.holds(PATIENCE, () -> ledger.acknowledgedSoFar() > then + SOME);
        if (!takes(child, "n" + SIGNALS)) {
          back = "never: an older configuration came after the last one";
        }
      }
      long reloads = child.log().stream().filter(line -> line.contains("reloaded, policy")).count();
      child.stop();
      ledger.arrived(behind.take());
      Ledger.Figures figures = ledger.figures();
      return new Row(
          SIGNALS + " SIGHUP under load, each after a change of the file",
          "%d acknowledged, %d refused %s; %d reloads, at most %d threads more"
              .formatted(
                  figures.acknowledged(), figures.refused(), ledger.replies(), reloads, threads),
          figures.sound() ? Row.NOTHING : figures.toString(),
          back);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path next = file.resolveSibling("next.toml");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void signal(Child child) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-HUP", "" + child.pid()).inheritIO().start().waitFor();
  }

  private static boolean takes(Child child, String mailbox) {
    try (Talker client = Talker.connect(child.port())) {
      client.hear();
      client.ask("EHLO mail.example.net");
      client.ask("MAIL FROM:<carl@example.net>");
      return client.ask("RCPT TO:<" + mailbox + "@example.com>").code() == 250;
    }
  }
}
