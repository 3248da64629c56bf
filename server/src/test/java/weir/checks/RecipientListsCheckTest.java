package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.check.ReverseNames;
import weir.check.Situation;
import weir.config.SettingsCheck;
import weir.testkit.MapResolver;

class RecipientListsCheckTest {
  /// Looks at the name of the client, which nobody can tell here.
  private static final String BY_NAME =
      "{name = \"by-name\", read-as = \"spamcontrol\", lines = [\"@example.com=\"]}";

  private static final String BY_ADDRESS = "{name = \"gone\", lines = [\"ann@example.com\"]}";

  private final MapResolver broken = new MapResolver("1.2.0.192.in-addr.arpa SERVFAIL");

  @TempDir Path folder;

  private String saw(String toml, String recipient) {
    RecipientListsCheck check =
        new RecipientListsCheck(
            SettingsCheck.bound(RecipientListsSettings.class, toml),
            new ReverseNames(broken, false));
    return Situation.of("192.0.2.1").from("sue@example.net").to(recipient).saw(check);
  }

  private String pairs() throws IOException {
    Path file = folder.resolve("pairs");
    Files.writeString(file, "sue@example.net ann@example.com\n");
    return "pairs = [\"" + file + "\"]\n";
  }

  @Test
  void aPairDoesNotHideWhatAListCouldNotTell() throws IOException {
    String toml = pairs() + "block = [" + BY_NAME + "]";
    assertThat(saw(toml, "ann@example.com")).isEqualTo("pair-blocked unknown");
    assertThat(saw(toml, "bob@example.com")).isEqualTo("unknown");
  }

  @Test
  void aPairAndAListAreFoundTogether() throws IOException {
    String toml = pairs() + "block = [" + BY_ADDRESS + "]";
    assertThat(saw(toml, "ann@example.com")).isEqualTo("pair-blocked recipient-blocked");
    assertThat(saw(toml, "bob@example.com")).isEqualTo("clear");
  }

  @Test
  void oneListDoesNotHideWhatAnotherCouldNotTell() {
    assertThat(saw("block = [" + BY_NAME + ", " + BY_ADDRESS + "]", "ann@example.com"))
        .isEqualTo("recipient-blocked unknown");
  }

  @Test
  void oneQuestionThatFailedIsToldOnce() {
    String again = BY_NAME.replace("by-name", "by-name-too");
    assertThat(saw("block = [" + BY_NAME + ", " + again + "]", "ann@example.com"))
        .isEqualTo("unknown");
  }

  @Test
  void aBarePostmasterIsOnNoList() throws IOException {
    assertThat(saw(pairs() + "block = [" + BY_NAME + "]", "postmaster")).isEqualTo("clear");
  }
}
