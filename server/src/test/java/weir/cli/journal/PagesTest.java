package weir.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.cli.Here;

/// What people read, letter by letter: the pages lie beside this test as files.
class PagesTest {
  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    Written.to(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "why-accepted, why 0aaaaaaaaaaaa",
    "why-refused, why 0bbbbbbbbbbbb",
    "why-deferred, why 0cccccccccccc",
    "why-session, why 0dddddddddddd",
    "why-act, why 0eeeeeeeeeeee",
    "why-hostile, why 0ffffffffffff",
    "why-refused-json, why --json 0bbbbbbbbbbbb",
    "journal-all, journal",
    "journal-refused, journal --end refused",
    "journal-since, journal --since 08:02 --client 192.0.2.0/24",
    "journal-json, journal --json --finding on-block-list"
  })
  void aPageIsAsItWasApproved(String page, String command) throws IOException {
    Here.Ran ran = Here.in(folder).run(command.split(" "));

    assertThat(ran.out()).isEqualTo(approved(page + ".txt"));
    assertThat(ran.status()).isZero();
  }

  @Test
  void anExplanationIsAsItWasApproved() throws IOException {
    Here here = new Here(folder, Explained.rejected(), List.of());

    Here.Ran ran =
        here.run("explain", "--client=127.0.0.2", "--from=me@example.net", "--to=ann@example.com");

    assertThat(ran.out()).isEqualTo(approved("explain-reject.txt"));
    assertThat(ran.status()).isEqualTo(11);
  }

  @Test
  void aPastedReplyIsAsGoodAsItsId() {
    Here.Ran ran =
        Here.in(folder)
            .run("why", "550 5.7.1 Client [127.0.0.2] is on the block list [0BBBBBBBBBBBB]");

    assertThat(ran.out()).startsWith("Message 0bbbbbbbbbbbb was refused");
  }

  @Test
  void anUnknownIdIsSaidAndEndsWithOne() {
    Here.Ran ran = Here.in(folder).run("why", "0000000000000");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("does not know 0000000000000");
  }

  @Test
  void nothingFoundEndsWithOne() {
    Here.Ran ran = Here.in(folder).run("journal", "--sender", "nobody@example.org");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).startsWith("weir: nothing of that");
  }

  @Test
  void aFindingThatIsNoneIsSaidWithTheOneThatWasMeant() {
    Here.Ran ran = Here.in(folder).run("journal", "--finding", "on-blok-list");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("has the name \"on-blok-list\"; did you mean on-block-list?");
  }

  @Test
  void aFolderWithoutAJournalIsSaid() {
    Here elsewhere = Here.in(folder.resolve("elsewhere"));

    assertThat(elsewhere.run("journal").err()).contains("there is no journal in", "elsewhere");
    assertThat(elsewhere.run("why", "0aaaaaaaaaaaa").err()).contains("there is no journal in");
  }

  @Test
  void aWrongTimeIsRefusedWithExamples() {
    Here.Ran ran = Here.in(folder).run("journal", "--since", "yesteryear");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("\"yesteryear\" is no time such as 1h, 7d, 08:30");
  }

  private static String approved(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(PagesTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
