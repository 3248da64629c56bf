package weir.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;
import weir.describe.PolicyVersions;
import weir.describe.PolicyVersions.PolicyVersion;
import weir.describe.PolicyVersions.Said;

/// `weir journal --policies`.
class PolicyListTest {
  @TempDir Path folder;

  private void version(String name, String at, String follows, String said) throws IOException {
    new PolicyVersions(folder.resolve("journal"))
        .add(
            new PolicyVersion(
                name,
                Instant.parse(at),
                Map.of("default", Map.of("no-reverse-name", new Said(follows, said)))));
  }

  @Test
  void versionsAreListedTheNewestLastWithWhatEachChanged() throws IOException {
    version("aaaaaaaa", "2026-11-24T08:00:00Z", "score", "It has no name. It counts.");
    version("bbbbbbbb", "2026-11-25T08:00:00Z", "score", "No name has it. It counts.");
    version("cccccccc", "2026-11-25T08:30:00Z", "reject", "It has no name. It is refused.");
    Here.Ran ran = Here.in(folder).run("journal", "--policies");
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .isEqualToNormalizingNewlines(
            """
            2026-11-24 08:00:00Z  aaaaaaaa
              default: Written down for the first time.
            2026-11-25 08:00:00Z  bbbbbbbb
              nothing that people are told
            2026-11-25 08:30:00Z  cccccccc
              default: Changed: It has no name. It is refused. Before: No name has it. It counts.
            """);
  }

  @Test
  void asJsonEachIsALineWithAllItSays() throws IOException {
    version("aaaaaaaa", "2026-11-24T08:00:00Z", "score", "It counts.");
    assertThat(Here.in(folder).run("journal", "--policies", "--json").out())
        .isEqualToNormalizingNewlines(
            "{\"version\":\"aaaaaaaa\",\"since\":\"2026-11-24T08:00:00Z\",\"said\":{\"default\":{\"no-reverse-name\":{\"follows\":\"score\",\"sentence\":\"It counts.\"}}}}\n");
  }

  @Test
  void whereNoServerRanItIsSaid() {
    Here.Ran ran = Here.in(folder).run("journal", "--policies");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("no version of a policy is written down in ");
  }
}
