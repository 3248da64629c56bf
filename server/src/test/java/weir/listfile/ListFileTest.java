package weir.listfile;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.mail.Domain;

class ListFileTest {
  @TempDir private Path folder;

  private ListFile read(ReadAs readAs, String text) throws IOException {
    return ListFile.read(Files.writeString(folder.resolve("list"), text), Kind.SENDERS, readAs);
  }

  @Test
  void everyMistakeIsToldWithFileAndLine() throws IOException {
    ListFile file =
        read(
            ReadAs.PLAIN,
            "# a comment\n\n@good.example\r\nexample.net\nregex:(\n<>\na b@c.example\n");
    assertThat(file.mistakes())
        .extracting(mistake -> mistake.substring(folder.toString().length() + 1))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("list:4: ").contains("@example.net"),
            second -> assertThat(second).startsWith("list:5: \"(\": not a pattern"),
            third -> assertThat(third).isEqualTo("list:6: the null sender is never looked up"),
            fourth -> assertThat(fourth).startsWith("list:7: ").contains("blank"));
  }

  @ParameterizedTest
  @CsvSource({
    "REGEX, '(?=x)'",
    "REGEX, '(a)\\1'",
    "REGEX, '[z-a]'",
    "QREGEX, '!('",
    "QREGEX, '!exact:x@a.example'",
    "QREGEX, '[[:nothing:]]'",
    "GLOB, '[abc'",
    "GLOB, 'abc\\'",
    "GLOB, '!'",
    "SPAMCONTROL, '@b ad='",
    "SPAMCONTROL, '~'",
    "PLAIN, 'a@'' b'",
    "PLAIN, '@'",
    "PLAIN, '.'",
    "PLAIN, 'suffix:a b'",
    "PLAIN, 'x@a.example\tto\u00e9'",
  })
  void aBrokenLineIsAMistakeAndNeverAPatternThatMatchesNothing(ReadAs readAs, String line)
      throws IOException {
    assertThat(read(readAs, line + "\n").mistakes()).hasSize(1);
  }

  @Test
  void formsAboutSendersAreMistakesInAListOfNames() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("list"),
            "mail.bulk.example\n~dialup.example\n@bank.example=\n!@bank.example-\n@bank.example+\n"
                + "?friend.example\n*.pool.example\n");
    assertThat(ListFile.read(file, Kind.NAMES, ReadAs.SPAMCONTROL).mistakes())
        .satisfiesExactly(
            host ->
                assertThat(host)
                    .startsWith(file + ":2: \"~dialup.example\" spares clients by their sender")
                    .contains("suffix:dialup.example"),
            elsewhere -> assertThat(elsewhere).startsWith(file + ":3: \"@bank.example=\" is about"),
            nameless -> assertThat(nameless).startsWith(file + ":4: \"@bank.example-\" is about"),
            strangers ->
                assertThat(strangers).startsWith(file + ":5: \"@bank.example+\" is about"));
    assertThat(ListFile.read(file, Kind.SENDERS, ReadAs.SPAMCONTROL).mistakes())
        .allSatisfy(mistake -> assertThat(mistake).doesNotContain("HELO"));
  }

  @Test
  void aHostSparedByItsSenderIsAMistakeInAListOfRecipients() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("list"), "bob@example.com\n@example.com-\n~dialup.example\n");
    assertThat(ListFile.read(file, Kind.RECIPIENTS, ReadAs.SPAMCONTROL).mistakes())
        .singleElement(as(STRING))
        .startsWith(file + ":3: \"~dialup.example\" spares clients by their sender")
        .contains("recipients, where it would never match");
  }

  @Test
  void aLineThatIsNotUtf8IsAMistakeInItsLine() throws IOException {
    Path file =
        Files.write(
            folder.resolve("list"),
            "a@b.example\nx\u00ff@c.example".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(ListFile.read(file, Kind.SENDERS, ReadAs.PLAIN).mistakes())
        .containsExactly(file + ":2: is not UTF-8");
  }

  @Test
  void aFileOfAnotherKindIsToldInTwentyLines() throws IOException {
    String text = "nothing here\n".repeat(1_000);
    assertThat(read(ReadAs.PLAIN, text).mistakes()).hasSize(ListFile.MOST_MISTAKES);
  }

  @Test
  void aMissingFileIsAMistake() {
    Path file = folder.resolve("none");
    assertThat(ListFile.read(file, Kind.SENDERS, ReadAs.PLAIN).mistakes())
        .singleElement()
        .asString()
        .startsWith(file + " cannot be read");
  }

  @Test
  void patternsThatWouldBeTriedOnEveryAddressAreBounded() {
    List<String> lines =
        IntStream.rangeClosed(0, PatternTable.MOST_LOOSE)
            .mapToObj(i -> "[0-9]{" + (i % 20 + 1) + "}")
            .toList();
    assertThat(ListFile.of(lines, Kind.SENDERS, ReadAs.REGEX).mistakes())
        .singleElement()
        .asString()
        .startsWith("line 1001: at most 1000 patterns");
  }

  @Test
  void aMillionAddressesTakeFewOctetsEach() {
    List<String> lines =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "user%07d@example%03d.net".formatted(i, i % 997))
            .toList();
    EntryList list = ListFile.of(lines, Kind.SENDERS, ReadAs.PLAIN).list();
    assertThat(list.size()).isEqualTo(100_000);
    assertThat(list.octets() / list.size() - "user0000000@example000.net".length())
        .isBetween(12L, 18L);
  }

  @Test
  void pairsAreFoundWhereBothSidesMatch() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pairs"),
            "suffix:a.example bob@b.example\n@A.example ann@b.example\nSue@c.example\tglob:*@b.example\n");
    PairFile pairs = PairFile.read(file);
    assertThat(pairs.mistakes()).isEmpty();
    assertThat(line(pairs, "x@a.example", "bob@b.example")).isEqualTo(1);
    assertThat(line(pairs, "x@sub.a.example", "bob@b.example")).isEqualTo(1);
    assertThat(line(pairs, "x@a.example", "ann@b.example")).isEqualTo(2);
    assertThat(line(pairs, "x@sub.a.example", "ann@b.example")).isZero();
    assertThat(line(pairs, "sue@c.example", "any@b.example")).isEqualTo(3);
    assertThat(line(pairs, "sue@c.example", "any@c.example")).isZero();
  }

  private static int line(PairFile file, String sender, String recipient) {
    return file.pairs()
        .find(address(sender), address(recipient))
        .map(EntryList.Match::line)
        .orElse(0);
  }

  private static Sought address(String text) {
    int at = text.indexOf('@');
    return Sought.address(
        new weir.mail.Path.Mailbox(text.substring(0, at), new Domain(text.substring(at + 1))));
  }

  @Test
  void aLineThatIsNoPairIsAMistake() throws IOException {
    Path file =
        Files.writeString(folder.resolve("pairs"), "a@b.example\n!a@b.example c@d.example\na b\n");
    assertThat(PairFile.read(file).mistakes())
        .hasSize(3)
        .allMatch(each -> each.startsWith(file + ":"));
  }
}
