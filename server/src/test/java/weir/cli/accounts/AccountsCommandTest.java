package weir.cli.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;

class AccountsCommandTest {
  private static final String GOOD =
      """
      weir-directory-1,2026-11-25T08:00:00Z
      ann,Ann's shop,res,big,,,,,yes,,,,,,,,,,,,,
      bob,Bob,,,,,,,,,,,,,,,,,,,,
      res,Reseller,,,,,,,,,,,,,,,,,,,,
      ann,,,,,,,,,anna@shop.example,,,,,,,,,,,,
      ann,,,,,,,,,,web1,2001,,,,,,,,2026-06-01T00:00:00Z,,
      bob,,,,,,,,,,web1,2001,,,,,,,,,2026-06-01T00:00:00Z,
      bob,,,,,,,,,,web2,2001,,,,,,,,,,
      end
      """;

  @TempDir Path folder;

  @BeforeEach
  void copies() throws IOException {
    Files.createDirectories(folder.resolve("directory"));
    Files.writeString(folder.resolve("directory/panel.csv"), GOOD);
    Files.writeString(folder.resolve("panel.csv"), "");
    Files.writeString(
        folder.resolve("directory.toml"),
        "sources.panel = {type = \"csv\", file = \"panel.csv\"}\n");
  }

  private Here.Ran run(String... arguments) {
    return Here.in(folder).run(arguments);
  }

  @Test
  void accountsAreFoundByWhatTheyHave() {
    for (String word : new String[] {"ann", "SHOP.example", "anna+shop.example", "Ann's"}) {
      Here.Ran ran = run("accounts", word);
      assertThat(ran.out()).as(word).contains("ann", "Ann's shop", "res", "big", "protected");
      assertThat(ran.out()).as(word).doesNotContain("bob");
      assertThat(ran.status()).isZero();
    }
  }

  @Test
  void aUidIsWhoseItWasOnThatHost() {
    assertThat(run("accounts", "2001", "--host", "web2").out())
        .contains("uid 2001 on web2")
        .doesNotContain("ann");
    assertThat(run("accounts", "2001", "--host", "web1").out())
        .contains("ann", "uid 2001 on web1 (until 2026-06-01");
  }

  @Test
  void anAddressInANetworkAndAPathBelowAFolderAreWhoseTheseAre() throws IOException {
    Files.writeString(
        folder.resolve("directory/panel.csv"),
        GOOD.replace(
            "end\n",
            """
            ann,,,,,,,,,,web1,,,/home/ann,,,,,,,,
            bob,,,,,,,,,,web1,,,/home/anne,,,,,,,,
            bob,,,,,,,,,,,,,,,203.0.113.64/26,,,,,,
            end
            """));
    assertThat(run("accounts", "203.0.113.70").out())
        .contains("bob", "network 203.0.113.64/26")
        .doesNotContain("Ann's");
    assertThat(run("accounts", "203.0.113.128").status()).isEqualTo(1);
    assertThat(run("accounts", "/home/ann/www/x.php").out())
        .contains("ann", "/home/ann on web1")
        .doesNotContain("Bob");
    assertThat(run("accounts", "/home/anne", "--host", "web1").out())
        .contains("bob")
        .doesNotContain("Ann's");
    assertThat(run("accounts", "/home/anne/x", "--host", "web2").status()).isEqualTo(1);
  }

  @Test
  void whereOneHasMoreThanIsShownItIsSaidHowToSeeAll() throws IOException {
    assertThat(run("accounts", "ann").out()).doesNotContain("more", "--identities");
    Files.writeString(
        folder.resolve("directory/panel.csv"),
        GOOD.replace(
            "end\n",
            "ann,,,,,,,,,a@b.example,,,,,,,,,,,,\n".repeat(3)
                + "ann,,,,,,,,,c@b.example,,,,,,,,,,,,\nann,,,,,,,,,d@b.example,,,,,,,,,,,,\nend\n"));
    assertThat(run("accounts", "ann").out())
        .contains(" and 2 more", "weir account ann --identities 5");
    assertThat(run("accounts", "ann", "--json").out()).contains("\"identities\":5");
  }

  @Test
  void whatFitsNobodyIsSaid() {
    Here.Ran ran = run("accounts", "carl");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("no account fits carl", "weir accounts check");
  }

  @Test
  void forScriptsThereIsJson() {
    assertThat(run("accounts", "ann", "--json").out())
        .contains("\"found\":1", "\"id\":\"ann\"", "\"identity\":\"login anna@shop.example\"");
    assertThat(run("accounts", "-n", "1").out()).contains("2 more (--limit)");
  }

  @Test
  void theCheckTellsHowSourcesAre() throws IOException {
    Here.Ran good = run("accounts", "check");
    assertThat(good.out()).contains("3 accounts with 3 identities", "panel", "2026-11-25");
    assertThat(good.status()).isZero();
    Files.writeString(
        folder.resolve("directory/panel.refused.csv"),
        "weir-directory-1,2026-11-25T08:30:00Z\nend\n");
    Files.writeString(
        folder.resolve("directory/panel.csv"),
        GOOD.replace("bob,,,,,,,,,,web2,2001", "bob,,,,,,,,,,web1,2001"));
    Here.Ran bad = run("accounts", "check");
    assertThat(bad.out())
        .contains(
            "panel, refused: 3 of 3 accounts are missing",
            "weir accounts accept SOURCE",
            "uid 2001 on web1",
            "belongs to two at the same time",
            "ann, bob");
    assertThat(bad.status()).isEqualTo(1);
    assertThat(run("accounts", "check", "--json").out())
        .contains("\"refused\":\"3 of 3 accounts", "\"troubles\":1");
  }

  @Test
  void aHostOfTheAccountsThatIsNotAmongTheHostsIsToldWithTheOneThatWasMeant() throws IOException {
    Files.writeString(folder.resolve("hosts.toml"), "[hosts.web1]\n[hosts.web3]\n");
    Here.Ran ran = run("accounts", "check");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out())
        .contains(
            "host web2",
            "is not among [hosts], and 1 identity is on it; did you mean web1?",
            "uid 2001 on web2")
        .doesNotContain("host web1");
    Files.writeString(
        folder.resolve("hosts.toml"), "[hosts.web1]\n[hosts.cp2]\naliases = [\"web2\"]\n");
    assertThat(run("accounts", "check").status()).as("it is another name of one").isZero();
  }

  @Test
  void acceptingNeedsTheServer() {
    assertThat(run("accounts", "accept", "panel").status()).isEqualTo(69);
  }
}
