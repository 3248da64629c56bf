package weir.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.describe.PolicyVersions.PolicyVersion;
import weir.describe.PolicyVersions.Said;

class PolicyVersionsTest {
  private static final Instant AT = Instant.parse("2026-11-25T08:00:00Z");

  @TempDir Path folder;

  private static PolicyVersion version(String name) {
    return new PolicyVersion(
        name, AT, Map.of("default", Map.of("id", new Said("reject", "A \"sentence\"\nof two."))));
  }

  @Test
  void aVersionIsKeptWithWhatItSaidUnlessItIsTheLastOne() throws IOException {
    PolicyVersions versions = new PolicyVersions(folder.resolve("journal"));
    assertThat(versions.all()).isEmpty();
    assertThat(versions.add(version("a"))).isTrue();
    assertThat(versions.add(version("a"))).isFalse();
    assertThat(versions.add(version("b"))).isTrue();
    assertThat(versions.add(version("a"))).isTrue();
    assertThat(versions.all()).containsExactly(version("a"), version("b"), version("a"));
  }

  @Test
  void theOldestGo() throws IOException {
    PolicyVersions versions = new PolicyVersions(folder);
    for (int i = 0; i < 502; i++) {
      versions.add(version("v" + i));
    }
    assertThat(versions.all()).hasSize(500).first().isEqualTo(version("v2"));
  }

  @Test
  void aDamagedLineHidesNoOther() throws IOException {
    PolicyVersions versions = new PolicyVersions(folder);
    versions.add(version("a"));
    Files.writeString(
        folder.resolve("policies.jsonl"), "{\"version\":\n{}\n", StandardOpenOption.APPEND);
    assertThat(versions.add(version("b"))).isTrue();
    assertThat(versions.all()).isEqualTo(List.of(version("a"), version("b")));
  }

  @Test
  void theFileIsForTheServersUserOnlyAndNothingElseIsLeft() throws IOException {
    new PolicyVersions(folder).add(version("a"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .containsExactly("policies.jsonl");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("policies.jsonl"))))
        .isEqualTo("rw-------");
  }
}
