package weir.complaints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.complaints.ComplaintSettings.Afterwards;
import weir.complaints.ComplaintSettings.Tls;
import weir.config.ByteSize;
import weir.config.Endpoint;
import weir.report.Complaint;
import weir.testkit.FreePort;
import weir.testkit.Until;
import weir.testkit.peers.Dovecot;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.tls.SelfMade;
import weir.tls.TlsFiles;
import weir.tls.TlsProblem;

/// Complaints in a mailbox of a real Dovecot.
@Timeout(120)
class DovecotComplaintsTest {

  private static final String IMAP =
      """
      protocols = lmtp imap
      ssl = yes
      ssl_cert = </etc/dovecot/certificate.pem
      ssl_key = </etc/dovecot/key.pem
      auth_failure_delay = 0
      service imap-login {
        inet_listener imap {
          address = 127.0.0.1
          port = %d
        }
        inet_listener imaps {
          address = 127.0.0.1
          port = %d
          ssl = yes
        }
      }
      """;

  private final PeerRoot root = PeerRoot.require("rest");
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final int port = FreePort.any();
  private final int secure = FreePort.any();
  private final DoorLog log = new DoorLog("abuse", Instant::now);

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private PeerHost host;

  @SuppressWarnings("NullAway.Init")
  private Dovecot dovecot;

  @SuppressWarnings("NullAway.Init")
  private TlsFiles tls;

  @BeforeEach
  void start() throws IOException, TlsProblem {
    tls =
        SelfMade.in(
            folder, List.of("mail.example.com", "127.0.0.1"), Instant.now(), new SecureRandom());
    Files.writeString(folder.resolve("password"), "secret\n");
    host = root.start();
    Files.copy(tls.certificate(), host.file("/etc/dovecot/certificate.pem"));
    Files.copy(tls.key(), host.file("/etc/dovecot/key.pem"));
    dovecot = Dovecot.start(host, IMAP.formatted(port, secure));
    for (String part : List.of("", "/tmp", "/cur", "/new")) {
      Path made = Files.createDirectory(host.file("/var/vmail/ann" + part));
      Files.setAttribute(made, "unix:uid", 65534);
    }
  }

  @AfterEach
  void close() {
    timer.shutdownNow();
    host.close();
  }

  private void deliver(int number) throws IOException {
    Path file =
        Files.writeString(
            host.file("/var/vmail/ann/tmp/%d.host".formatted(number)),
            Arf.about(
                "Message-ID: <spam%d@example.net>\nSubject: Spam %d\n".formatted(number, number)));
    Files.setAttribute(file, "unix:uid", 65534);
    Files.move(file, host.file("/var/vmail/ann/new/%d.host".formatted(number)));
  }

  private ComplaintSettings.Imap settings() {
    return new ComplaintSettings.Imap(
        new Endpoint("127.0.0.1", secure),
        Tls.IMPLICIT,
        Optional.of(tls.certificate()),
        "ann@example.com",
        folder.resolve("password"),
        "INBOX",
        Afterwards.SEEN,
        Optional.empty(),
        Duration.ofHours(1),
        false,
        new ByteSize(100_000));
  }

  private static ComplaintSettings.Imap by(
      ComplaintSettings.Imap it, Endpoint at, Tls tls, Optional<Path> trusted, boolean idle) {
    return new ComplaintSettings.Imap(
        at,
        tls,
        trusted,
        it.user(),
        it.passwordFile(),
        it.folder(),
        it.afterwards(),
        it.moveTo(),
        it.every(),
        idle,
        it.largest());
  }

  private static ComplaintSettings.Imap in(
      ComplaintSettings.Imap it, String folder, Afterwards afterwards, Optional<String> moveTo) {
    return new ComplaintSettings.Imap(
        it.address(),
        it.tls(),
        it.trusted(),
        it.user(),
        it.passwordFile(),
        folder,
        afterwards,
        moveTo,
        it.every(),
        it.idle(),
        it.largest());
  }

  private void visit(ComplaintSettings.Imap settings, Owners owners)
      throws IOException, SQLException, InterruptedException {
    try (ComplaintStore store = ComplaintStore.open(folder)) {
      new ImapDoor(settings, timer, Duration.ZERO)
          .visit(new Intake(store, owners, Instant::now), log);
    }
  }

  private List<String> kept() throws SQLException {
    try (ComplaintStore store = ComplaintStore.look(folder)) {
      return store.list(new ComplaintQuery(Instant.EPOCH, true, 100)).stream()
          .map(KeptComplaint::subject)
          .sorted()
          .toList();
    }
  }

  /// The names of the files of a folder, with their flags.
  private List<String> files(String part) throws IOException {
    try (Stream<Path> all = Files.list(host.file("/var/vmail/ann/" + part))) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void messagesAreTakenAndMarkedByTlsAndByStartTls() throws Exception {
    deliver(1);
    visit(settings(), Owners.NONE);
    deliver(2);
    visit(
        by(
            settings(),
            new Endpoint("127.0.0.1", port),
            Tls.STARTTLS,
            Optional.of(tls.certificate()),
            false),
        Owners.NONE);
    assertThat(kept()).containsExactly("Spam 1", "Spam 2");
    assertThat(log.now().messages()).as(dovecot.log()).isEqualTo(2);
    assertThat(files("cur")).hasSize(2).allMatch(name -> name.endsWith(":2,S"));
  }

  @Test
  void aCertificateThatNobodySignedOrForAnotherNameIsRefusedBeforeThePassword() throws Exception {
    deliver(1);
    assertThatThrownBy(() ->
            visit(
                by(settings(), settings().address(), Tls.IMPLICIT, Optional.empty(), false),
                Owners.NONE))
        .hasMessageContaining("the TLS handshake: ")
        .hasMessageContaining("certification path");
    assertThatThrownBy(() ->
            visit(
                by(
                    settings(),
                    new Endpoint("localhost", secure),
                    Tls.IMPLICIT,
                    settings().trusted(),
                    false),
                Owners.NONE))
        .hasMessageContaining("the TLS handshake: ")
        .hasMessageContaining("localhost");
    assertThat(dovecot.log()).doesNotContain("method=PLAIN");
    assertThat(files("new")).hasSize(1);
  }

  @Test
  void aWrongPasswordIsSaidAndNothingIsTaken() throws Exception {
    deliver(1);
    Files.writeString(folder.resolve("password"), "wrong\n");
    assertThatThrownBy(() -> visit(settings(), Owners.NONE))
        .isInstanceOf(LoginRefused.class)
        .hasMessageStartingWith("the login of ann@example.com is refused: ")
        .hasMessageNotContaining("wrong");
    assertThatThrownBy(() ->
            visit(
                by(settings(), new Endpoint("127.0.0.1", port), Tls.OFF, Optional.empty(), false),
                Owners.NONE))
        .isInstanceOf(LoginRefused.class);
    assertThat(files("new")).hasSize(1);
  }

  @Test
  void aFolderThatIsNotThereIsSaid() {
    assertThatThrownBy(
            () -> visit(in(settings(), "Abuse", Afterwards.SEEN, Optional.empty()), Owners.NONE))
        .hasMessageContaining("folder Abuse is refused: Mailbox doesn't exist");
  }

  @Test
  void aMessageGoesToAFolderThatIsMadeForItOrIsDeleted() throws Exception {
    deliver(1);
    visit(in(settings(), "INBOX", Afterwards.MOVE, Optional.of("Erledigt für uns")), Owners.NONE);
    assertThat(
            files(".Erledigt f&APw-r uns/cur").size() + files(".Erledigt f&APw-r uns/new").size())
        .isEqualTo(1);
    assertThat(files("cur")).isEmpty();
    deliver(2);
    visit(in(settings(), "INBOX", Afterwards.DELETE, Optional.empty()), Owners.NONE);
    assertThat(files("cur")).isEmpty();
    assertThat(files("new")).isEmpty();
    assertThat(kept()).containsExactly("Spam 1", "Spam 2");
  }

  @Test
  void aMessageThatVanishesBetweenSearchAndFetchIsNoFailure() throws Exception {
    deliver(1);
    deliver(2);
    deliver(3);
    visit(
        settings(),
        complaint ->
            during(
                complaint,
                1,
                () ->
                    host.run(
                            "doveadm",
                            "expunge",
                            "-u",
                            "ann@example.com",
                            "mailbox",
                            "INBOX",
                            "uid",
                            "2")
                        .orFail()));
    assertThat(kept()).containsExactly("Spam 1", "Spam 3");
    assertThat(log.now().left()).isEmpty();
    assertThat(log.now().messages()).isEqualTo(2);
  }

  private static Whose during(Complaint complaint, int number, Runnable what) {
    if (complaint.messageId().equals(Optional.of("spam" + number + "@example.net"))) {
      what.run();
    }
    return new Whose.Unknown("nobody");
  }

  @Test
  void whereTheServerGoesInBetweenNothingIsLostOrKeptTwice() throws Exception {
    for (int number = 1; number <= 3; number++) {
      deliver(number);
    }
    try (CutLine line = CutLine.before(port)) {
      ComplaintSettings.Imap settings = by(settings(), line.at(), Tls.OFF, Optional.empty(), false);
      // After the second message is kept and before it is known to be marked.
      assertThatThrownBy(
              () -> visit(settings, complaint -> during(complaint, 2, () -> line.cutAfter(5))))
          .hasMessageStartingWith("UID STORE 2 +FLAGS.SILENT (\\Seen): ");
      assertThat(kept()).containsExactly("Spam 1", "Spam 2");
      assertThatThrownBy(() -> visit(settings, Owners.NONE)).isInstanceOf(IOException.class);
      line.mend();
      visit(settings, Owners.NONE);
    }
    assertThat(kept()).containsExactly("Spam 1", "Spam 2", "Spam 3");
    assertThat(files("cur")).hasSize(3).allMatch(name -> name.endsWith(":2,S"));
  }

  @Test
  void aMessageThatBreaksOffIsTakenTheNextTime() throws Exception {
    deliver(1);
    deliver(2);
    try (CutLine line = CutLine.before(port)) {
      ComplaintSettings.Imap settings = by(settings(), line.at(), Tls.OFF, Optional.empty(), false);
      assertThatThrownBy(
              () -> visit(settings, complaint -> during(complaint, 1, () -> line.cutAfter(300))))
          .hasMessageStartingWith("fetching message 2: ");
      assertThat(kept()).containsExactly("Spam 1");
      line.mend();
      visit(settings, Owners.NONE);
    }
    assertThat(kept()).containsExactly("Spam 1", "Spam 2");
  }

  @Test
  void whatComesWhileTheConnectionIsOpenIsTakenAtOnceAndAfterARestartToo() throws Exception {
    deliver(1);
    ComplaintSettings.Imap idle =
        by(settings(), settings().address(), Tls.IMPLICIT, settings().trusted(), true);
    try (Doors doors =
        Doors.open(Map.of("abuse", idle), folder, Owners.NONE, Instant::now, new Random(1))) {
      Until.holds(() -> doors.lines().getFirst().taken() == 1);
      deliver(2);
      Until.holds(() -> doors.lines().getFirst().taken() == 2);
      dovecot.stop();
      Until.holds(() -> doors.lines().getFirst().failing().isPresent());
      deliver(3);
      dovecot.start();
      Until.holds(() -> doors.lines().getFirst().taken() == 3);
      Until.holds(() -> doors.lines().getFirst().failing().isEmpty());
      assertThat(doors.lines().getFirst().complaints()).isEqualTo(3);
    }
    assertThat(kept()).containsExactly("Spam 1", "Spam 2", "Spam 3");
  }

  @Test
  void whatIsTooLargeStaysUnread() throws Exception {
    deliver(1);
    ComplaintSettings.Imap it = settings();
    visit(
        new ComplaintSettings.Imap(
            it.address(),
            it.tls(),
            it.trusted(),
            it.user(),
            it.passwordFile(),
            it.folder(),
            it.afterwards(),
            it.moveTo(),
            it.every(),
            it.idle(),
            new ByteSize(100)),
        Owners.NONE);
    assertThat(kept()).isEmpty();
    assertThat(log.now().left().orElseThrow()).contains("1 messages stay where they are");
    visit(settings(), Owners.NONE);
    assertThat(kept()).containsExactly("Spam 1");
  }
}
