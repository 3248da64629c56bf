package weir.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;
import weir.cli.accounts.Sent;
import weir.incident.Campaign;
import weir.incident.Traits;
import weir.incidents.IncidentStore;
import weir.incidents.MadeAlarm;
import weir.likeness.Likeness;
import weir.likeness.Template;
import weir.meter.Kind;
import weir.meter.Nest;

class CampaignSearchTest {
  private static final Instant BEGAN = Here.NOW.minus(Duration.ofMinutes(5));
  private static final Duration BEFORE = Duration.ofMinutes(6);

  @TempDir private Path folder;

  private final Sent sent = new Sent();
  private final Random random = new Random(1);
  private int network;

  @BeforeEach
  void begin() throws SQLException {
    IncidentStore.open(folder).close();
  }

  private static String login(String account) {
    return "box@" + account + ".example";
  }

  private void mail(
      String account, Duration ago, int messages, Optional<Template> template, String... links) {
    sent.likeness(new Likeness(template, List.of(links)))
        .login(account, login(account), "192.0." + ++network + ".7", ago, messages);
  }

  private void incident(String account) throws SQLException {
    try (IncidentStore store = IncidentStore.open(folder)) {
      Nest nest = Nest.ofLogin(login(account), account + ".example", account, "mail1");
      store.take(MadeAlarm.of(Kind.LOGIN, nest, BEGAN, 4, 3), () -> "incident-" + account);
    }
  }

  private List<Campaign> found() throws SQLException, IOException {
    sent.keep(folder);
    try (IncidentStore store = IncidentStore.open(folder)) {
      return new CampaignSearch(folder).since(store, BEGAN.minus(Duration.ofHours(1)));
    }
  }

  private Optional<Template> any() {
    return Optional.of(new Template(random.nextLong()));
  }

  @Test
  void twoAccountsWithOneTextAreOneCampaignWhateverElseTheySent() throws SQLException, IOException {
    for (String account : List.of("shop", "club")) {
      incident(account);
      for (int i = 0; i < 3; i++) {
        mail(account, BEFORE, 1, Optional.of(new Template(0x5555_5555L ^ 1L << i)));
      }
      mail(account, BEFORE, 3, any());
    }
    incident("third");
    mail("third", BEFORE, 4, any());
    assertThat(found())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.isOneText()).isTrue();
          assertThat(it.incidents())
              .extracting(Traits::incident)
              .containsExactlyInAnyOrder("incident-shop", "incident-club");
        });
  }

  @Test
  void aTextThatLessThanHalfOfTheMessagesHaveJoinsNobody() throws SQLException, IOException {
    for (String account : List.of("shop", "club")) {
      incident(account);
      mail(account, BEFORE, 3, Optional.of(new Template(0x5555_5555L)));
      for (int i = 0; i < 4; i++) {
        mail(account, BEFORE, 1, any());
      }
    }
    assertThat(found()).isEmpty();
  }

  @Test
  void twoAccountsThatLinkToOneSiteAreOneCampaign() throws SQLException, IOException {
    for (String account : List.of("shop", "club")) {
      incident(account);
      mail(account, BEFORE, 4, Optional.empty(), "evil.example", account + ".example");
    }
    // What others link to now may be the same campaign, not seen yet.
    for (String other : List.of("one", "two", "three", "four")) {
      mail(other, Duration.ofMinutes(7), 1, Optional.empty(), "evil.example");
    }
    // And what the accounts themselves linked to before says nothing of others.
    mail("shop", Duration.ofDays(3), 1, Optional.empty(), "evil.example");
    mail("one", Duration.ofDays(3), 1, Optional.empty(), "evil.example");
    mail("two", Duration.ofDays(3), 1, Optional.empty(), "evil.example");
    assertThat(found())
        .singleElement()
        .satisfies(it -> assertThat(it.links()).containsExactly("evil.example"));
  }

  @Test
  void aSiteToWhichThreeOthersLinkedTheDayBeforeJoinsNobody() throws SQLException, IOException {
    for (String account : List.of("shop", "club")) {
      incident(account);
      mail(account, BEFORE, 4, Optional.empty(), "host.example");
    }
    for (String other : List.of("one", "two", "three")) {
      mail(other, Duration.ofDays(3), 1, Optional.empty(), "host.example");
    }
    assertThat(found()).isEmpty();
  }

  @Test
  void aSiteThatEverybodyKnowsJoinsNobody() throws SQLException, IOException {
    for (String account : List.of("shop", "club")) {
      incident(account);
      mail(account, BEFORE, 4, Optional.empty(), "google.com");
    }
    assertThat(found()).isEmpty();
  }
}
