package weir.cli.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;
import weir.cli.command.Installation;
import weir.notices.NoticeSettings;

class NoticesCheckTest {
  @TempDir Path folder;

  private Here.Ran check(Optional<Path> texts, boolean toCustomers, String... more) {
    NoticeSettings mail =
        new NoticeSettings.Mail(
            new NoticeSettings.Wanted(List.of()),
            "weir@example.net",
            List.of("desk@example.net"),
            Optional.of("out"),
            List.of(),
            toCustomers,
            Optional.of("+49 30 1234"),
            texts);
    String[] words = new String[2 + more.length];
    words[0] = "notices";
    words[1] = "check";
    System.arraycopy(more, 0, words, 2, more.length);
    return Here.in(folder)
        .runBut(
            "notices", () -> new Installation.Told("mx.example.net", Map.of("desk", mail)), words);
  }

  @Test
  void everyTextIsShownFilledIn() {
    Here.Ran ran = check(Optional.empty(), false);
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .startsWith("[notices.desk] tells customers nothing: to-customers is not set.\n")
        .contains("== customer-hold.de.txt\nSubject: Post von anna@example.net wird zurückgehalten")
        .contains("== customer-suspend.en.txt\nSubject: Your account anna is suspended")
        .contains("== staff.en.txt\nSubject: [Weir mx.example.net] response begun: login:anna")
        .contains("Questions: +49 30 1234. Please give this number: 0example00000")
        .doesNotContain("{");
  }

  @Test
  void asJsonEachTextIsALine() {
    Here.Ran ran = check(Optional.empty(), true, "--json");
    assertThat(ran.out().lines())
        .hasSize(13)
        .allSatisfy(line ->
            assertThat(line)
                .startsWith("{\"receiver\":\"desk\",\"to_customers\":true,\"file\":\""));
  }

  @Test
  void aTextOfNoUseIsSaid() throws Exception {
    Files.writeString(folder.resolve("customer-hold.en.txt"), "no subject\n");
    Here.Ran ran = check(Optional.of(folder), false);
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("must begin with a line \"Subject: …\"");
  }

  @Test
  void withoutMailThereIsNothingToCheck() {
    Here.Ran ran = Here.in(folder).run("notices", "check");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("no table [notices.NAME] of type \"mail\" is there");
  }
}
