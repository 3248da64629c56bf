package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Command lines and files that cannot be understood: one line each, which names what is wrong.
class MisreadTest {
  private static final List<String> SESSION =
      List.of("explain", "--client=192.0.2.7", "--from=<me@example.net>", "--to=<ann@example.com>");

  @TempDir static Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          wyh 0aaaaaaaaaaaa               | "wyh" is no command of weir; did you mean why?
          frobnicate                      | "frobnicate" is no command of weir;
          journal --sinse 1h              | "--sinse" is no option of weir journal; did you mean --since?
          journal --client 300.1.1.1      | --client "300.1.1.1": not an IP address or prefix
          journal --end foo               | --end: "foo" is none of delivered, held,
          allow 192.0.2.1 --for 1x --reason x | '--for': "1x"
          completion fish                 | SHELL: "fish" is none of bash, zsh;
          import qmail x --patched smtpd  | --patched: "smtpd" is none of plain, qregex, spamcontrol;
          complaints show abc             | ID: "abc" is no number; `weir complaints show --help`
          who --limit many                | --limit: "many" is no number; `weir who --help`
          help frob                       | "frob" is no command of weir;
          help import qmial               | "qmial" is no command of weir import; did you mean qmail?
          help why story                  | weir why has no commands of its own;
          why --jsno                      | "--jsno" is no option of weir why; did you mean --json?
          lists catalogue -c f            | "-c" is no option of weir lists catalogue; `weir lists catalogue --help`
          import rblsmtpd -b -r x         | "-r" is one word too many: put ARGS into quotes, as one word;
          import rblsmtpd -r x            | "x" is one word too many: put ARGS into quotes, as one word;
          import rblsmtpd -b --froce      | "--froce" is no option of weir import rblsmtpd; did you mean --force?
          explain --client x --from <> --to a@b.example | --client "x" is no IP address
          """)
  void aWordThatIsWrongIsNamedInOneLine(String command, String said) {
    Here.Ran ran = Here.in(folder).run(command.split(" "));

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains(said).hasLineCount(1);
  }

  @Test
  void whatIsMissingIsSaidInOneLineWithWhereHelpIs() {
    Here.Ran ran = Here.in(folder).run("explain", "--client", "192.0.2.1");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            "weir: --from=SENDER, --to=RECIPIENT are missing; `weir explain --help` tells more\n");
  }

  @Test
  void aCommandThatHasOthersListsThem() {
    Here.Ran ran = Here.in(folder).run("held");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("which of its commands?", "Usage: weir held", "release");
  }

  @Test
  void helpIsACommandToo() {
    Here.Ran ran = Here.in(folder).run("help");

    assertThat(ran.status()).isZero();
    assertThat(ran.out()).startsWith("Usage: weir ").contains("journal");
    assertThat(Here.in(folder).run("help", "why").out()).startsWith("Usage: weir why");
    assertThat(Here.in(folder).run("help", "import", "qmail").out())
        .startsWith("Usage: weir import qmail");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "PLAIN", "qregex"})
  void aWordOfAChoiceMayBeWrittenInAnyCase(String patched) {
    Here.Ran ran = Here.in(folder).run("import", "qmail", "nowhere", "--patched", patched);

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("nowhere");
    assertThat(Here.in(folder).run("import", "qmail", "--help").out())
        .contains("plain, qregex, spamcontrol");
  }

  @Test
  void aMessageThatIsNotThereIsSaid() throws IOException {
    assertThat(explain(folder.resolve("nope")).err())
        .isEqualTo("weir: --message %s: no such file\n".formatted(folder.resolve("nope")));
  }

  @ParameterizedTest
  @CsvSource({
    "'a: b\\n\\nx\\0y\\n', line 3 has a NUL",
    "'a: b\\r\\n\\r\\nx\\ry\\r\\n', line 3 has a CR without its LF",
    "'a: b\\r\\n\\r\\nx\\r', line 3 has a CR without its LF",
    "'a: b\\r\\n\\nx\\r\\n', line 2 has an LF without its CR"
  })
  void aMessageThatNoClientCanSendIsSaid(String text, String said) throws IOException {
    Path file = Files.writeString(folder.resolve("mail.eml"), text.translateEscapes());

    Here.Ran ran = explain(file);

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains(said, "550 5.").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"'Subject: a\\n\\nx\\n'", "'Subject: a\\n\\nx'", "'Subject: a\\r\\n\\r\\nx'", "''"})
  void lineEndsOfThisMachineAreGoodEnough(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("mail.eml"), text.translateEscapes());

    assertThat(explain(file).err()).isEqualTo("weir: nobody asks\n");
  }

  private static Here.Ran explain(Path message) {
    List<String> words = new ArrayList<>(SESSION);
    words.add("--message=" + message);
    return Here.in(folder).run(words.toArray(String[]::new));
  }
}
