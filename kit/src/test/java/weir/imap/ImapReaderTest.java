package weir.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ImapReaderTest {
  private final List<String> bodies = new ArrayList<>();

  private ImapAnswer read(String text) throws IOException {
    return reader(text).read(this::take);
  }

  private void take(InputStream body, long size) throws IOException {
    byte[] octets = body.readAllBytes();
    assertThat(octets).hasSize((int) size);
    bodies.add(new String(octets, ISO_8859_1));
  }

  private static ImapReader reader(String text) {
    return new ImapReader(new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
  }

  @Test
  void whatServersSayIsToldApart() throws IOException {
    assertThat(read("* OK [CAPABILITY IMAP4rev1 IDLE] Dovecot ready.\r\n"))
        .isEqualTo(
            new ImapAnswer.Said(
                ImapAnswer.Status.OK, Optional.of("CAPABILITY IMAP4REV1 IDLE"), "Dovecot ready."));
    assertThat(read("w1 NO [AUTHENTICATIONFAILED] Authentication failed.\r\n"))
        .isEqualTo(
            new ImapAnswer.Tagged(
                "w1",
                ImapAnswer.Status.NO,
                Optional.of("AUTHENTICATIONFAILED"),
                "Authentication failed."));
    assertThat(read("* CAPABILITY imap4rev1 MOVE\r\n"))
        .isEqualTo(new ImapAnswer.Capabilities(Set.of("IMAP4REV1", "MOVE")));
    assertThat(read("* 12 EXISTS\r\n")).isEqualTo(new ImapAnswer.Exists(12));
    assertThat(read("+ idling\r\n")).isEqualTo(new ImapAnswer.GoOn("idling"));
    assertThat(read("+\r\n")).isEqualTo(new ImapAnswer.GoOn(""));
    assertThat(read("* 3 EXPUNGE\r\n")).isEqualTo(new ImapAnswer.Other("EXPUNGE"));
    assertThat(read("* FLAGS (\\Seen \\Deleted)\r\n")).isEqualTo(new ImapAnswer.Other("FLAGS"));
    assertThat(read("* SEARCH\r\n")).isEqualTo(new ImapAnswer.Found(List.of(), false));
    assertThat(read("* SEARCH 2 84 882 (MODSEQ 917162500)\r\n"))
        .isEqualTo(new ImapAnswer.Found(List.of(2L, 84L, 882L), false));
  }

  @Test
  void aMessageIsGivenOutWhereverItStands() throws IOException {
    assertThat(read("* 5 FETCH (BODY[] {7}\r\na)\r\n\"{9 UID 17)\r\n"))
        .isEqualTo(new ImapAnswer.Fetched(OptionalLong.of(17), OptionalLong.empty(), true));
    assertThat(
            read(
                "* 5 FETCH (FLAGS (\\Seen {2}\r\n)) \"q\\\")\") UID 17 BODY[HEADER.FIELDS (TO CC)] {3}"
                    + "\r\nabc RFC822.SIZE 44 BODY[] \"a\\\"b\")\r\n"))
        .isEqualTo(new ImapAnswer.Fetched(OptionalLong.of(17), OptionalLong.of(44), true));
    assertThat(read("* 5 FETCH (UID 17 BODY[] NIL)\r\n"))
        .isEqualTo(new ImapAnswer.Fetched(OptionalLong.of(17), OptionalLong.empty(), false));
    assertThat(bodies).containsExactly("a)\r\n\"{9", "a\"b");
  }

  @Test
  void whatNobodyTakesIsSkippedAndWhatFollowsIsRead() throws IOException {
    ImapReader reader =
        reader(
            "* 1 FETCH (UID 1 BODY[] {5}\r\n12345)\r\n"
                + "* LIST () \"/\" {6}\r\nab\r\nc)\r\n"
                + "* X text that ends so {not a literal}\r\n"
                + "w1 OK done {3}\r\n");
    assertThat(reader.read(BodyTaker.NONE)).isInstanceOf(ImapAnswer.Fetched.class);
    assertThat(reader.read(BodyTaker.NONE)).isEqualTo(new ImapAnswer.Other("LIST"));
    assertThat(reader.read(BodyTaker.NONE)).isEqualTo(new ImapAnswer.Other("X"));
    assertThat(reader.read(BodyTaker.NONE))
        .isEqualTo(new ImapAnswer.Tagged("w1", ImapAnswer.Status.OK, Optional.empty(), "done {3}"));
  }

  @Test
  void aSearchOfAMillionIsCutAndSaidSo() throws IOException {
    String all =
        LongStream.range(0, 1_000_000).mapToObj(Long::toString).collect(Collectors.joining(" "));
    assertThat(read("* SEARCH " + all + "\r\n"))
        .isInstanceOfSatisfying(
            ImapAnswer.Found.class,
            found -> {
              assertThat(found.numbers()).hasSize(ImapReader.MOST_FOUND);
              assertThat(found.more()).isTrue();
            });
  }

  @Test
  void hostile_whatNeverEndsIsRefused() {
    String endless = String.join("", Collections.nCopies(ImapReader.LONGEST + 1, "x"));
    for (String text :
        List.of(
            "* OK " + endless,
            "* X " + endless,
            endless,
            "* 1 FETCH (BODY[" + endless,
            "* 1 FETCH (UID 1 X (((" + endless,
            "* 1 FETCH (BODY[] \"" + endless,
            "* 1 FETCH (" + " ".repeat(ImapReader.LONGEST + 1),
            "* SEARCH " + " ".repeat(ImapReader.LONGEST_SEARCH + 1))) {
      assertThatThrownBy(() -> read(text)).isInstanceOf(ImapNonsense.class);
    }
  }

  @Test
  void hostile_whatIsNoAnswerIsRefused() {
    for (String text :
        List.of(
            "\r\n",
            "HTTP/1.1 400 Bad Request\r\n",
            "* SEARCH 1 x\r\n",
            "* 1 FETCH UID 1\r\n",
            "* 1 FETCH (UID)\r\n",
            "* 1 FETCH (UID 99999999999)\r\n",
            "* 1 FETCH (BODY[] {99999999999}\r\n",
            "* 1 FETCH (BODY[] {}\r\n",
            "* 1 FETCH (BODY[] {3} abc)\r\n",
            "* 1 FETCH (X (\r\n",
            "* OK [CODE\r\n",
            "* 1 EXISTS now\r\n")) {
      assertThatThrownBy(() -> read(text)).as(text).isInstanceOf(ImapNonsense.class);
    }
  }

  @Test
  void aMessageThatBreaksOffIsNoMessage() {
    assertThatThrownBy(() -> read("* 1 FETCH (UID 1 BODY[] {100}\r\nabc"))
        .isInstanceOf(EOFException.class);
    assertThat(bodies).isEmpty();
    assertThatThrownBy(() -> read("* 1 FETCH (UID 1 BODY[] {100}\r\nabc", BodyTaker.NONE))
        .isInstanceOf(EOFException.class);
  }

  private static ImapAnswer read(String text, BodyTaker taker) throws IOException {
    return reader(text).read(taker);
  }

  @Test
  void hostile_octetsBeyondAsciiBecomeNoLetters() throws IOException {
    assertThat(read("* capability a\u00df\u00ff\r\n"))
        .isEqualTo(new ImapAnswer.Capabilities(Set.of("A\u00df\u00ff")));
  }

  @Test
  void textsForPeopleArePrintableAndCut() throws IOException {
    assertThat(read("* NO \u001b[31m\u00fc" + "x".repeat(1_000) + "\r\n"))
        .isInstanceOfSatisfying(
            ImapAnswer.Said.class,
            said -> assertThat(said.text()).startsWith("?[31m?xx").hasSize(300));
  }
}
