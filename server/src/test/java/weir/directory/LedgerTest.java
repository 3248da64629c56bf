package weir.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weir.directory.ListingBuilderTest.csv;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Ownership;
import weir.account.Tenure;

class LedgerTest {
  private static final Duration KEEP = Duration.ofDays(100);
  private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
  private static final Instant WEDNESDAY = TUESDAY.plus(Duration.ofDays(1));
  private static final Identity UID = new Identity.LocalUser("web1", 2001);

  @TempDir Path folder;

  private static String owner(Ledger ledger, Identity identity, Instant at) {
    AccountBook book =
        AccountBook.of(ledger.accounts(), ledger.tenures(), ledger.shared(), List.of());
    return book.owner(identity, at) instanceof Ownership.Owned(Account account, Tenure _)
        ? account.id()
        : "nobody";
  }

  private static Ledger monday(String csv) throws Exception {
    return Ledger.first(csv(csv), MONDAY, MONDAY.minus(KEEP));
  }

  @Test
  void whatASourceHasFirstIsAsOldAsAnybodyKnows() throws Exception {
    Ledger ledger = monday("account,uid\nann,2001\n");
    assertThat(ledger.tenures().stream()).containsExactly(Tenure.always(UID, "ann"));
  }

  @Test
  void anIdentityThatMovesWasTheOldOwnersAndIsTheNewOnes() throws Exception {
    Ledger ledger =
        monday("account,uid\nann,2001\nbob,2002\n")
            .after(csv("account,uid\nann,2002\nbob,2001\n"), TUESDAY, TUESDAY.minus(KEEP));
    assertThat(owner(ledger, UID, MONDAY.minusSeconds(1))).isEqualTo("ann");
    assertThat(owner(ledger, UID, MONDAY.plusSeconds(1)))
        .as("moved between two readings: it could be either's")
        .isEqualTo("nobody");
    assertThat(owner(ledger, UID, TUESDAY)).isEqualTo("bob");
    assertThat(ledger.tenures().stream()).hasSize(4);
  }

  @Test
  void anIdentityThatStaysKeepsItsBeginning() throws Exception {
    Ledger ledger =
        monday("account,uid\nann,2000\n")
            .after(csv("account,uid\nann,2000\nann,2001\n"), TUESDAY, TUESDAY.minus(KEEP))
            .after(csv("account,uid\nann,2000\nann,2001\n"), WEDNESDAY, WEDNESDAY.minus(KEEP));
    assertThat(ledger.tenures().stream())
        .as("nobody had it, so it may have begun at any time after the reading before")
        .contains(new Tenure(UID, "ann", MONDAY, Instant.MAX));
  }

  @Test
  void whoLeftIsStillKnownForWhatWasSentThen() throws Exception {
    Ledger ledger =
        monday("account,name,uid\nann,Anna,2001\nbob,Bob,2002\n")
            .after(csv("account,name,uid\nbob,Bob,2002\n"), TUESDAY, TUESDAY.minus(KEEP));
    assertThat(owner(ledger, UID, MONDAY)).isEqualTo("ann");
    assertThat(owner(ledger, UID, TUESDAY)).isEqualTo("nobody");
    assertThat(ledger.present()).extracting(Account::id).containsExactly("bob");
    Ledger later =
        ledger.after(
            csv("account,uid\nbob,2002\n"), TUESDAY.plus(KEEP), TUESDAY.plus(KEEP).minus(KEEP));
    assertThat(later.accounts()).as("remembered until then").hasSize(2);
    Ledger latest =
        later.after(
            csv("account,uid\nbob,2002\n"),
            TUESDAY.plus(KEEP).plusSeconds(1),
            TUESDAY.plus(KEEP).plusSeconds(1).minus(KEEP));
    assertThat(latest.accounts()).hasSize(1);
    assertThat(latest.tenures().stream()).hasSize(1);
  }

  @Test
  void whoComesBackHasItTwice() throws Exception {
    Ledger ledger =
        monday("account,uid\nann,2001\nbob,1\n")
            .after(csv("account,uid\nbob,1\n"), TUESDAY, TUESDAY.minus(KEEP))
            .after(csv("account,uid\nann,2001\nbob,1\n"), WEDNESDAY, WEDNESDAY.minus(KEEP));
    assertThat(ledger.tenures().stream().filter(tenure -> tenure.identity().equals(UID)))
        .containsExactlyInAnyOrder(
            new Tenure(UID, "ann", Instant.MIN, TUESDAY),
            new Tenure(UID, "ann", TUESDAY, Instant.MAX));
    assertThat(ledger.accounts()).allMatch(account -> account.until().isEmpty());
  }

  @Test
  void timesThatASourceGivesCount() throws Exception {
    Ledger ledger = monday("account,uid,from,to\nann,2001,,2026-02-01\nbob,2001,2026-02-01,\n");
    assertThat(owner(ledger, UID, Instant.parse("2026-01-31T23:59:59Z"))).isEqualTo("ann");
    assertThat(owner(ledger, UID, Instant.parse("2026-02-01T00:00:00Z"))).isEqualTo("bob");
    Ledger again =
        ledger.after(
            csv("account,uid,from,to\nann,2001,,2026-01-15\nbob,2001,2026-01-15,\n"),
            TUESDAY,
            TUESDAY.minus(KEEP));
    assertThat(again.tenures().stream()).as("it corrects itself").hasSize(2);
    assertThat(owner(again, UID, Instant.parse("2026-01-20T00:00:00Z"))).isEqualTo("bob");
  }

  @Test
  void aKeyOfManyIsNobodys() throws Exception {
    String nine = many(9);
    assertThat(
            AccountBook.of(List.of(), monday(nine).tenures(), Map.of(), List.of())
                .troubles(TUESDAY))
        .isNotEmpty();
    assertThatThrownBy(() -> monday(many(10)))
        .isInstanceOf(SourceFailed.class)
        .hasMessageContaining("belongs to 10 accounts");
  }

  private static String many(int accounts) {
    return "account,uid\n"
        + IntStream.range(0, accounts)
            .mapToObj(i -> "c" + i + ",2001\n")
            .collect(Collectors.joining());
  }

  @Test
  void aLedgerIsReadAsItWasWritten() throws Exception {
    Ledger ledger =
        monday(
                """
                account,name,reseller,plan,since,contact,language,protected,login,uid,user,host,script,site,network,container,sender,sender-domain,shared
                ann,"Shop, ""the"" best",r1,big,2024-01-01,a@b.example,de,yes,anna@shop.example,2001,u1,web1,/home/u1,shop.example,192.0.2.0/24,ct1,x@shop.example,shop.example,
                bob,,,,,,,,,,,,,,2001:db8::/48,,,,
                ,,,,,,,,,33,www-data,,,,,,,,the web server
                """)
            .after(csv("account,login\nann,anna@shop.example\n"), TUESDAY, TUESDAY.minus(KEEP));
    Path file = folder.resolve("x.csv");
    LedgerFile.write(file, ledger);
    Ledger read = LedgerFile.read(file).orElseThrow();
    assertThat(read.at()).isEqualTo(ledger.at());
    assertThat(read.accounts()).isEqualTo(ledger.accounts());
    assertThat(read.tenures()).isEqualTo(ledger.tenures());
    assertThat(read.tenures().size()).isEqualTo(10);
    assertThat(read.shared()).isEqualTo(ledger.shared());
    assertThat(LedgerFile.read(folder.resolve("none.csv"))).isEmpty();
  }

  @Test
  void aCopyWithoutItsEndIsNotBelieved() throws Exception {
    Path file = folder.resolve("x.csv");
    LedgerFile.write(file, monday("account,uid\nann,2001\n"));
    String text = Files.readString(file);
    for (int end = 0; end < text.length(); end++) {
      Files.writeString(file, text.substring(0, end));
      assertThatThrownBy(() -> LedgerFile.read(file)).hasMessageContaining("cannot be used");
    }
    Files.writeString(file, text);
    assertThat(LedgerFile.read(file)).isPresent();
  }
}
