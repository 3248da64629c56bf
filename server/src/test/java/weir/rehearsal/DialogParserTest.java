package weir.rehearsal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DialogParserTest {
  private static final Path FILE = Path.of("some-words.dialog");

  private static DialogFile parse(String... lines) throws DialogMistake {
    return DialogFile.parse(FILE, String.join("\n", lines));
  }

  private static String mistake(String... lines) {
    try {
      parse(lines);
      return "none";
    } catch (DialogMistake e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String said(Step step) {
    return new String(((Step.Say) step).octets(), ISO_8859_1);
  }

  @Test
  void theFirstCommentSaysWhatTheDialogShows() throws DialogMistake {
    DialogFile dialog = parse("# A client", "# talks.", "", "client QUIT");
    assertThat(dialog.shows()).isEqualTo("A client talks.");
    assertThat(dialog.name()).isEqualTo("some-words");
    assertThat(mistake("client QUIT"))
        .isEqualTo(
            "some-words.dialog:1: a dialog begins with a comment that says what it shows: # A"
                + " client ...");
  }

  @Test
  void anUnknownWordIsAMistakeWithItsPlace() {
    assertThat(mistake("# A client.", "client QUIT", "", "Server 221 *"))
        .startsWith("some-words.dialog:4: ");
    assertThat(mistake("# A client.", "sever 221 *")).contains(":2: \"sever\" is no word");
    assertThat(mistake("# A client.", "hop explodes")).contains(":2: ", "hop explodes");
  }

  @Test
  void whatHoldsFromTheStartStandsAtTheStart() throws DialogMistake {
    Setup setup =
        parse(
                "# A client.",
                "peer 2001:db8::1",
                "listener submission",
                "dns a.example A 192.0.2.1",
                "setting limits.errors = 3",
                "file list",
                "    one",
                "      two",
                "client QUIT")
            .setup();
    assertThat(setup.peer().orElseThrow()).hasToString("2001:db8::1");
    assertThat(setup.listener()).isEqualTo("submission");
    assertThat(setup.dns()).isEqualTo(List.of("a.example A 192.0.2.1"));
    assertThat(setup.settings()).isEqualTo(Map.of("limits.errors", "3"));
    assertThat(setup.files()).isEqualTo(Map.of("list", "one\n  two\n"));
    assertThat(mistake("# A client.", "client QUIT", "peer 192.0.2.1"))
        .isEqualTo("some-words.dialog:3: \"peer\" stands too late: it holds from the start");
  }

  @Test
  void howTheSurroundingsBehaveMayStandAmongWhatHoldsFromTheStart() throws DialogMistake {
    DialogFile dialog =
        parse("# A.", "state fails", "hop down", "setting limits.errors = 3", "client QUIT");
    assertThat(dialog.steps().getFirst()).isEqualTo(new Step.StateActs(2, true));
    assertThat(mistake("# A.", "state fails", "hop down")).contains("nobody says anything");
  }

  @Test
  void badValuesAreMistakesWithTheirPlace() {
    assertThat(mistake("# A.", "peer 1.2.3")).contains(":2: no address: 1.2.3");
    assertThat(mistake("# A.", "dns a.example A nowhere")).contains(":2: ");
    assertThat(mistake("# A.", "later soon")).contains(":2: a time is expected");
    assertThat(mistake("# A.", "server 220 *", "within reason")).contains(":3: a time is expected");
    assertThat(mistake("# A.", "raw \"\\q\"")).contains(":2: behind a backslash");
    assertThat(mistake("# A.", "raw text")).contains(":2: a text in quotes");
    assertThat(mistake("# A.", "server ok")).contains(":2: a reply is expected");
    assertThat(mistake("# A.", "client QUIT", "closed now")).contains(":3: nothing stands");
    assertThat(mistake("# A.", "message", "client QUIT")).contains(":2: indented lines");
    assertThat(mistake("# A.", "client QUIT", "  more")).contains(":3: indented lines");
    assertThat(mistake("# A.", "state sleeps"))
        .contains(":2: \"state fails\" or \"state answers\"");
    assertThat(mistake("# A.", "hop answers LUNCH 550 no")).contains(":2: a command is expected");
    assertThat(mistake("# A.")).contains("nobody says anything");
  }

  @Test
  void aMessageIsStuffedAndEnded() throws DialogMistake {
    DialogFile dialog =
        parse("# A.", "message", "    Subject: a", "", "    .", "    ..b", "", "client QUIT");
    assertThat(said(dialog.steps().getFirst())).isEqualTo("Subject: a\r\n\r\n..\r\n...b\r\n.\r\n");
  }

  @Test
  void rawOctetsHaveEscapesAndCounts() throws DialogMistake {
    DialogFile dialog =
        parse("# A.", "raw \"a\\r\\n\\0\\t\\xff\\\\\\\"\"", "raw \"ab\" times 3", "client");
    assertThat(said(dialog.steps().get(0))).isEqualTo("a\r\n\0\t\u00ff\\\"");
    assertThat(said(dialog.steps().get(1))).isEqualTo("ababab");
    assertThat(said(dialog.steps().get(2))).isEqualTo("\r\n");
  }

  @Test
  void aLoginIsAuthPlain() throws DialogMistake {
    DialogFile dialog = parse("# A.", "login ann secret", "base64 \"ann\"");
    assertThat(said(dialog.steps().get(0))).isEqualTo("AUTH PLAIN AGFubgBzZWNyZXQ=\r\n");
    assertThat(said(dialog.steps().get(1))).isEqualTo("YW5u\r\n");
  }

  @Test
  void patternsAreTakenLiterallyButForStarsAndNames() {
    Map<String, String> known = new HashMap<>();
    assertThat(new Glob("250 2.* [{id}]").matches("250 2.1.0 ok [abc]", known)).isTrue();
    assertThat(known).isEqualTo(Map.of("id", "abc"));
    assertThat(new Glob("id={id}").matches("id=abc", known)).isTrue();
    assertThat(new Glob("id={id}").matches("id=abd", known)).isFalse();
    assertThat(new Glob("2.5").matches("2x5", known)).isFalse();
    assertThat(new Glob("{a} {a}").matches("x x", known)).isTrue();
    assertThat(new Glob("{b} {b}").matches("x y", known)).isFalse();
    assertThatThrownBy(() -> Words.octets("\"\\x0\"")).isInstanceOf(IllegalArgumentException.class);
  }
}
