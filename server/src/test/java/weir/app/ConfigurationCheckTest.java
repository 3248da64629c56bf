package weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.config.Values;

/// What a look at a configuration finds, before anything is started.
class ConfigurationCheckTest {
  @TempDir Path folder;

  private List<String> mistakes(String text) throws IOException {
    Path file = folder.resolve("weir.toml");
    Files.writeString(file, text);
    return new ConfigurationCheck(Values.standard())
        .mistakes(file).stream()
            .map(Object::toString)
            .map(mistake -> mistake.replace(file.toString(), "").replace(folder.toString(), ""))
            .toList();
  }

  @Test
  void twoListenersOfOneAddressAreAMistakeAtTheSecond() throws IOException {
    assertThat(
            mistakes(
                """
                host-name = "mx.example.com"
                metrics = "127.0.0.1:2580"
                [listeners.z]
                address = "127.0.0.1:2525"
                [listeners.a]
                address = "127.0.0.1:2525"
                [listeners.every]
                address = "*:2580"
                [listeners.other]
                address = "127.0.0.2:2525"
                [listeners.free-port]
                address = "127.0.0.1:0"
                [listeners.another-free-port]
                address = "127.0.0.1:0"
                """))
        .containsExactly(
            ":6:1: listeners.a.address: 127.0.0.1:2525 is taken: listeners.z.address listens on"
                + " 127.0.0.1:2525",
            ":8:1: listeners.every.address: *:2580 is taken: metrics listens on 127.0.0.1:2580");
  }
}
