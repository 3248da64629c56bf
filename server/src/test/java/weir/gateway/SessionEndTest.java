package weir.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionEndTest {
  private static final Path PAGE =
      Path.of("").toAbsolutePath().getParent().resolve("docs/manual/operations.md");

  @ParameterizedTest
  @EnumSource
  void theManualSaysWhatEachEndMeans(SessionEnd end) throws IOException {
    assertThat(Files.readString(PAGE)).contains("\n| `" + end.words());
  }
}
