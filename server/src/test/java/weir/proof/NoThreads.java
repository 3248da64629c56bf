package weir.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import weir.testkit.Until;

/// A server that can make no more threads: the limit of its user is lowered under it to what it has
/// (RLIMIT_NPROC, which binds everybody but root; TasksMax of a unit fails the same call).
final class NoThreads {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// By then threads that have nothing to do have ended.
  private static final Duration REST = Duration.ofSeconds(35);

  private static final int CLIENTS = 40;

  /// Nobody's, so that no other process counts.
  private static final int USER = 64_777;

  private static final String SHORT = "Subject: x\r\n\r\nhello\r\n";
  private static final String LONG =
      "Subject: long\r\n\r\n" + "a line of forty characters, all in all\r\n".repeat(10_000);

  private final Map<String, Integer> heard = new TreeMap<>();
  private final Child child;
  private int acknowledged;

  private NoThreads(Child child) {
    this.child = child;
  }

  static Row row(Path folder) throws IOException, InterruptedException {
    run(List.of("chown", "-R", USER + ":" + USER, folder.toString()));
    Behind.Mailbox boxes = new Behind.Mailbox(folder.resolve("boxes"), "ann@boxes.example");
    String settings =
        """
        domains."boxes.example" = {hop = 'boxes', recipients = ['ann']}
        checks.connections.enabled = false
        """
            + boxes.settings().replace("hops.back", "hops.boxes");
    try (Behind.Server server = new Behind.Server();
        Child child =
            Child.start(folder, asUser(), Child.settings(folder) + server.settings() + settings)) {
      child.awaitReady();
      Until.holds(PATIENCE, () -> child.log().stream().anyMatch(line -> line.contains("ready")));
      NoThreads fault = new NoThreads(child);
      String normal = fault.happen();
      int missing = fault.acknowledged - server.take().size() - boxes.take().size();
      return new Row(
          "no thread can be made any more (RLIMIT_NPROC), %d clients".formatted(CLIENTS),
          fault.heard + "; in the log: " + fault.warnings(),
          missing > 0 ? missing + " messages" : Row.NOTHING,
          normal);
    }
  }

  private String happen() throws IOException, InterruptedException {
    try (Talker inside = greeted()) {
      deliver("who was inside", inside, "ann@example.com", SHORT);
      LockSupport.parkNanos(REST.toNanos());
      limit("" + child.threads());
      for (int n = 0; n < CLIENTS; n++) {
        try (Talker client = greeted()) {
          deliver("short", client, "ann@example.com", SHORT);
          deliver("too long for memory", client, "ann@example.com", LONG);
          deliver("to a mailbox", client, "ann@boxes.example", SHORT);
        }
      }
      deliver("who was inside", inside, "ann@example.com", SHORT);
      limit("4096");
      long ended = System.nanoTime();
      try (Talker client = greeted()) {
        deliver("afterwards", client, "ann@example.com", LONG);
        deliver("afterwards", client, "ann@boxes.example", SHORT);
      }
      return Row.since(ended) + " until a long message and one to a mailbox had passed";
    }
  }

  private Talker greeted() {
    Talker client = Talker.connect(child.port());
    client.hear();
    client.ask("EHLO mail.example.net");
    return client;
  }

  private void deliver(String what, Talker client, String to, String message) {
    Said said = client.deliver(to, message);
    heard.merge(what + ": " + said.kind(), 1, Integer::sum);
    acknowledged += said.code() == 250 ? 1 : 0;
  }

  /// Lines that tell an operator of it.
  private long warnings() {
    return child.log().stream().filter(line -> line.contains("no further thread")).count();
  }

  private static List<String> asUser() {
    return List.of(
        "setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--inh-caps=-all", "--");
  }

  private void limit(String threads) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(asUser()); // his own limits anybody may lower
    command.addAll(List.of("prlimit", "--pid", "" + child.pid(), "--nproc=" + threads + ":"));
    run(command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException(command + " ended with status " + status);
    }
  }
}
