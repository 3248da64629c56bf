package weir.agent.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.net.IpPrefix;
import weir.queue.QmailQueue;
import weir.queue.QueueFile;
import weir.queue.QueueFormat;
import weir.queue.QueueRead;
import weir.queue.QueueState;

class QueueScanTest {
  private static final String BODY = "Buy cheap pills at http://bad.example/ now";

  @TempDir private Path folder;
  private QmailFiles files;

  @BeforeEach
  void files() {
    files = new QmailFiles(folder);
  }

  private List<String> found(Wanted wanted) throws IOException, InterruptedException {
    return new QueueScan(new QmailQueue(folder), wanted, 100)
        .run(2, _ -> {}).found().stream().map(Found::id).sorted().toList();
  }

  private static Wanted text(boolean raw, String... texts) {
    Wanted all = Wanted.ALL;
    return new Wanted(
        all.ids(),
        List.of(texts),
        raw,
        all.states(),
        all.sender(),
        all.recipient(),
        all.login(),
        all.uid(),
        all.script(),
        all.client(),
        all.notAfter(),
        all.notBefore(),
        all.owned());
  }

  private static Wanted by(
      Optional<String> sender,
      Optional<String> recipient,
      OptionalLong uid,
      Optional<String> script,
      Optional<IpPrefix> client,
      Set<QueueState> states) {
    Wanted all = Wanted.ALL;
    return new Wanted(
        all.ids(),
        all.texts(),
        false,
        states,
        sender,
        recipient,
        all.login(),
        uid,
        script,
        client,
        all.notAfter(),
        all.notBefore(),
        all.owned());
  }

  @Test
  void vector_023_textIsFoundInEverySplitFolderWhateverTheLengthOfTheNumber() throws Exception {
    List<String> numbers = new ArrayList<>();
    long number = 1;
    for (int i = 0; i < 23; i++) {
      files.message(number, "a@b", "x@example.net", QmailFiles.uid(101, "Subject: x\n\n" + BODY));
      numbers.add(Long.toString(number));
      number = number * 2 + i;
    }
    assertEquals(numbers.stream().sorted().toList(), found(text(true, "CHEAP pills")));
    assertEquals(List.of(), found(text(false, "cheap ducks")));
  }

  @Test
  void vector_023_encodedTextIsFoundOnlyWhereEncodingsAreUndone() throws Exception {
    String base64 = Base64.getMimeEncoder(40, new byte[] {'\n'}).encodeToString(BODY.getBytes());
    files.message(
        1, "a@b", "x@y", "Subject: x\nContent-Transfer-Encoding: base64\n\n" + base64 + "\n");
    files.message(
        2,
        "a@b",
        "x@y",
        "Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nBuy cheap=20pil=\nls at http=3A//bad.example/\n");
    files.message(
        3,
        "a@b",
        "x@y",
        "Subject: =?utf-8?B?"
            + Base64.getEncoder()
                .encodeToString("Günstige cheap pills at http://bad.example/".getBytes("UTF-8"))
            + "?=\n\nx\n");
    files.message(
        4,
        "a@b",
        "x@y",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\n\n"
            + base64
            + "\n--b--\n");
    assertEquals(List.of("1", "2", "3", "4"), found(text(false, "cheap PILLS", "//bad.example/")));
    assertEquals(List.of(), found(text(true, "cheap pills")));
    assertEquals(List.of("3"), found(text(false, "günstige")));
  }

  @Test
  void allTextsMustStandInIt() throws Exception {
    files.message(1, "a@b", "x@y", "Subject: one\n\ntwo\n");
    assertEquals(List.of("1"), found(text(false, "one", "two")));
    assertEquals(List.of(), found(text(false, "one", "three")));
  }

  @Test
  void senderRecipientUidScriptAndStateAreAskedFor() throws Exception {
    files.message(
        1,
        "anna@shop.example",
        "x@example.net",
        QmailFiles.uid(101, "X-PHP-Originating-Script: 101:mailer.php\n\nx\n"));
    files.arriving(2, 102, "", QmailFiles.uid(102, "\nx\n"));
    Optional<String> no = Optional.empty();
    OptionalLong any = OptionalLong.empty();
    assertEquals(
        List.of("1"),
        found(by(Optional.of("shop.example"), no, any, no, Optional.empty(), Set.of())));
    assertEquals(List.of("2"), found(by(Optional.of(""), no, any, no, Optional.empty(), Set.of())));
    assertEquals(
        List.of("1", "2"),
        found(by(no, Optional.of("X@EXAMPLE.NET"), any, no, Optional.empty(), Set.of())));
    assertEquals(
        List.of("2"), found(by(no, no, OptionalLong.of(102), no, Optional.empty(), Set.of())));
    assertEquals(
        List.of("1"),
        found(by(no, no, any, Optional.of("Mailer.php"), Optional.empty(), Set.of())));
    assertEquals(
        List.of("2"), found(by(no, no, any, no, Optional.empty(), Set.of(QueueState.ARRIVING))));
    assertEquals(
        List.of(), found(by(no, no, any, no, Optional.of(IpPrefix.of("192.0.2.0/24")), Set.of())));
  }

  @Test
  void whatIsFoundSaysWhoHandedItIn() throws Exception {
    files.message(1, "a@b", "x@y", QmailFiles.uid(101, "Subject: =?utf-8?Q?h=C3=A9?=\n\n"));
    Found found =
        new QueueScan(new QmailQueue(folder), Wanted.ALL, 10).run(1, _ -> {}).found().getFirst();
    assertEquals("uid 101", found.who());
    assertEquals(Optional.of("hé"), found.subject());
  }

  @Test
  void onlySoManyAreKeptAndAllAreCounted() throws Exception {
    for (int i = 1; i <= 20; i++) {
      files.message(i, "a@b", "x@y", "\n");
    }
    QueueScan.Result result = new QueueScan(new QmailQueue(folder), Wanted.ALL, 5).run(3, _ -> {});
    assertEquals(5, result.found().size());
    assertEquals(new QueueScan.Progress(20, 20, 20, 0, 0), result.progress());
  }

  /// A queue whose first message vanishes between the listing and the reading, and whose second one
  /// moves.
  private record Vanishing(QmailFiles files, QueueFormat queue) implements QueueFormat {
    @Override
    public void list(Consumer<QueueFile> each) throws IOException {
      List<QueueFile> all = new ArrayList<>();
      queue.list(all::add);
      Files.delete(files.path("mess", 1));
      for (String name : List.of("info", "remote", "mess")) {
        Path to = files.queue().resolve("weir-held").resolve(name).resolve("2/2");
        Files.createDirectories(to.getParent());
        Files.move(files.path(name, 2), to);
      }
      all.forEach(each);
    }

    @Override
    public Optional<QueueFile> find(String id) throws IOException {
      return queue.find(id);
    }

    @Override
    public QueueRead read(QueueFile file) throws IOException {
      return queue.read(file);
    }

    @Override
    public Optional<String> reason(QueueFile file) throws IOException {
      return queue.reason(file);
    }
  }

  @Test
  void vector_023_messagesThatVanishOrMoveMeanwhileAreNoMistake() throws Exception {
    for (int i = 1; i <= 3; i++) {
      files.message(i, "a@b", "x@y", "\n");
    }
    QueueFormat queue = new Vanishing(files, new QmailQueue(folder));
    QueueScan.Result result = new QueueScan(queue, Wanted.ALL, 10).run(2, _ -> {});
    assertEquals(List.of("2", "3"), result.found().stream().map(Found::id).sorted().toList());
    assertEquals(1, result.progress().gone());
  }

  /// A queue on a disk that fails.
  private record Failing(QueueFormat queue) implements QueueFormat {
    @Override
    public void list(Consumer<QueueFile> each) throws IOException {
      queue.list(each);
    }

    @Override
    public Optional<QueueFile> find(String id) {
      return Optional.empty();
    }

    @Override
    public QueueRead read(QueueFile file) throws IOException {
      throw new IOException("the disk fails");
    }

    @Override
    public Optional<String> reason(QueueFile file) {
      return Optional.empty();
    }
  }

  @Test
  void aQueueThatCannotBeReadIsAFailure() throws Exception {
    files.message(1, "a@b", "x@y", "\n");
    QueueFormat broken = new Failing(new QmailQueue(folder));
    assertThrows(IOException.class, () -> new QueueScan(broken, Wanted.ALL, 10).run(2, _ -> {}));
  }
}
