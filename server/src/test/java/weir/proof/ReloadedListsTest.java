package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.app.StartFailure;
import weir.sink.SinkMta;
import weir.testkit.Until;

/// Every file of a list is replaced and read again while sessions are under way.
class ReloadedListsTest {
  private static final int CLIENTS = 4;
  private static final int RELOADS = 60;
  private static final String MESSAGE = "Subject: x\r\n\r\nhello\r\n";

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();
  private Stand.Plan plan;

  @BeforeEach
  void plan() throws IOException {
    write("senders", "@spam.example\n");
    write("patterns", "*@bulk.example\n!ann@bulk.example\n");
    write("expressions", "bad\\.domain\n");
    write("friends", "friend@bank.example\n");
    write("helo", "!\\.\n");
    write("recipients", "closed@\n");
    write("networks", "198.51.100.0/24\n");
    write("of-logins", "ann@example.com: @example.net\n");
    write("mailboxes", "carl\n");
    write("map", "example.org recipients=map\ndora@example.org\n");
    plan =
        Stand.in(folder)
            .hop(sink.port())
            .set(
                "checks.sender-lists.block",
                "[{file = %s}, {file = %s, read-as = 'glob'}, {file = %s, read-as = 'qregex'}]"
                    .formatted(path("senders"), path("patterns"), path("expressions")))
            .set("checks.sender-lists.allow", "[{file = " + path("friends") + "}]")
            .set("checks.helo-lists.block", "[{file = " + path("helo") + ", read-as = 'qregex'}]")
            .set("checks.recipient-lists.block", "[{file = " + path("recipients") + "}]")
            .set("checks.access.block-files", "[" + path("networks") + "]")
            .set("checks.sender-login.senders", path("of-logins"))
            .set("domains.\"example.com\".recipients-file", path("mailboxes"))
            .set("routing.map", path("map"))
            .set("routing.map-hop", "'back'");
  }

  private String path(String name) {
    return "'" + folder.resolve(name) + "'";
  }

  /// As a panel does it: a new file takes the name of the old one.
  private void write(String name, String text) throws IOException {
    Path made = Files.writeString(folder.resolve(name + ".new"), text);
    Files.move(made, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private void writeAll(int round) throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      many.append("x").append(round).append('-').append(i).append("@spam.example\n");
    }
    write("senders", many.toString());
    write("patterns", "*@bulk" + round + ".example\n!ann@bulk.example\n");
    write("expressions", "bad" + round + "\\.domain\n");
    write("friends", "friend" + round + "@bank.example\n");
    write("helo", "!\\.\n^round" + round + "\\.\n");
    write("recipients", "closed" + round + "@\n");
    write("networks", "198.51.100." + round + "/32\n");
    write("of-logins", "ann@example.com: @round" + round + ".example\n");
    write("mailboxes", "carl\nround" + round + "\n");
    write("map", "example.org recipients=map\ndora" + round + "@example.org\n");
  }

  @Test
  void noSessionIsLostWhileEveryListIsReadAgain() throws Exception {
    AtomicBoolean ending = new AtomicBoolean();
    AtomicInteger taken = new AtomicInteger();
    Queue<String> trouble = new ConcurrentLinkedQueue<>();
    try (Stand stand = plan.start()) {
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(Thread.ofPlatform().start(() -> send(stand, ending, taken, trouble)));
      }
      for (int round = 1; round <= RELOADS; round++) {
        writeAll(round);
        stand.app().reload(plan.configuration());
        int enough = taken.get() + CLIENTS;
        Until.holds(() -> taken.get() >= enough || !trouble.isEmpty());
      }
      ending.set(true);
      for (Thread client : clients) {
        client.join();
      }
      assertThat(trouble).isEmpty();
      assertThat(sink.messages()).hasSize(taken.get());
      assertThat(rcpt(stand, "x60-499@spam.example")).isEqualTo(550);
      assertThat(rcpt(stand, "x59-499@spam.example")).isNotEqualTo(550);
    }
  }

  /// Long sessions with many transactions, so that reloads fall into each part of them.
  private static void send(
      Stand stand, AtomicBoolean ending, AtomicInteger taken, Queue<String> trouble) {
    while (!ending.get() && trouble.isEmpty()) {
      try (Talker client = stand.sender()) {
        for (int i = 0; i < 10 && !ending.get(); i++) {
          Said said = client.deliver(MESSAGE);
          if (said.code() == 250) {
            taken.incrementAndGet();
          } else {
            trouble.add(said.toString());
          }
        }
        Said bye = client.ask("QUIT");
        if (bye.code() != 221) {
          trouble.add(bye.toString());
        }
      } catch (RuntimeException e) {
        trouble.add(e.toString());
      }
    }
  }

  private static int rcpt(Stand stand, String sender) {
    try (Talker client = stand.sender()) {
      client.ask("MAIL FROM:<" + sender + ">");
      return client.ask("RCPT TO:<bob@example.com>").code();
    }
  }

  @Test
  void aTransactionEndsWithTheListsItBeganWith() throws IOException, StartFailure {
    try (Stand stand = plan.start();
        Talker client = stand.sender()) {
      client.ask("MAIL FROM:<sue@example.net>");
      assertThat(client.ask("RCPT TO:<ann@example.com>").code()).isEqualTo(250);
      write("senders", "@example.net\n");
      stand.app().reload(plan.configuration());
      assertThat(client.ask("RCPT TO:<bob@example.com>").code()).isEqualTo(250);
      assertThat(client.ask("DATA").code()).isEqualTo(354);
      assertThat(client.ask(MESSAGE + ".").code()).isEqualTo(250);
      client.ask("MAIL FROM:<sue@example.net>");
      assertThat(client.ask("RCPT TO:<bob@example.com>").code()).isEqualTo(550);
    }
  }

  @Test
  void vector_13_a_broken_file_is_a_mistake_and_the_old_list_stays_in_use() throws IOException {
    try (Stand stand = plan.start()) {
      write("expressions", "good\\.domain\n(\n");
      assertThatThrownBy(() -> stand.app().reload(plan.configuration()))
          .hasMessageContaining("expressions:2: ");
      assertThat(rcpt(stand, "x@bad.domain")).isEqualTo(550);
    }
  }

  /// The configuration was checked, and then the file went bad.
  @Test
  void aFileThatGoesBadInBetweenIsARefusedReload() throws IOException {
    try (Stand stand = plan.start()) {
      var checked = plan.configuration();
      write("expressions", "(\n");
      assertThatThrownBy(() -> stand.app().reload(checked))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("expressions:1: ");
      assertThat(rcpt(stand, "x@bad.domain")).isEqualTo(550);
    }
  }
}
