package weir.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import weir.account.Identity;
import weir.fuzz.NamedFiles;
import weir.fuzz.Scratch;

/// Files of cPanel (see [NamedFiles]): `passwd`, `trueuserdomains`, `userdomains`, those of the
/// users `anna` and `bert`, and `boxes`, which anna wrote herself for one of two domains.
final class CpanelFolderFuzzTest {
  private static final Map<String, String> PLACES =
      Map.of(
          "passwd", "etc/passwd",
          "trueuserdomains", "etc/trueuserdomains",
          "userdomains", "etc/userdomains",
          "anna", "var/cpanel/users/anna",
          "bert", "var/cpanel/users/bert",
          "boxes", "home/anna/etc/shop.example/passwd",
          "others", "home/anna/etc/inn.example/passwd");

  @FuzzTest
  void mailboxesAreOfDomainsThatThePanelGivesToTheirOwner(byte[] octets) throws IOException {
    if (octets.length > 4000) {
      return;
    }
    try (Scratch scratch = Scratch.make()) {
      Path root = Files.createDirectories(scratch.folder().resolve("root"));
      place(octets, scratch.folder().resolve("new"), root, PLACES);
      SourceSettings.Cpanel settings =
          new SourceSettings.Cpanel(new AccountNames("web1", "{user}"), root);
      Kept.isSound(
          scratch,
          _ -> {
            Listing listing = new CpanelAccounts(settings, Set.of("www-data")).read();
            owned(listing);
            return listing;
          });
    }
  }

  static void place(byte[] octets, Path from, Path root, Map<String, String> places)
      throws IOException {
    Files.createDirectories(from);
    for (String each : places.values()) {
      Files.createDirectories(root.resolve(each).getParent());
    }
    for (String name : Set.copyOf(NamedFiles.write(octets, from))) {
      if (places.containsKey(name)) {
        Files.move(from.resolve(name), root.resolve(places.get(name)));
      }
    }
  }

  /// Whoever has a mailbox has its domain.
  static void owned(Listing listing) {
    Set<List<String>> domains = new HashSet<>();
    for (Listing.Holding holding : listing.holdings()) {
      if (holding.identity() instanceof Identity.Site(var domain)) {
        domains.add(List.of(holding.account(), domain.name()));
      }
    }
    for (Listing.Holding holding : listing.holdings()) {
      if (holding.identity() instanceof Identity.Login(String name)
          && name.indexOf('@') > 0
          && !name.equals(Identity.Login.of(holding.account()).name())) {
        String domain = name.substring(name.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        assertThat(domains).contains(List.of(holding.account(), domain));
      }
    }
  }
}
