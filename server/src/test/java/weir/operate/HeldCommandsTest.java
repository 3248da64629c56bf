package weir.operate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.api.Answer;
import weir.api.HeldLine;
import weir.api.Request;
import weir.app.App;
import weir.app.Surroundings;
import weir.held.Draft;
import weir.held.HeldState;
import weir.held.Letter;
import weir.held.Why;
import weir.journal.Entry;
import weir.mail.Content;
import weir.mail.Envelope;
import weir.mail.MailParameters;
import weir.mail.PathParser;
import weir.mail.RcptParameters;
import weir.net.IpAddress;
import weir.nexthop.ClientIdentity;
import weir.state.MemoryState;
import weir.testkit.MapResolver;

class HeldCommandsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final String ID = "0000000000001";

  /// More than one answer carries.
  private static final String BODY =
      "Subject: large\r\n\r\n" + "x".repeat(70).concat("\r\n").repeat(80_000);

  @TempDir private Path folder;
  private final List<Entry> journal = new ArrayList<>();
  private App app;
  private HeldCommands commands;

  @BeforeEach
  void start() throws Exception {
    Surroundings around =
        new Surroundings(
            InstantSource.fixed(NOW),
            System::nanoTime,
            new Random(1),
            Optional.of(new MapResolver("")),
            Optional.of(journal::add),
            Optional.of(new MemoryState()));
    app = new App(OneMailbox.in(folder), around);
    commands = new HeldCommands(app.inside());
    app.held()
        .keep(letter(), List.of(draft("ann@example.com", "ann@example.org")), false, () -> true);
  }

  @AfterEach
  void stop() {
    app.close();
  }

  private static Letter letter() {
    IpAddress address = IpAddress.parse("192.0.2.10").orElseThrow();
    ClientIdentity client =
        new ClientIdentity(
            address, 1, address, 25, "mail.example.net", true, Optional.empty(), Optional.empty());
    return new Letter(ID, NOW, client, Optional.of("large"), Content.of(BODY.getBytes(US_ASCII)));
  }

  private static Draft draft(String... recipients) {
    List<Envelope.Recipient> to = new ArrayList<>();
    for (String each : recipients) {
      to.add(new Envelope.Recipient(path(each), RcptParameters.NONE));
    }
    return new Draft(
        new Envelope(path("sue@example.net"), MailParameters.NONE, to),
        List.of(),
        "back",
        new Why("on-block-list", "Listed", "quarantine", "default@1", 0, List.of()),
        HeldState.HELD);
  }

  private static weir.mail.Path path(String address) {
    return ((PathParser.Parsed) PathParser.parse(address, false)).path();
  }

  private List<HeldLine> told(Request.Held request) {
    return ((Answer.HeldMessages) commands.answer(request, "root")).messages();
  }

  private static Request.Held list(String state, Optional<String> recipient) {
    return new Request.Held.List(
        List.of(state),
        Optional.empty(),
        recipient,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        10);
  }

  @Test
  void eachAccountHasItsCopyAndIsFoundByIt() {
    assertThat(told(list("held", Optional.empty()))).hasSize(2);
    assertThat(told(list("held", Optional.of("example.org"))))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.copy()).isEqualTo(2);
          assertThat(line.recipients()).containsExactly("ann@example.org");
          assertThat(line.until()).contains(NOW.plus(java.time.Duration.ofDays(30)));
          assertThat(line.because()).isEqualTo("on-block-list");
        });
    assertThat(told(list("released", Optional.empty()))).isEmpty();
  }

  @Test
  void anUnknownStateIsNamedWithThoseThatThereAre() {
    assertThatThrownBy(() -> commands.answer(list("kept", Optional.empty()), "root"))
        .hasMessage(
            "no state is called \"kept\"; they are pending, held, releasing, released, expired");
  }

  @Test
  void aMessageIsReadPieceByPiece() {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    long size = 1;
    while (read.size() < size) {
      var piece =
          (Answer.HeldOctets) commands.answer(new Request.Held.Read(ID, 1, read.size()), "root");
      assertThat(piece.base64().length()).isLessThan(8 * 1024 * 1024);
      read.writeBytes(Base64.getDecoder().decode(piece.base64()));
      size = piece.size();
    }
    assertThat(read.toString(US_ASCII)).isEqualTo(BODY);
  }

  @Test
  void oneCopyIsReleasedTheOtherStays() {
    assertThat(told(new Request.Held.Release(ID + "/2")))
        .extracting(HeldLine::state)
        .containsExactly("releasing");
    assertThat(told(list("held", Optional.empty()))).extracting(HeldLine::copy).containsExactly(1);
    assertThat(commands.answer(new Request.Held.Release(ID + "/2"), "root"))
        .isEqualTo(new Answer.Failed(ID + "/2 is releasing: only what is held can be released"));
    assertThat(journal)
        .singleElement()
        .satisfies(entry -> {
          Entry.Act act = (Entry.Act) entry;
          assertThat(act.id()).isEqualTo(ID);
          assertThat(act.what()).isEqualTo("held-release");
          assertThat(act.by()).isEqualTo("root");
          assertThat(act.details()).containsEntry("recipients", "<ann@example.org>");
        });
  }

  @Test
  void whatIsDeletedIsGoneButItsRecord() {
    assertThat(told(new Request.Held.Delete(ID)))
        .extracting(HeldLine::said)
        .containsExactly("deleted by root", "deleted by root");
    assertThat(commands.answer(new Request.Held.Read(ID, 1, 0), "root"))
        .isEqualTo(new Answer.Failed(ID + "/1 is expired: its octets are gone"));
    assertThat(commands.answer(new Request.Held.Delete(ID), "root"))
        .isInstanceOf(Answer.Failed.class);
  }

  @Test
  void aNameThatIsNoneIsSaid() {
    assertThatThrownBy(() -> commands.answer(new Request.Held.Show("../../etc/passwd"), "root"))
        .hasMessageContaining("an id of 13 letters and digits");
    assertThatThrownBy(() -> commands.answer(new Request.Held.Show("0000000000009"), "root"))
        .hasMessage(
            "no message with the id \"0000000000009\" is or was held; `weir held list` shows those that are");
  }
}
