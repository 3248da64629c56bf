package weir.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a start costs that needs no database.
class NoDriverTest {
  @TempDir Path folder;

  private String classesLoaded(String more) throws IOException, InterruptedException {
    Path file = folder.resolve("weir.toml");
    Files.writeString(
        file,
        """
        host-name = "mx.example.com"
        listeners.mx.address = "127.0.0.1:2525"
        hops.back.type = "smtp"
        hops.back.address = "127.0.0.1:2526"
        domains."example.com".hop = "back"
        domains."example.com".recipients = ["ann"]
        dns.servers = ["127.0.0.1:9"]
        """
            + more);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                "weir.main.Main",
                "explain",
                "-c",
                file.toString(),
                "--client",
                "192.0.2.1",
                "--helo",
                "h.example.net",
                "--from",
                "",
                "--to",
                "ann@example.com")
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output;
  }

  @Test
  void withoutADatabaseNoDriverIsLoaded() throws Exception {
    assertThat(classesLoaded(""))
        .contains(" weir.routing.Routes ")
        .doesNotContain("org.postgresql.", " weir.lookup.SqlSource ");
  }

  @Test
  void withADatabaseItIs() throws Exception {
    assertThat(
            classesLoaded(
                "[lookup.ask]\ntype = \"sql\"\nurl = \"jdbc:postgresql://127.0.0.1:9/x\"\n"))
        .contains("org.postgresql.Driver ");
  }
}
