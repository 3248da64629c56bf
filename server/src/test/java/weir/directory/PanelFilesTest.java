package weir.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Account;
import weir.account.Identity;
import weir.mail.Domain;

/// Files of hosts as their systems and panels write them.
class PanelFilesTest {
  private static final Set<String> SHARED = Set.of("www-data", "nobody");
  private static final String PASSWD =
      """
      root:x:0:0:root:/root:/bin/bash
      www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
      nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
      anna:x:1001:1001::/home/anna:/bin/bash
      bert:x:1002:1002:M\u00fcller:/home/bert:/bin/false
      res:x:1003:1003::/home/res:/bin/false
      odd:x:1004:1004::/:/bin/false
      +nis::::::
      """;

  @TempDir Path root;

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static List<Identity> of(Listing listing, String account) {
    return listing.holdings().stream()
        .filter(holding -> holding.account().equals(account))
        .map(Listing.Holding::identity)
        .distinct()
        .toList();
  }

  private static Identity site(String name) {
    return new Identity.Site(Domain.parse(name).orElseThrow());
  }

  private Listing passwd(String account, String... uids) throws Exception {
    return PasswdAccounts.read(
        new SourceSettings.Passwd(
            new AccountNames("web1", account), root.resolve("etc/passwd"), List.of(uids)),
        SHARED);
  }

  @Test
  void usersOfAHostAreAccounts() throws Exception {
    file("etc/passwd", PASSWD);
    Listing listing = passwd("{user}@{host}", "1000-59999");
    assertThat(listing.accounts())
        .extracting(Account::id)
        .containsExactlyInAnyOrder("anna@web1", "bert@web1", "res@web1", "odd@web1");
    assertThat(of(listing, "anna@web1"))
        .containsExactly(
            new Identity.LocalUser("web1", 1001),
            new Identity.LocalName("web1", "anna"),
            new Identity.Script("web1", "/home/anna"));
    assertThat(of(listing, "odd@web1")).as("/ is nobody's home").hasSize(2);
    assertThat(listing.shared())
        .containsKeys(
            new Identity.LocalUser("web1", 33),
            new Identity.LocalName("web1", "www-data"),
            new Identity.LocalUser("web1", 65534));
    assertThat(listing.strange()).isZero();
  }

  @Test
  void onlyTheRangesCount() throws Exception {
    file("etc/passwd", PASSWD);
    assertThat(passwd("{user}", "1001", "1003-1004").accounts())
        .extracting(Account::id)
        .containsExactlyInAnyOrder("anna", "res", "odd");
    assertThatThrownBy(() -> passwd("{user}", "5000-6000")).hasMessageContaining("no account");
  }

  private Listing cpanel() throws Exception {
    return new CpanelAccounts(
            new SourceSettings.Cpanel(new AccountNames("web1", "{user}"), root), SHARED)
        .read();
  }

  private void cpanelFiles() throws IOException {
    file("etc/passwd", PASSWD);
    file(
        "var/cpanel/users/anna",
        """
        # cPanel - (C) cPanel
        CONTACTEMAIL=ann@elsewhere.example
        DNS=shop.example
        DNS1=blog.example
        XDNS1=gone.example
        LOCALE=de
        OWNER=res
        PLAN=res_Big
        STARTDATE=1714521600
        """);
    file("var/cpanel/users/bert", "DNS=inn.example\nOWNER=root\nPLAN=default\n");
    file("var/cpanel/users/res", "DNS=res.example\nOWNER=res\n");
    file("var/cpanel/users/system", "DNS=unused\n");
    file("etc/trueuserdomains", "shop.example: anna\ninn.example: bert\nres.example: res\n");
    file(
        "etc/userdomains",
        "*: nobody\nshop.example: anna\nsub.shop.example: anna\n*.inn.example: bert\n");
    file(
        "home/anna/etc/shop.example/passwd",
        "info:x:1001:1001::/home/anna/mail/shop.example/info:\n");
  }

  @Test
  void cpanelsFilesTellAccountsDomainsAndMailboxes() throws Exception {
    cpanelFiles();
    Listing listing = cpanel();
    assertThat(listing.accounts())
        .extracting(Account::id)
        .containsExactlyInAnyOrder("anna", "bert", "res");
    Account anna =
        listing.accounts().stream().filter(it -> it.id().equals("anna")).findFirst().orElseThrow();
    assertThat(anna.reseller()).hasValue("res");
    assertThat(anna.plan()).hasValue("res_Big");
    assertThat(anna.contact()).hasValue("ann@elsewhere.example");
    assertThat(anna.language()).hasValue("de");
    assertThat(anna.since()).hasValue(Instant.ofEpochSecond(1714521600));
    assertThat(listing.accounts())
        .filteredOn(it -> !it.id().equals("anna"))
        .allMatch(it -> it.reseller().isEmpty());
    assertThat(of(listing, "anna"))
        .contains(
            site("shop.example"),
            site("blog.example"),
            site("sub.shop.example"),
            new Identity.Login("info@shop.example"),
            new Identity.Login("anna"),
            new Identity.LocalUser("web1", 1001),
            new Identity.Script("web1", "/home/anna"))
        .doesNotContain(site("gone.example"), site("unused"));
    assertThat(listing.strange()).isZero();
  }

  @Test
  void aFileOfCpanelThatIsBeingWrittenIsNoAccountWithNothing() throws Exception {
    cpanelFiles();
    file("var/cpanel/users/bert", "");
    assertThatThrownBy(this::cpanel).hasMessageContaining("bert is empty: half-written?");
  }

  @Test
  void aCustomersLinkLeadsNowhere() throws Exception {
    cpanelFiles();
    file("elsewhere/bank.example/passwd", "ceo:x:1:1::/:\n");
    Files.createDirectories(root.resolve("home/bert/etc"));
    Files.createSymbolicLink(
        root.resolve("home/bert/etc/bank.example"), root.resolve("elsewhere/bank.example"));
    assertThat(of(cpanel(), "bert")).doesNotContain(new Identity.Login("ceo@bank.example"));
  }

  @Test
  void aCustomersFileTellsOfNoDomainThatThePanelDoesNotGiveHim() throws Exception {
    cpanelFiles();
    file("home/bert/etc/shop.example/passwd", "ceo:x:1:1::/:\n");
    file("home/bert/etc/inn.example/passwd", "desk:x:1:1::/:\n");
    file("home/anna/etc/sub.shop.example/passwd", "sub:x:1:1::/:\n");
    Listing listing = cpanel();
    assertThat(of(listing, "bert"))
        .contains(new Identity.Login("desk@inn.example"))
        .doesNotContain(new Identity.Login("ceo@shop.example"));
    assertThat(of(listing, "anna"))
        .as("userdomains gives it")
        .contains(new Identity.Login("sub@sub.shop.example"));
  }

  @Test
  void aCustomersLinkInPlaceOfTheFileLeadsNowhere() throws Exception {
    cpanelFiles();
    file("elsewhere/passwd", "ceo:x:1:1::/:\n");
    Path file = root.resolve("home/bert/etc/inn.example/passwd");
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, root.resolve("elsewhere/passwd"));
    Listing listing = cpanel();
    assertThat(of(listing, "bert")).doesNotContain(new Identity.Login("ceo@inn.example"));
    assertThat(listing.strangeness())
        .containsExactly("not believed: bert's inn.example: passwd is a link, or no folder");
    assertThat(listing.strange()).isZero();
  }

  @Test
  void aCustomersPipeKeepsNobodyWaiting() throws Exception {
    cpanelFiles();
    Path file = root.resolve("home/bert/etc/inn.example/passwd");
    Files.createDirectories(file.getParent());
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    Listing listing =
        CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return cpanel();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                })
            .get(30, TimeUnit.SECONDS);
    assertThat(listing.strangeness()).singleElement().asString().endsWith("it is no plain file");
    assertThat(of(listing, "anna")).contains(new Identity.Login("info@shop.example"));
  }

  @Test
  void whatACustomerWritesNeverMakesTheSourceLookBroken() throws Exception {
    cpanelFiles();
    file("home/bert/etc/inn.example/passwd", "\u0001x:\n".repeat(5_000));
    file("home/anna/etc/blog.example/passwd", "x".repeat(9_000) + "\n");
    file("home/res/etc/res.example/passwd", "x".repeat(CpanelMailboxFiles.MOST_OCTETS + 1));
    Listing listing = cpanel();
    assertThat(listing.strange()).isZero();
    assertThat(listing.strangeness())
        .anyMatch(it -> it.endsWith("line 1 names no mailbox"))
        .anyMatch(it -> it.endsWith("longer than 8192"))
        .anyMatch(it -> it.endsWith("it has more than 1048576 octets"));
    assertThat(of(listing, "anna")).contains(new Identity.Login("info@shop.example"));
  }

  @Test
  void aCustomerHasABoundedNumberOfMailboxes() throws Exception {
    cpanelFiles();
    StringBuilder boxes = new StringBuilder();
    for (int i = 0; i <= CpanelMailboxFiles.MOST; i++) {
      boxes.append('b').append(i).append(":\n");
    }
    file("home/bert/etc/inn.example/passwd", boxes.toString());
    Listing listing = cpanel();
    assertThat(of(listing, "bert"))
        .contains(new Identity.Login("b" + (CpanelMailboxFiles.MOST - 1) + "@inn.example"))
        .doesNotContain(new Identity.Login("b" + CpanelMailboxFiles.MOST + "@inn.example"));
    assertThat(listing.strangeness()).singleElement().asString().endsWith("20000 mailboxes");
  }

  @Test
  void directadminsFilesTellAccountsDomainsAndMailboxes() throws Exception {
    file("etc/passwd", PASSWD);
    String users = "usr/local/directadmin/data/users/";
    file(
        users + "anna/user.conf",
        "account=ON\ncreator=res\ndomain=shop.example\nemail=ann@elsewhere.example\nlanguage=de\npackage=big\nusername=anna\nusertype=user\n");
    file(users + "anna/domains.list", "shop.example\nblog.example\n");
    file(users + "anna/domains/shop.example.pointers", "store.example=type=alias\n");
    file(users + "res/user.conf", "creator=root\nusertype=reseller\n");
    Files.createDirectories(root.resolve(users + "halfmade"));
    file("etc/virtual/domainowners", "shop.example: anna\nblog.example: anna\nbare.example: res\n");
    file("etc/virtual/shop.example/passwd", "info:$6$x:1001:12::/home/anna/imap:/bin/false\n");
    Listing listing =
        new DirectadminAccounts(
                new SourceSettings.Directadmin(new AccountNames("web1", "{user}"), root), SHARED)
            .read();
    assertThat(listing.accounts()).extracting(Account::id).containsExactlyInAnyOrder("anna", "res");
    Account anna =
        listing.accounts().stream().filter(it -> it.id().equals("anna")).findFirst().orElseThrow();
    assertThat(anna.reseller()).hasValue("res");
    assertThat(anna.plan()).hasValue("big");
    assertThat(of(listing, "anna"))
        .contains(
            new Identity.Login("anna"),
            new Identity.Login("info@shop.example"),
            site("store.example"),
            site("blog.example"),
            new Identity.LocalUser("web1", 1001));
    assertThat(of(listing, "res")).contains(site("bare.example"));
    assertThat(listing.strange()).isZero();
  }
}
