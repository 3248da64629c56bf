package weir.agent.kernel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessNumbersTest {
  @TempDir private Path folder;

  private Path namespace(String name) throws IOException {
    return Files.createSymbolicLink(folder.resolve("pid"), Path.of(name));
  }

  @Test
  void inAnotherNamespaceThanTheFirstTheKernelsNumbersAreNotOurs() throws IOException {
    Path container = namespace("pid:[4026532201]");
    assertThatThrownBy(() -> ProcessNumbers.mustBeOurs(container))
        .hasMessageContaining("this container has its own");
  }

  @Test
  void inTheFirstNamespaceOrTheOnlyOneTheyAre() throws IOException {
    Path only = folder.resolve("none");
    assertThatCode(() -> ProcessNumbers.mustBeOurs(only)).doesNotThrowAnyException();
    Path first = namespace("pid:[4026531836]");
    assertThatCode(() -> ProcessNumbers.mustBeOurs(first)).doesNotThrowAnyException();
  }
}
