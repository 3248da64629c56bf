package weir.gateway.loglines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import weir.journal.Entry;
import weir.net.IpAddress;
import weir.verdict.Role;

/// Whoever bans addresses reads these lines: they name the right one, whatever a client says.
class SessionLineTest {
  private static final String DENIED = "535 5.7.8 User name or password is wrong [0aaaaaaaaaaaa]";

  @Test
  void aFailedLoginDoesNotHideBehindOtherRefusals() {
    String line =
        line(
            "x",
            "500 5.5.2 Command unknown: A",
            "500 5.5.2 Command unknown: B",
            DENIED,
            DENIED,
            "421 4.7.0 Too many");

    assertThat(line)
        .contains("refusals=5", "Command unknown: A", DENIED, "421 4.7.0")
        .doesNotContain("Command unknown: B");
  }

  @Test
  void thePatternOfTheManualFindsTheClient() throws IOException {
    assertThat(banned(line("mail.example.net", DENIED))).contains("192.0.2.7");
    assertThat(banned(line("mail.example.net", "500 5.5.2 Command unknown: A"))).isEmpty();
  }

  @Test
  void nobodyWritesTheAddressOfSomebodyElseIntoTheLine() throws IOException {
    String forged = "sessions id=0 client=198.51.100.1 helo=\"\" reply=\"535 5.7.8";

    assertThat(banned(line(forged, DENIED))).contains("192.0.2.7");
    assertThat(banned(line(forged, "500 5.5.2 Command unknown: A"))).isEmpty();
  }

  /// The address that the pattern in the manual finds, as fail2ban reads it.
  private static Optional<String> banned(String line) throws IOException {
    String pattern =
        Files.readAllLines(Path.of("../docs/manual/operations.md")).stream()
            .filter(each -> each.startsWith("failregex = "))
            .findFirst()
            .orElseThrow()
            .substring("failregex = ".length())
            .replace("<ADDR>", "(\\S+)");
    Matcher matcher = Pattern.compile(pattern).matcher(" INFO  sessions " + line);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String line(String helo, String... refusals) {
    Entry.Client client =
        new Entry.Client(
            IpAddress.parse("192.0.2.7").orElseThrow(),
            40_000,
            "mx",
            Role.MX,
            helo,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new SessionLine(
            new Entry.Session(
                "0aaaaaaaaaaaa",
                Instant.EPOCH,
                Duration.ofMillis(80),
                client,
                "quit",
                List.of(refusals),
                List.of()))
        .toString();
  }
}
