package weir.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LikenessTest {
  private static final String TEXT =
      """
      Dear Anna,
      your parcel with the number 4711-0815 could not be delivered because nobody was at home
      on Monday. Please confirm your address within 48 hours, or it goes back to its sender:
      https://track.parcel-desk.example/c?id=8812

      Kind regards, your delivery team
      """;

  private static Likeness of(String header, String body) {
    return of(header, body, StandardCharsets.UTF_8);
  }

  private static Likeness of(String header, String body, Charset charset) {
    return Likeness.of(
        (header + "\nSubject: any\n\n" + body).replace("\n", "\r\n").getBytes(charset));
  }

  private static Template template(String header, String body) {
    return of(header, body).template().orElseThrow();
  }

  private static Template plain(String body) {
    return template("Content-Type: text/plain; charset=utf-8", body);
  }

  @Test
  void namesNumbersAndLinksOfATextMayDiffer() {
    String other =
        TEXT.replace("Anna", "Mr. Peter Schulze")
            .replace("4711-0815", "77")
            .replace("Monday", "Friday")
            .replace("https://track.parcel-desk.example/c?id=8812", "http://198.51.100.7/x");
    assertThat(plain(TEXT).isLike(plain(other))).isTrue();
    assertThat(plain(TEXT))
        .isEqualTo(plain(TEXT.replace("4711-0815", "X9 2001").replace("48", "24")));
  }

  @Test
  void shortLinesDoNotCountWhereTheRestIsEnough() {
    String lines = "Dear Mr. Peter Schulze,\n" + TEXT + "\nabc def ghi\n";
    assertThat(plain(lines)).isEqualTo(plain(TEXT));
    String table = "bread 2 EUR\ncheese 3 EUR\nmilk and honey\nsome more wine\nred green blue\n";
    assertThat(plain(table)).isNotEqualTo(plain(table + "black and white\n"));
  }

  @Test
  void anotherTextIsNotAlike() {
    String other =
        """
        Hello everybody, the minutes of last week's meeting are in the folder as always. Have a look
        at the list of open questions before we meet again, and tell me what is missing. Nora
        """;
    assertThat(plain(TEXT).isLike(plain(other))).isFalse();
    assertThat(plain(TEXT).distance(plain(other))).isGreaterThan(Template.ALIKE);
  }

  @Test
  void aTextOfFewWordsHasNoTemplate() {
    assertThat(of("", "Thanks, see you tomorrow!\n").template()).isEmpty();
    assertThat(of("", "buy now ".repeat(100)).template()).isEmpty();
    assertThat(of("", "")).isEqualTo(Likeness.NONE);
    assertThat(Likeness.of(new byte[0])).isEqualTo(Likeness.NONE);
  }

  @Test
  void howItWasEncodedDoesNotMatter() {
    String base64 = Base64.getMimeEncoder().encodeToString(TEXT.getBytes(StandardCharsets.UTF_8));
    assertThat(
            template(
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
                base64))
        .isEqualTo(plain(TEXT));
    String quoted = TEXT.replace("=", "=3D").replace("nobody", "no=\nbo=64y");
    assertThat(template("Content-Transfer-Encoding: quoted-printable", quoted))
        .isEqualTo(plain(TEXT));
  }

  @Test
  void accentsAndWidthsAndWhatHasNoWidthDoNotMatter() {
    String tricked =
        TEXT.replace("parcel with", "par\u200bcel\u00ad w\u0456\u0301th".replace('\u0456', 'i'))
            .replace("delivered", "\uff44\uff45livered")
            .replace("home", "h\u2060ome");
    assertThat(plain(tricked)).isEqualTo(plain(TEXT));
  }

  @Test
  void ofHtmlAndTextTheHtmlIsSeen() {
    String html = "<html><style>p {color: red}</style><p>" + TEXT.replace("\n", "<br>\n") + "</p>";
    String both =
        "--x\nContent-Type: text/plain\n\nsome other words entirely, which no reader sees at all here\n"
            + "--x\nContent-Type: text/html; charset=utf-8\n\n"
            + html
            + "\n--x--\n";
    assertThat(template("Content-Type: multipart/alternative; boundary=x", both))
        .isEqualTo(plain(TEXT));
  }

  @Test
  void attachmentsAndAttachedMessagesAreNotRead() {
    String mixed =
        "--x\n\n"
            + TEXT
            + "\n--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\n"
            + "http://attached.example/ and very many other words that are in a file\n"
            + "--x\nContent-Type: message/rfc822\n\nSubject: b\n\nhttp://inside.example/\n--x--\n";
    Likeness seen = of("Content-Type: multipart/mixed; boundary=x", mixed);
    assertThat(seen.template()).contains(plain(TEXT));
    assertThat(seen.links()).containsExactly("parcel-desk.example");
  }

  @Test
  void brokenCharsetsAndCutMessagesGiveWhatCanBeRead() {
    Likeness latin =
        of(
            "Content-Type: text/plain; charset=none-such",
            TEXT + "Grüße",
            StandardCharsets.ISO_8859_1);
    assertThat(latin.template().orElseThrow().isLike(plain(TEXT))).isTrue();
    assertThat(of("Content-Type: multipart/mixed; boundary=\"", "--x")).isEqualTo(Likeness.NONE);
    byte[] noise = new byte[4_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (i * 31);
    }
    assertThat(Likeness.of(noise).links()).isEmpty();
  }

  @Test
  void whatIsBeyondTheBoundsIsAsIfItWereNotThere() {
    String filler = "x ".repeat(Likeness.CHARACTERS);
    assertThat(of("", TEXT + filler + "http://beyond.example/").links())
        .containsExactly("parcel-desk.example");
    String long1 = TEXT + "word ".repeat(Likeness.OCTETS);
    assertThat(of("", long1)).isEqualTo(of("", long1 + "http://beyond.example/ and more"));
  }

  @Test
  void sitesAreKeptUpToABoundInTheirOrder() {
    StringBuilder links = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      links
          .append("http://www.s")
          .append(i)
          .append(".example/ http://s")
          .append(i)
          .append(".example/b\n");
    }
    List<String> sites = of("", links.toString()).links();
    assertThat(sites).hasSize(Likeness.LINKS).startsWith("s0.example", "s1.example");
  }

  @Test
  void aTemplateIsReadAsItWasWritten() {
    Template one = new Template(0x8000_0000_0000_00ffL);
    assertThat(one).hasToString("80000000000000ff");
    assertThat(Template.parse(one.toString())).contains(one);
    assertThat(Template.parse("80000000000000f")).isEqualTo(Optional.empty());
    assertThat(Template.parse("80000000000000fg")).isEmpty();
    assertThat(one.distance(new Template(0xffL))).isEqualTo(1);
    assertThat(new Template(0).isLike(new Template((1L << Template.ALIKE) - 1))).isTrue();
    assertThat(new Template(0).isLike(new Template((1L << Template.ALIKE + 1) - 1))).isFalse();
    assertThat(new Template(0).isLikeOfOne(new Template((1L << Template.ALIKE_OF_ONE) - 1)))
        .isTrue();
    assertThat(new Template(0).isLikeOfOne(new Template((1L << Template.ALIKE_OF_ONE + 1) - 1)))
        .isFalse();
  }
}
