package weir.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {

  @Test
  void repliesToAPipelinedGroupAreReadOneByOne() throws IOException {
    ReplyReader reader =
        new ReplyReader(
            Chunks.reader(
                Chunks.single(
                    "250 2.1.0 Ok\r\n550-5.1.1 Who\r\n550 5.1.1 is this?\r\n354 go\r\n")));
    assertThat(reader.read()).isEqualTo(new ReplyRead.Got(Reply.of(250, "2.1.0", "Ok")));
    assertThat(reader.read())
        .isEqualTo(new ReplyRead.Got(Reply.of(550, "5.1.1", "Who", "is this?")));
    assertThat(reader.read()).isEqualTo(new ReplyRead.Got(Reply.of(354, "", "go")));
    assertThat(reader.read()).isEqualTo(new ReplyRead.Lost());
  }

  @Test
  void aMissingTextIsNoText() throws IOException {
    assertThat(read("250\r\n")).isEqualTo(new ReplyRead.Got(Reply.of(250, "", "")));
    assertThat(read("250-\r\n250 \r\n")).isEqualTo(new ReplyRead.Got(Reply.of(250, "", "", "")));
    assertThat(read("250 2.0.0\r\n")).isEqualTo(new ReplyRead.Got(Reply.of(250, "2.0.0", "")));
  }

  @Test
  void anEnhancedCodeOfAnotherClassIsText() throws IOException {
    assertThat(read("550 4.7.1 no\r\n"))
        .isEqualTo(new ReplyRead.Got(Reply.of(550, "", "4.7.1 no")));
    assertThat(read("550-5.7.1 no\r\n550 5.1.1 no\r\n"))
        .isEqualTo(new ReplyRead.Got(Reply.of(550, "5.7.1", "no", "5.1.1 no")));
    assertThat(read("250-2.example.com\r\n250 SIZE\r\n"))
        .isEqualTo(new ReplyRead.Got(Reply.of(250, "", "2.example.com", "SIZE")));
  }

  @Test
  void closingIsWhat421Means() throws IOException {
    assertThat(read("421 4.3.2 bye\r\n"))
        .isEqualTo(new ReplyRead.Got(Reply.closing(421, "4.3.2", "bye")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "199 no\r\n",
        "999 no\r\n",
        "25 no\r\n",
        "2500 no\r\n",
        "250_no\r\n",
        "hello\r\n",
        "\r\n",
        "250 a\n",
        "250 a\rb\r\n",
        "250 a\u0000\r\n",
        "250-a\r\n550 b\r\n",
        "250-a\r\nb\r\n",
        "\u00b250 a\r\n"
      })
  void hostile_094_whatIsNoReplyIsNonsense(String wire) throws IOException {
    assertThat(read(wire)).isInstanceOf(ReplyRead.Nonsense.class);
  }

  @Test
  void hostile_094_aReplyOfTenMegabytesIsNonsenseAfterTheBounds() throws IOException {
    Chunks manyLines = Chunks.whole("250-a\r\n".repeat(1_500_000));
    assertThat(new ReplyReader(Chunks.reader(manyLines)).read())
        .isInstanceOf(ReplyRead.Nonsense.class);
    assertThat(manyLines.unread().length).isGreaterThan(10_000_000);
    Chunks longLine = Chunks.whole("250 " + "a".repeat(10_000_000) + "\r\n");
    assertThat(new ReplyReader(Chunks.reader(longLine)).read())
        .isInstanceOf(ReplyRead.Nonsense.class);
    assertThat(longLine.unread().length).isGreaterThan(9_000_000);
  }

  @Test
  void theExplanationOfNonsenseIsPrintable() throws IOException {
    assertThat(read("<\u001b[2J" + "x".repeat(100) + "\r\n"))
        .isEqualTo(new ReplyRead.Nonsense("not a reply: <?[2J" + "x".repeat(55)));
  }

  @Test
  void aReplyThatBreaksOffIsLost() throws IOException {
    assertThat(read("250-a\r\n250")).isEqualTo(new ReplyRead.Lost());
  }

  @Test
  void anEhloReplyTellsTheExtensions() throws IOException {
    String wire =
        "250-mx.example.net\r\n250-PIPELINING\r\n250-size 10240000\r\n250-STARTTLS\r\n250-AUTH PLAIN login\r\n"
            + "250-AUTH=OLD\r\n250-ENHANCEDSTATUSCODES\r\n250-8BITMIME\r\n250-DSN\r\n250-SMTPUTF8\r\n"
            + "250-XCLIENT NAME ADDR\r\n250-XFORWARD NAME  PORT\r\n250-X-OTHER\r\n250 CHUNKING\r\n";
    Extensions extensions = Extensions.parse(((ReplyRead.Got) read(wire)).reply());
    assertThat(extensions.size()).hasValue(10_240_000);
    assertThat(
            List.of(
                extensions.offers(Keyword.PIPELINING),
                extensions.offers(Keyword.STARTTLS),
                extensions.offers(Keyword.ENHANCEDSTATUSCODES),
                extensions.offers(Keyword.EIGHT_BIT_MIME),
                extensions.offers(Keyword.DSN),
                extensions.offers(Keyword.SMTPUTF8),
                extensions.offers(Keyword.CHUNKING)))
        .containsOnly(true);
    assertThat(extensions.auth()).containsExactlyInAnyOrder("PLAIN", "LOGIN", "OLD");
    assertThat(extensions.xclient()).containsExactlyInAnyOrder("NAME", "ADDR");
    assertThat(extensions.xforward()).containsExactlyInAnyOrder("NAME", "PORT");
  }

  private static ReplyRead read(String wire) throws IOException {
    return new ReplyReader(Chunks.reader(Chunks.whole(wire))).read();
  }
}
