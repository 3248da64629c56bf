package weir.complaints;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.incidents.IncidentStore;
import weir.leases.LeaseStore;
import weir.report.FeedbackType;

class IntakeTest {
  private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");

  private static final String ARF =
      Arf.about("Message-ID: <spam@example.net>\nSubject: =?utf-8?q?B=C3=BCy?=\n", "192.0.2.7");

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private ComplaintStore store;

  @BeforeEach
  void open() throws SQLException {
    store = ComplaintStore.open(folder);
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  @Test
  void whatWasTakenIsThereForEverybodyAndOnce() throws IOException, SQLException {
    assertThat(take(ARF, Owners.NONE)).hasSize(1);
    assertThat(take(ARF, Owners.NONE)).isEmpty();
    try (ComplaintStore reader = ComplaintStore.look(folder)) {
      KeptComplaint line = reader.list(new ComplaintQuery(Instant.EPOCH, false, 10)).getFirst();
      assertThat(line.type()).isEqualTo(FeedbackType.ABUSE);
      assertThat(line.subject()).isEqualTo("Büy");
      assertThat(line.reporter()).isEqualTo("desk@example.org");
      assertThat(line.source()).map(Object::toString).contains("192.0.2.7");
      assertThat(line.messageId()).contains("spam@example.net");
      assertThat(line.came()).isEqualTo(NOW);
      assertThat(reader.find(line.id())).contains(line);
      assertThat(reader.message(line.id())).map(it -> new String(it, ISO_8859_1)).contains(ARF);
      assertThat(reader.list(new ComplaintQuery(Instant.EPOCH, true, 10))).hasSize(1);
    }
  }

  @Test
  void whoseItIsIsKeptAsItWasSaid() throws IOException, SQLException {
    for (Whose whose :
        List.of(
            new Whose.Verified("shop", "our token"),
            new Whose.Candidates(3, "redacted"),
            new Whose.Unknown("nobody"),
            new Whose.NotOurs("not ours"),
            new Whose.Unlooked("no"))) {
      take(ARF + whose, _ -> whose);
      assertThat(store.list(new ComplaintQuery(Instant.EPOCH, false, 1)).getFirst().whose())
          .isEqualTo(whose);
      assertThat(store.list(new ComplaintQuery(Instant.EPOCH, false, 1)).getFirst().state())
          .isEqualTo(ComplaintState.of(whose));
    }
  }

  @Test
  void ofAMessageThatBreaksOffNothingIsKept() throws SQLException {
    InputStream broken =
        new SequenceInputStream(
            Arf.octets(ARF),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the pipe broke");
              }
            });
    assertThatThrownBy(() -> intake(Owners.NONE).take(broken, "-")).isInstanceOf(IOException.class);
    assertThat(store.list(new ComplaintQuery(Instant.EPOCH, true, 10))).isEmpty();
  }

  /// Hostile row 101: an attachment of 50 MB.
  @Test
  void aHugeMessageIsKeptInPart() throws IOException, SQLException {
    InputStream huge =
        new SequenceInputStream(
            Arf.octets(ARF), new ByteArrayInputStream(new byte[50 * 1024 * 1024]));
    assertThat(intake(Owners.NONE).take(huge, "-")).hasSize(1);
    long id = store.list(new ComplaintQuery(Instant.EPOCH, false, 1)).getFirst().id();
    assertThat(store.message(id)).map(octets -> octets.length).contains(Arrived.MOST_OCTETS);
  }

  @Test
  void whatIsNoComplaintIsKeptToBeRead() throws IOException, SQLException {
    take("From: me@example.org\nSubject: please help\n\nhello\n", Owners.NONE);
    take(
        "From: b@example.org\nAuto-Submitted: auto-replied\nSubject: Re: x\n\nI am away\n",
        Owners.NONE);
    assertThat(store.list(new ComplaintQuery(Instant.EPOCH, false, 10)))
        .extracting(KeptComplaint::kind)
        .containsExactly(KeptComplaint.Kind.UNREAD);
    assertThat(store.list(new ComplaintQuery(Instant.EPOCH, true, 10))).hasSize(2);
  }

  @Test
  void aMessageLeavesNewOnlyWhenItIsKept() throws IOException, SQLException {
    Path maildir = folder.resolve("abuse");
    for (String part : List.of("new", "cur", "tmp")) {
      Files.createDirectories(maildir.resolve(part));
    }
    Files.writeString(maildir.resolve("new/1.host"), ARF);
    Files.writeString(maildir.resolve("new/2.host:2,"), ARF + "again");
    MaildirDoor door = new MaildirDoor(maildir);
    assertThat(door.take(intake(Owners.NONE)))
        .isEqualTo(new MaildirDoor.Taken(2, 2, 0, Optional.empty()));
    assertThat(maildir.resolve("cur/1.host:2,S")).exists();
    assertThat(maildir.resolve("cur/2.host:2,S")).exists();
    assertThat(store.list(new ComplaintQuery(Instant.EPOCH, false, 10)))
        .extracting(KeptComplaint::door)
        .containsOnly("abuse");

    // As after a crash between keeping and moving.
    Files.move(maildir.resolve("cur/1.host:2,S"), maildir.resolve("new/1.host"));
    assertThat(door.take(intake(Owners.NONE)))
        .isEqualTo(new MaildirDoor.Taken(1, 0, 0, Optional.empty()));

    // Somebody put a copy back.
    Files.copy(maildir.resolve("cur/1.host:2,S"), maildir.resolve("new/1.host"));
    assertThat(door.take(intake(Owners.NONE)).messages()).isEqualTo(1);
    assertThat(maildir.resolve("cur/1.host_2:2,S")).exists();

    store.close();
    Files.writeString(maildir.resolve("new/3.host"), ARF + "third");
    assertThatThrownBy(() -> door.take(intake(Owners.NONE))).isInstanceOf(SQLException.class);
    assertThat(maildir.resolve("new/3.host")).exists();
    store = ComplaintStore.open(folder);
  }

  @Test
  void aMessageThatCannotBeMovedStopsNoneBehindIt() throws IOException, SQLException {
    Path maildir = folder.resolve("abuse");
    for (String part : List.of("new", "cur", "tmp")) {
      Files.createDirectories(maildir.resolve(part));
    }
    String long252 = "1" + "x".repeat(251); // `:2,S` behind it is more than a name may have
    Files.writeString(maildir.resolve("new").resolve(long252), ARF);
    Files.writeString(maildir.resolve("new/2.host"), ARF + "again");
    MaildirDoor door = new MaildirDoor(maildir);
    MaildirDoor.Taken taken = door.take(intake(Owners.NONE));
    assertThat(taken).isEqualTo(new MaildirDoor.Taken(1, 2, 1, taken.why()));
    assertThat(taken.why().orElseThrow()).contains(long252);
    assertThat(maildir.resolve("cur/2.host:2,S")).exists();
    assertThat(door.take(intake(Owners.NONE)).reports()).as("it is kept once").isZero();
    assertThat(store.list(new ComplaintQuery(Instant.EPOCH, true, 10))).hasSize(2);
  }

  @Test
  void hostile_aLineOfQuoteMarksOnlyIsReadAndADeepDefectKeepsTheMessage()
      throws IOException, SQLException {
    assertThat(take("From: me@example.org\n\n" + ">".repeat(200_000) + "\n", Owners.NONE))
        .extracting(KeptComplaint::kind)
        .containsExactly(KeptComplaint.Kind.UNREAD);
    Owners deep =
        _ -> {
          throw new StackOverflowError();
        };
    assertThat(take(ARF, deep))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.kind()).isEqualTo(KeptComplaint.Kind.UNREAD);
          assertThat(line.whose())
              .isEqualTo(new Whose.Unlooked("a defect of ours: java.lang.StackOverflowError"));
        });
    assertThat(take(ARF, deep)).as("it is kept").isEmpty();
  }

  @Test
  void hostile_102_a_flood_of_complaints_is_kept_once_and_stops_nobody()
      throws IOException, SQLException {
    int[] asked = new int[1];
    Owners unverified =
        _ -> {
          asked[0]++;
          return new Whose.Candidates(3, "the address of the recipient was taken out");
        };
    for (int i = 0; i < 300; i++) {
      take(ARF, unverified);
    }
    assertThat(store.list(new ComplaintQuery(Instant.EPOCH, true, 1_000))).hasSize(1);
    assertThat(asked[0]).as("look-ups").isEqualTo(1);

    for (int i = 0; i < 300; i++) {
      take(ARF + i, unverified);
    }
    assertThat(store.list(new ComplaintQuery(Instant.EPOCH, true, 1_000)))
        .hasSize(301)
        .allSatisfy(line -> assertThat(line.state()).isEqualTo(ComplaintState.of(line.whose())))
        .noneMatch(line -> line.whose() instanceof Whose.Verified);
    // Complaints are read by people: no meter, no rule and no response hears of them.
    assertThat(IncidentStore.isThere(folder)).isFalse();
    assertThat(LeaseStore.isThere(folder)).isFalse();
  }

  private List<KeptComplaint> take(String message, Owners owners) throws IOException, SQLException {
    return intake(owners).take(Arf.octets(message), "-");
  }

  private Intake intake(Owners owners) {
    return new Intake(store, owners, InstantSource.fixed(NOW));
  }
}
