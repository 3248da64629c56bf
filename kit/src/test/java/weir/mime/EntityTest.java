package weir.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTest {
  private static final String NESTED =
      """
      Subject: outer
      Content-Type: multipart/mixed; boundary=a

      before
      --a
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      caf=C3=A9 =
      au lait
      --a
      Content-Type: message/rfc822

      Subject: =?iso-8859-1?q?inner_=E9?=
      Content-Type: multipart/alternative; boundary="b c"

      --b c

      no header
      --b c
      Content-Type: text/html
      Content-Transfer-Encoding: base64

      PGI+aGVs
      bG88L2I+
      --b c--
      --a--
      behind
      """;

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void partsAreFoundWhateverEndsTheLines(String lineEnd) {
    Entity message = read(NESTED.replace("\n", lineEnd));
    assertThat(message.all().map(part -> part.type().name()))
        .containsExactly(
            "multipart/mixed",
            "text/plain",
            "message/rfc822",
            "multipart/alternative",
            "text/plain",
            "text/html");
    assertThat(texts(message)).containsExactly("café au lait", "no header", "<b>hello</b>");
    assertThat(message.all().flatMap(part -> part.attached().stream()))
        .singleElement()
        .satisfies(inner -> assertThat(inner.header().text("subject")).contains("inner é"));
    assertThat(message.all().map(Entity::faults)).allMatch(java.util.Set::isEmpty);
  }

  @Test
  void aBoundaryThatTheHeaderDoesNotNameIsGuessed() {
    Entity message =
        read(
            """
            Content-Type: multipart/mixed; boundary=other

            --real
            Content-Type: text/plain

            one
            --real
            Content-Type: text/plain

            two
            """);
    assertThat(texts(message)).containsExactly("one", "two\n");
    assertThat(message.faults())
        .containsExactlyInAnyOrder(Fault.GUESSED_BOUNDARY, Fault.NO_LAST_BOUNDARY);
  }

  @Test
  void aMultipartWithoutBoundariesIsOneText() {
    Entity message = read("Content-Type: multipart/mixed; boundary=x\n\nhello\n");
    assertThat(message.isLeaf()).isTrue();
    assertThat(message.text(100)).isEqualTo("hello\n");
    assertThat(message.faults()).containsExactly(Fault.NO_BOUNDARY);
  }

  @Test
  void anEncodedMessageIsLookedInto() {
    Entity message =
        read(
            "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                + "U3ViamVjdDogaGlkZGVuCgpib2R5Cg==\n");
    assertThat(message.attached().orElseThrow().header().value("Subject")).contains("hidden");
  }

  @Test
  void whatIsTooDeepIsNotLookedInto() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append("Content-Type: message/rfc822\n\n");
    }
    Entity message = read(text.append("Subject: deep\n\n").toString());
    List<Entity> all = message.all().toList();
    assertThat(all).hasSize(MimeBounds.USUAL.depth() + 1);
    assertThat(all.getLast().faults()).containsExactly(Fault.DEPTH_BOUND);
  }

  @Test
  void partsAreBoundedOverTheWholeMessage() {
    String text = "Content-Type: multipart/mixed; boundary=a\n\n" + "--a\n\nx\n".repeat(50);
    MimeBounds bounds = new MimeBounds(5, 10, 1000, 10, 1000);
    Entity message = Entity.read(text.getBytes(ISO_8859_1), bounds);
    assertThat(message.all()).hasSize(10);
    assertThat(message.faults()).contains(Fault.PARTS_BOUND);
  }

  @Test
  void whatMayBeDecodedIsBoundedOverTheWholeMessage() {
    String inner =
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + "QUFB".repeat(400);
    MimeBounds bounds = new MimeBounds(5, 10, 1000, 10, 1000);
    Entity message = Entity.read(inner.getBytes(ISO_8859_1), bounds);
    assertThat(message.faults()).containsExactly(Fault.DECODED_BOUND);
    assertThat(message.parts().getFirst().whole().size()).isEqualTo(1000);
  }

  @Test
  void aLineThatIsNoFieldIsSteppedOverWhereTheHeaderGoesOn() {
    Entity message = read("From x Mon\nSubject: a\nnot a field\nTo : b@example.com\n\nbody");
    assertThat(message.header().value("to")).contains("b@example.com");
    assertThat(message.faults()).containsExactly(Fault.HEADER_LINE);
    assertThat(message.text(10)).isEqualTo("body");
  }

  @Test
  void aHeaderWithoutItsEmptyLineEndsAtText() {
    Entity message = read("Subject: a\nHello you,\nhow are you\n");
    assertThat(message.text(100)).isEqualTo("Hello you,\nhow are you\n");
    assertThat(message.faults()).containsExactly(Fault.HEADER_WITHOUT_END);
  }

  @ParameterizedTest
  @CsvSource({
    "us-ascii, =C3=A9, é",
    "nobody-knows, =E9, é",
    "utf-8, a=E9b, a\uFFFDb",
    "iso-8859-1, =80, €",
    "gb2312, =C4=E3, 你",
    "utf-7, a+AOk-b+-, aéb+",
    "utf-7, +ImIDkQ, ≢Α",
    "koi8-r, =F0=F2, ПР",
    "'', =E4, ä",
  })
  void wrongAndMissingCharsetsGiveTextAllTheSame(String charset, String encoded, String text) {
    Entity message =
        read(
            "Content-Type: text/plain; charset=\""
                + charset
                + "\"\n"
                + "Content-Transfer-Encoding: quoted-printable\n\n"
                + encoded);
    assertThat(message.text(100)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "base64, aGVs-bG8, hello",
    "base64, 'aGVsbG8=d29ybGQ=', helloworld",
    "base64, aGV, he",
    "quoted-printable, 'a=zz b=', 'a=zz b'",
    "x-uuencode, 'begin 644 x|%:&5L;&\\|end', hello",
    "binary, a=41, a=41",
  })
  void damagedEncodingsGiveWhatIsThere(String encoding, String body, String text) {
    Entity message =
        read("Content-Transfer-Encoding: " + encoding + "\n\n" + body.replace('|', '\n'));
    assertThat(message.text(100)).isEqualTo(text.replace("\\", ""));
  }

  @Test
  void aCharacterMaySplitOverTwoEncodedWords() {
    Entity message = read("Subject: =?utf-8?q?=C3?=\n =?UTF-8?b?qQ==?= !\n\n");
    assertThat(message.header().text("Subject")).contains("é !");
  }

  @Test
  void namesOfFilesComeInEveryForm() {
    Entity message =
        read(
            """
            Content-Type: application/pdf; name="wrong.pdf"
            Content-Disposition: attachment; filename*1*=%A9.pdf;
             filename*0*=utf-8'fr'caf%C3

            """);
    assertThat(message.fileName()).contains("café.pdf");
  }

  private static List<String> texts(Entity message) {
    return message.all().filter(Entity::isText).map(part -> part.text(1000)).toList();
  }

  private static Entity read(String text) {
    return Entity.read(text.getBytes(ISO_8859_1), MimeBounds.USUAL);
  }
}
