package weir.responder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Tenure;
import weir.response.Target;

class AimsTest {
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  private static final Target NUMBER = new Target.LocalUser("web1", "2001");
  private static final Target NAME = new Target.LocalUser("web1", "anna");
  private static final Target LOGIN = new Target.Login("anna@example.net");

  private static Aims aims(Identity... more) {
    List<Tenure> tenures = new ArrayList<>();
    tenures.add(annas(new Identity.LocalUser("web1", 2001)));
    tenures.add(annas(new Identity.LocalName("web1", "anna")));
    tenures.add(annas(new Identity.Login("anna@example.net")));
    for (Identity each : more) {
      tenures.add(annas(each));
    }
    return new Aims(AccountBook.of(List.of(Account.of("anna")), tenures, Map.of()), NOW);
  }

  private static Tenure annas(Identity identity) {
    return new Tenure(identity, "anna", Instant.EPOCH, Instant.MAX);
  }

  @Test
  void aUserIsKnownByItsNumberAndByItsName() {
    assertThat(aims().within(NUMBER)).containsExactly(NAME);
    assertThat(aims().within(NAME)).containsExactly(NUMBER);
    assertThat(aims(new Identity.LocalUser("web2", 2002)).within(NUMBER)).containsExactly(NAME);
  }

  @Test
  void ofSeveralUsersItIsNotGuessedWhichNameIsWhose() {
    Aims several =
        aims(new Identity.LocalUser("web1", 2002), new Identity.LocalName("web1", "bob"));
    assertThat(several.within(NUMBER)).isEmpty();
    assertThat(several.within(NAME)).isEmpty();
    assertThat(aims(new Identity.LocalUser("web1", 2002)).within(NUMBER)).isEmpty();
  }

  @Test
  void nobodysUserHasNoOtherName() {
    assertThat(aims().within(new Target.LocalUser("web1", "3000"))).isEmpty();
    assertThat(aims().within(new Target.LocalUser("web2", "anna"))).isEmpty();
  }

  @Test
  void whatIsTheSameIsNoNeighbour() {
    assertThat(aims().neighbours(NUMBER)).containsExactly(LOGIN);
    assertThat(aims().neighbours(LOGIN)).containsExactlyInAnyOrder(NUMBER, NAME);
    assertThat(aims().within(new Target.Customer("anna")))
        .containsExactlyInAnyOrder(NUMBER, NAME, LOGIN);
  }
}
