package weir.directory;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import weir.fuzz.Scratch;

/// Files of DirectAdmin (see [NamedFiles]): `passwd`, `domainowners`, `anna.conf` with `anna.list`
/// and `anna.point` beside it, `bert.conf`, and the mailboxes of a domain, `boxes`.
final class DirectadminFolderFuzzTest {
  private static final String USERS = "usr/local/directadmin/data/users/";
  private static final Map<String, String> PLACES =
      Map.of(
          "passwd", "etc/passwd",
          "domainowners", "etc/virtual/domainowners",
          "anna.conf", USERS + "anna/user.conf",
          "anna.list", USERS + "anna/domains.list",
          "anna.point", USERS + "anna/domains/shop.example.pointers",
          "bert.conf", USERS + "bert/user.conf",
          "boxes", "etc/virtual/shop.example/passwd");

  @FuzzTest
  void whoeverHasAMailboxHasItsDomain(byte[] octets) throws IOException {
    if (octets.length > 4000) {
      return;
    }
    try (Scratch scratch = Scratch.make()) {
      Path root = Files.createDirectories(scratch.folder().resolve("root"));
      CpanelFolderFuzzTest.place(octets, scratch.folder().resolve("new"), root, PLACES);
      SourceSettings.Directadmin settings =
          new SourceSettings.Directadmin(new AccountNames("web1", "{user}"), root);
      Kept.isSound(
          scratch,
          _ -> {
            Listing listing = new DirectadminAccounts(settings, Set.of("www-data")).read();
            CpanelFolderFuzzTest.owned(listing);
            return listing;
          });
    }
  }
}
