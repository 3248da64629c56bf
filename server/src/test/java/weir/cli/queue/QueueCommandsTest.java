package weir.cli.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.queue.Acts;
import weir.api.Answer;
import weir.cli.Here;
import weir.cli.Here.Ran;
import weir.cli.command.Installation;
import weir.journal.Entry;
import weir.queues.ActJournal;

class QueueCommandsTest {
  private static final String ONE = "0F1EF5B";
  private static final String TWO = "4jcVmq4R5tz20";
  private static final String LOGIN = "4jcVmr0Zbcz21";

  @TempDir private Path folder;

  @BeforeEach
  void queue() throws IOException {
    write(ONE, "anna@shop.example", "log_client_address=192.0.2.7", "Subject: cheap pills 1");
    write(TWO, "bob@other.example", "sasl_username=bob\u001b[2J", "Subject: =?utf-8?B?aGVsbG8=?=");
    directory("");
  }

  /// What the server's folder has of the accounts.
  ///
  /// @param rows in the order of the columns of a source
  private void directory(String rows) throws IOException {
    Files.createDirectories(folder.resolve("directory"));
    Files.writeString(folder.resolve("panel.csv"), "");
    Files.writeString(
        folder.resolve("directory/panel.csv"),
        "weir-directory-1,2026-11-25T08:00:00Z\n" + rows + "end\n");
    Files.writeString(
        folder.resolve("directory.toml"),
        "sources.panel = {type = \"csv\", file = \"panel.csv\"}\n");
  }

  /// Anna had the network of the first message when it came, and has a login; the network is Eve's
  /// since.
  private void anna() throws IOException {
    write(LOGIN, "eve@evil.example", "sasl_username=anna+shop.example", "Subject: cheap pills 2");
    directory(
        """
        anna,Anna's shop,,,,,,,,,,,,,,,,,,,,
        eve,Eve,,,,,,,,,,,,,,,,,,,,
        anna,,,,,,,,,anna@shop.example,,,,,,,,,,,,
        anna,,,,,,,,,,,,,,,192.0.2.0/24,,,,,2025-11-25T09:00:00Z,
        eve,,,,,,,,,,,,,,,192.0.2.0/24,,,,2025-11-25T09:00:00Z,,
        anna,,,,,,,,,,,,,,,,,,other.example,,,
        """);
  }

  private void write(String id, String sender, String attribute, String subject)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    record(out, 'C', "%15d %15d %15d %15d".formatted(100, 100, 1, 0));
    record(out, 'T', "1764060000 0");
    record(out, 'S', sender);
    record(out, 'A', attribute);
    record(out, 'R', "x@example.net");
    record(out, 'M', "");
    record(out, 'N', "Received: from web1 (unknown [192.0.2.7])");
    record(out, 'N', "\tby mail.example (Postfix) with ESMTP id " + id);
    record(out, 'N', subject);
    record(out, 'N', "");
    record(out, 'N', "body\u001b]0;evil\u0007");
    record(out, 'X', "");
    record(out, 'E', "");
    Path file = folder.resolve("postfix/deferred").resolve(id);
    Files.createDirectories(file.getParent());
    Files.write(file, out.toByteArray());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static void record(ByteArrayOutputStream out, char type, String text) {
    out.write(type);
    out.write(text.getBytes(UTF_8).length);
    out.writeBytes(text.getBytes(UTF_8));
  }

  private Ran run(String... arguments) {
    return Here.in(folder).run(arguments);
  }

  private Ran typing(String typed, String... arguments) {
    return new Here(
            folder,
            new Answer.Failed("nobody asks"),
            List.of(),
            new Installation.HopFound.Not("there is none"),
            typed)
        .run(arguments);
  }

  private boolean isHeld(String id) {
    return Files.exists(folder.resolve("postfix/hold").resolve(id));
  }

  private static String act(Ran ran) {
    Matcher act = Pattern.compile("weir queue undo (\\S+) undoes it").matcher(ran.out());
    assertTrue(act.find(), ran.out() + ran.err());
    return act.group(1);
  }

  @Test
  void listShowsWhoHandedMessagesIn() {
    Ran ran = run("queue", "list");
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("[192.0.2.7]"), ran.out());
    assertTrue(ran.out().contains("hello"), ran.out());
    assertTrue(ran.out().contains("login bob\\u001b[2J"), ran.out());
  }

  @Test
  void nothingThatATerminalObeysIsPrinted() {
    for (String[] arguments :
        new String[][] {
          {"queue", "list"},
          {"queue", "list", "--json"},
          {"queue", "top"},
          {"queue", "show", TWO},
          {"queue", "show", TWO, "--full"},
          {"queue", "search", "hello", "--received"},
          {"queue", "search", "hello", "--full"},
          {"queue", "hold", "--all", "--yes"}
        }) {
      Ran ran = run(arguments);
      assertFalse((ran.out() + ran.err()).contains("\u001b"), String.join(" ", arguments));
      assertFalse((ran.out() + ran.err()).contains("\u0007"), String.join(" ", arguments));
    }
  }

  @Test
  void searchReadsEncodedSubjects() {
    assertTrue(run("queue", "search", "HELLO").out().contains(TWO));
    assertTrue(run("queue", "search", "--raw", "HELLO").out().contains("no such message"));
  }

  @Test
  void searchPrintsReceivedLinesOrWholeMessages() {
    String received = run("queue", "search", "hello", "--received").out();
    assertTrue(
        received.contains("Received: from web1 (unknown [192.0.2.7]) by mail.example"), received);
    assertFalse(received.contains("body"), received);
    String full = run("queue", "list", "--full").out();
    for (String id : List.of(ONE, TWO)) {
      assertTrue(full.contains("==> " + id + " <=="), full);
      assertTrue(full.contains("with ESMTP id " + id), full);
    }
    assertTrue(full.contains("body"), full);
  }

  /// Only the topmost line is the mail server's own.
  @Test
  void aReceivedLineBelowTheFirstIsShownAsAClaim() throws IOException {
    write("4jcVmq4R5tz2Z", "a@shop.example", "", "Received: (qmail 1 invoked by uid 0)");
    String out = run("queue", "show", "4jcVmq4R5tz2Z").out();
    assertTrue(out.contains("invoked by uid 0) (came with it: a claim)"), out);
    assertFalse(out.contains("4jcVmq4R5tz2Z (came with it"), out);
  }

  @Test
  void showPrintsTheReceivedLinesUnfolded() {
    String out = run("queue", "show", ONE).out();
    assertTrue(
        out.contains("Received: from web1 (unknown [192.0.2.7]) by mail.example (Postfix)"), out);
    assertEquals(1, run("queue", "show", "../../etc/passwd").status());
  }

  @Test
  void topRanksByWhoHandedInAndByTheShapeOfSubjects() {
    String out = run("queue", "top").out();
    assertTrue(out.contains("HANDED IN BY"), out);
    assertTrue(out.contains("cheap pills #"), out);
  }

  @Test
  void holdShowsWhoseMessagesTheyAreAndAsks() throws IOException {
    Ran no = typing("n\n", "queue", "hold", "--sender", "shop.example");
    assertEquals(1, no.status());
    assertTrue(no.out().contains("To hold in the queue of"), no.out());
    assertTrue(no.out().contains("[192.0.2.7]"), no.out());
    assertFalse(isHeld(ONE));
    Ran yes = typing("y\n", "queue", "hold", "--sender", "shop.example");
    assertEquals(0, yes.status(), yes.err());
    assertTrue(isHeld(ONE));
    assertFalse(isHeld(TWO));
    Path lock = folder.resolve(Acts.FOLDER).resolve(act(yes) + ".undoing");
    try (FileChannel other =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = other.lock()) {
      Ran late = run("queue", "undo", act(yes));
      assertEquals(1, late.status());
      assertTrue(late.err().contains("another command is undoing it just now"), late.err());
    }
    assertFalse(run("queue", "undo").out().contains("(undone)"));
    Ran undone = run("queue", "undo", act(yes));
    assertEquals(0, undone.status(), undone.err());
    assertFalse(isHeld(ONE));
    assertTrue(run("queue", "undo").out().contains("  hold (undone)  1  "));
    assertEquals(1, run("queue", "undo", act(yes)).status());
  }

  /// As the manual says it: hold, look, delete.
  @Test
  void whatIsHeldAndDeletedIsHandedInAgainWithSendOnlyAndThatIsSaid() throws IOException {
    run("queue", "hold", ONE, "--yes");
    Ran asked = typing("n\n", "queue", "delete", "--all");
    assertTrue(
        asked.out().contains("1 of these are held: weir queue undo does not put them back"),
        asked.out());
    Ran deleted = run("queue", "delete", "--state", "held", "--text", "pills", "--yes");
    assertEquals(0, deleted.status(), deleted.err());
    Matcher told = Pattern.compile("weir queue undo (\\S+) --send").matcher(deleted.out());
    assertTrue(told.find(), deleted.out());
    String id = told.group(1);
    assertFalse(deleted.out().contains("undoes it"), deleted.out());
    Path evidence = folder.resolve("queue-evidence").resolve(id);
    assertTrue(deleted.out().contains("kept as evidence in " + evidence), deleted.out());
    assertTrue(Files.exists(evidence.resolve(ONE + ".eml")));
    Path taken = folder.resolve("postfix/handed-in");
    Ran refused = run("queue", "undo", id);
    assertEquals(1, refused.status());
    assertTrue(refused.out().contains("weir queue undo " + id + " --send"), refused.out());
    assertTrue(refused.out().contains(evidence.toString()), refused.out());
    assertFalse(Files.exists(taken));
    assertTrue(
        run("queue", "undo").out().contains("undo    1         0     1 were held, not put back"),
        run("queue", "undo").out());
    assertFalse(run("queue", "undo").out().contains("(undone)"), "nothing of it was put back");
    Ran sent = run("queue", "undo", id, "--send");
    assertEquals(0, sent.status(), sent.out() + sent.err());
    try (var files = Files.list(taken)) {
      assertEquals(1, files.count());
    }
    assertTrue(run("queue", "undo").out().contains("1 were held, sent"));
    assertTrue(run("queue", "undo", id, "--send").err().contains("it was undone already"));
  }

  @Test
  void ofADeleteThatWasHeldInPartTheRestIsUndone() throws IOException {
    run("queue", "hold", ONE, "--yes");
    Ran deleted = run("queue", "delete", "--all", "--yes");
    assertTrue(deleted.out().contains("undoes it, but for 1 that were held"), deleted.out());
    Ran undone = run("queue", "undo", act(deleted));
    assertEquals(1, undone.status());
    assertTrue(undone.out().contains("1  put back"), undone.out());
    assertTrue(undone.out().contains("1  not put back: they were held"), undone.out());
  }

  @Test
  void whatWasHeldAlreadyIsCountedApartAlsoInTheJournal() throws IOException {
    run("queue", "hold", ONE, "--yes");
    Ran held = run("queue", "hold", "--all", "--yes");
    assertEquals(0, held.status(), held.err());
    assertTrue(held.out().contains("1  held") && held.out().contains("1  were held already"));
    List<Entry> entries = new ArrayList<>();
    new ActJournal(folder, entries::add).takeUp();
    assertTrue(
        entries.stream()
            .map(each -> ((Entry.Act) each).details())
            .anyMatch(it ->
                "2 1 1"
                    .equals(it.get("messages") + " " + it.get("done") + " " + it.get("already"))));
    Ran undone = run("queue", "undo", act(held));
    assertEquals(0, undone.status(), undone.err());
    assertTrue(undone.out().contains("1  put back"), undone.out());
    assertTrue(isHeld(ONE));
    assertFalse(isHeld(TWO));
  }

  @Test
  void nobodyDeletesEverythingByForgettingToChoose() {
    Ran ran = run("queue", "delete", "--yes");
    assertEquals(2, ran.status());
    assertTrue(run("queue", "list").out().contains(ONE));
  }

  @Test
  void whatWasDoneWithoutAServerComesIntoTheJournalOfTheNextOneOnce() throws IOException {
    Ran deleted = run("queue", "delete", ONE, "--yes");
    assertEquals(0, deleted.status(), deleted.err());
    assertTrue(deleted.out().contains("No server runs"), deleted.out());
    List<Entry> entries = new ArrayList<>();
    ActJournal journal = new ActJournal(folder, entries::add);
    assertEquals(1, journal.takeUp());
    assertEquals(0, journal.takeUp());
    Entry.Act entry = (Entry.Act) entries.getFirst();
    assertEquals("queue-delete", entry.what());
    assertEquals("1", entry.details().get("done"));
    assertEquals("--id " + ONE, entry.details().get("selection"));
    assertTrue(run("queue", "undo").out().contains(act(deleted)));
  }

  @Test
  void whatIsNoSelectionIsSaid() {
    assertTrue(run("queue", "list", "--state", "lost").err().contains("they are arriving, active"));
    assertEquals(2, run("queue", "list", "--client", "nobody").status());
  }

  @Test
  void anAccountIsChosenByHowItHandedMessagesInAndNotByWhatTheyClaim() throws IOException {
    anna();
    String out = run("queue", "list", "--account", "anna").out();
    assertTrue(out.contains(ONE) && out.contains(LOGIN), out);
    assertFalse(out.contains(TWO), out);
    assertTrue(run("queue", "search", "pills 2", "--account", "anna").out().contains(LOGIN));
    assertTrue(run("queue", "list", "--account", "eve").out().contains("no such message"));
    Ran nobody = run("queue", "list", "--account", "bob");
    assertEquals(2, nobody.status());
    assertTrue(nobody.err().contains("the directory has no account \"bob\""), nobody.err());
  }

  @Test
  void countsAreByAccountAndNobodysAreSaidToBe() throws IOException {
    anna();
    for (String[] arguments : new String[][] {{"queue", "hold", "--all"}, {"queue", "top"}}) {
      String out = typing("n\n", arguments).out();
      assertTrue(Pattern.compile("2 .*  anna      \\S.* \\+1\\R").matcher(out).find(), out);
      assertTrue(out.contains("nobody's  login bob"), out);
      assertFalse(out.contains("eve  "), out);
    }
    String json = run("queue", "top", "--json").out();
    assertTrue(
        json.contains(
            "\"account\":\"anna\",\"by\":[\"[192.0.2.7]\",\"login anna+shop.example\"],\"messages\":2"),
        json);
    assertTrue(json.contains("\"account\":null,\"by\":[\"login bob"), json);
    assertTrue(run("queue", "list", "--json").out().contains("\"account\":\"anna\""));
    assertTrue(run("queue", "show", ONE).out().contains("account     anna"));
    assertTrue(run("queue", "show", TWO).out().contains("account     nobody's"));
  }

  @Test
  void anAccountsMessagesAreHeldReleasedAndDeletedAndNoOthers() throws IOException {
    anna();
    assertEquals(0, run("queue", "hold", "--account", "anna", "--yes").status());
    assertTrue(isHeld(ONE) && isHeld(LOGIN) && !isHeld(TWO));
    Ran released = run("queue", "release", "--account", "anna", "--yes");
    assertEquals(0, released.status(), released.err());
    assertFalse(isHeld(ONE) || isHeld(LOGIN));
    assertEquals(0, run("queue", "delete", "--account", "anna", "--yes").status());
    String left = run("queue", "list").out();
    assertTrue(left.contains(TWO) && !left.contains(ONE) && !left.contains(LOGIN), left);
    assertTrue(run("queue", "undo").out().contains("--account anna"));
  }
}
