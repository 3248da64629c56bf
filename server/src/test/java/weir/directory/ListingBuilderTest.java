package weir.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.account.Identity;
import weir.net.IpPrefix;

class ListingBuilderTest {

  static Listing csv(String text) throws IOException, SourceFailed {
    ListingBuilder listing = new ListingBuilder(Optional.of("web1"));
    CsvRows.read(new ByteArrayInputStream(text.getBytes(UTF_8)), listing);
    return listing.build();
  }

  @Test
  void rowsOfAnAccountAreOneAccount() throws Exception {
    Listing listing =
        csv(
            """
            account,name,reseller,plan,since,contact,language,protected,login,uid,host,network
            c1,Shop,r1,business,2024-05-01,ann@elsewhere.example,de,yes,anna@shop.example,,,
            c1,,,,,,,,,2001,web2,
            c1,,,,,,,,,2001,,192.0.2.0/24
            """);
    assertThat(listing.accounts())
        .containsExactly(
            new Account(
                "c1",
                "Shop",
                Optional.of("r1"),
                Optional.of("business"),
                Optional.of(Instant.parse("2024-05-01T00:00:00Z")),
                Optional.empty(),
                Optional.of("ann@elsewhere.example"),
                Optional.of("de"),
                true));
    assertThat(listing.holdings())
        .extracting(Listing.Holding::identity)
        .containsExactly(
            new Identity.Login("anna@shop.example"),
            new Identity.LocalUser("web2", 2001),
            new Identity.LocalUser("web1", 2001),
            new Identity.ClientNetwork(IpPrefix.of("192.0.2.0/24")));
    assertThat(listing.strange()).isZero();
  }

  @Test
  void anEmptyKeyIsAMistakeOfTheWholeSource() {
    assertThatThrownBy(() -> csv("account,login\nc1,a@x.example\n,b@x.example\n"))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("line 3: no account")
        .hasMessageContaining("empty key");
    assertThatThrownBy(() -> csv("account\n")).hasMessageContaining("names no account");
    assertThatThrownBy(() -> csv("")).hasMessageContaining("is empty");
  }

  @Test
  void twoCustomersWithOneIdAreTold() {
    assertThatThrownBy(() -> csv("account,name\nc1,Shop\nc2,Inn\nc1,Bar\n"))
        .hasMessageContaining("line 4")
        .hasMessageContaining("name Bar here, and Shop before");
  }

  @Test
  void columnsHaveToBeKnown() {
    assertThatThrownBy(() -> csv("account,colour\nc1,red\n"))
        .hasMessageContaining("no such column: colour");
    assertThatThrownBy(() -> csv("account,login,login\nc1,a,b\n")).hasMessageContaining("twice");
    assertThatThrownBy(() -> csv("login\na@b.example\n")).hasMessageContaining("no column account");
    assertThatThrownBy(() -> csv("account,login\nc1\n")).hasMessageContaining("half-written?");
  }

  @Test
  void aFewStrangeRowsAreCountedAndManyAreAMistake() throws Exception {
    String good =
        IntStream.range(0, 400)
            .mapToObj(i -> "c" + i + "," + i + "\n")
            .collect(Collectors.joining());
    Listing listing = csv("account,uid\n" + good + "x,-1\nx,many\nx,4294967295\n");
    assertThat(listing.strange()).isEqualTo(3);
    assertThat(listing.strangeness().getFirst()).contains("line 402", "-1");
    assertThat(listing.holdings()).hasSize(400);
    assertThatThrownBy(() -> csv("account,uid\n" + good + "x,-1\n".repeat(5)))
        .hasMessageContaining("5 of 405 rows make no sense");
  }

  @Test
  void strangeCellsAreNeverGuessedAt() throws Exception {
    assertThat(csv("account,network\nc1,0.0.0.0/0\n").holdings()).isEmpty();
    assertThat(csv("account,script\nc1,home/anna\n").holdings()).isEmpty();
    assertThat(csv("account,script\nc1,/\n").holdings()).isEmpty();
    assertThat(csv("account,site\nc1,not a name\n").strange()).isEqualTo(1);
    assertThat(csv("account,login\nc1,@shop.example\n").strange()).isEqualTo(1);
    assertThat(csv("account,sender\nc1,shop.example\n").strange()).isEqualTo(1);
    assertThat(csv("account,login,from\nc1,a@b.example,soon\n").strange()).isEqualTo(1);
    assertThat(csv("account,login,from,to\nc1,a@b.example,2026-02-01,2026-01-01\n").strange())
        .isEqualTo(1);
  }

  @Test
  void spellingsOfALoginAreOne() throws Exception {
    Listing listing =
        csv("account,login\nc1,Anna@Shop.example\nc1,anna+shop.example\nc1,anna%shop.example\n");
    assertThat(listing.holdings())
        .extracting(Listing.Holding::identity)
        .containsOnly(new Identity.Login("anna@shop.example"));
  }

  @Test
  void timesAreReadAsDatabasesWriteThem() {
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    assertThat(Moment.parse("2026-03-01T12:00:00Z")).hasValue(noon);
    assertThat(Moment.parse("2026-03-01 13:00:00+01")).hasValue(noon);
    assertThat(Moment.parse("2026-03-01 12:00:00.000")).hasValue(noon);
    assertThat(Moment.parse("1772366400")).hasValue(noon);
    assertThat(Moment.parse("2026-03-01")).hasValue(Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(Moment.parse("yesterday")).isEmpty();
    assertThat(Moment.parse("99999999999999999999")).isEmpty();
    assertThat(Moment.parse("")).isEmpty();
  }

  @Test
  void aTimeInWhichNobodyCanHaveAnythingIsStrange() throws Exception {
    Listing listing =
        csv("account,uid,from\nc1,1,31556889864403199\nc1,2,0001-01-01\nc1,3,2999-12-31\n");
    assertThat(listing.strange()).isEqualTo(2);
    assertThat(listing.strangeness().getFirst()).contains("from is no time");
  }
}
