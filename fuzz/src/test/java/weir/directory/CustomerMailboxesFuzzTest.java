package weir.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.account.Identity;
import weir.fuzz.Scratch;

/// The file in which a customer of cPanel has the mailboxes of a domain.
final class CustomerMailboxesFuzzTest {

  @FuzzTest
  void itTellsOfItsOwnDomainAndMakesNothingLookBroken(byte[] octets) throws Exception {
    try (Scratch scratch = Scratch.make()) {
      Path file = scratch.folder().resolve("etc/shop.example/passwd");
      Files.createDirectories(file.getParent());
      Files.write(file, octets);
      ListingBuilder listing = new ListingBuilder(Optional.empty());
      List<String> logins =
          new CpanelMailboxFiles("anna", scratch.folder(), listing)
              .read(List.of("inn.example", "shop.example"));
      listing.add("here", new Row().with(Column.ACCOUNT, "anna"));
      for (String login : logins) {
        assertThat(Identity.Login.of(login).name()).isEqualToIgnoringCase(login);
        assertThat(login).endsWith("@shop.example").matches("[!-~]{14,77}");
        listing.add("here", new Row().with(Column.ACCOUNT, "anna").with(Column.LOGIN, login));
      }
      Listing made = listing.build();
      assertThat(made.strange()).isZero();
      assertThat(made.strangeness()).hasSizeLessThanOrEqualTo(1);
    }
  }
}
