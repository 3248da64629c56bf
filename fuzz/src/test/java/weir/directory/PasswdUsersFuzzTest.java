package weir.directory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import weir.account.Identity;
import weir.fuzz.Scratch;

/// The users of a host, in the form of passwd(5).
final class PasswdUsersFuzzTest {

  @FuzzTest
  void everyUserStandsInALineWithItsNumber(byte[] octets) throws IOException {
    if (octets.length > 4000) {
      return;
    }
    try (Scratch scratch = Scratch.make()) {
      Path file = Files.write(scratch.folder().resolve("passwd"), octets);
      SourceSettings.Passwd settings =
          new SourceSettings.Passwd(
              new AccountNames("web1", "{user}@{host}"), file, List.of("1000-59999"));
      Kept.isSound(
          scratch,
          _ -> {
            Listing listing = PasswdAccounts.read(settings, Set.of("www-data"));
            listing.holdings().forEach(it -> stands(it, new String(octets, ISO_8859_1)));
            return listing;
          });
    }
  }

  private static void stands(Listing.Holding holding, String text) {
    String user = holding.account().substring(0, holding.account().lastIndexOf('@'));
    assertThat(text).contains(user + ":");
    if (holding.identity() instanceof Identity.LocalUser(String host, long uid)) {
      assertThat(host).isEqualTo("web1");
      assertThat(uid).isBetween(1_000L, 59_999L);
    }
  }
}
