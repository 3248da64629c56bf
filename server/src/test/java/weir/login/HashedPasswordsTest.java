package weir.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import weir.login.PasswordSource.Answer;
import weir.net.IpAddress;

class HashedPasswordsTest {
  private static final String ANN = hash(5);
  private static final String BOB = hash(6);

  /// What was hashed, in the order of asking.
  private final List<PasswordHash> tried = new ArrayList<>();

  private final HashedPasswords passwords =
      new HashedPasswords(
          PasswordFileTest.good("ann:" + ANN + "\nbob:" + BOB + "\n"),
          1,
          1,
          new ProcessKey(new SecureRandom()),
          (hash, password) -> {
            tried.add(hash);
            return hash.matches(password);
          });

  @AfterEach
  void close() {
    passwords.close();
  }

  @Test
  void aNameNobodyHasCostsOneHashOfTheFilesOwnKindAndCost() {
    assertThat(ask("ann", "wrong")).isInstanceOf(Answer.Wrong.class);
    assertThat(tried).extracting(PasswordHash::text).containsExactly(ANN);

    tried.clear();
    for (int n = 0; n < 100; n++) {
      assertThat(ask("nobody" + n, "wrong")).isInstanceOf(Answer.Wrong.class);
    }
    assertThat(tried).hasSize(100);
    assertThat(Set.copyOf(tried))
        .extracting(PasswordHash::text)
        .containsExactlyInAnyOrder(ANN, BOB);
  }

  @Test
  void aNameNobodyHasCostsTheSameEachTime() {
    for (int n = 0; n < 20; n++) {
      ask("nobody", "wrong");
    }
    assertThat(tried).hasSize(20).containsOnly(tried.getFirst());
  }

  @Test
  void theRightPasswordOfADecoyOpensNothing() {
    assertThat(ask("bob", "secret")).isEqualTo(new Answer.Right("bob", BOB));
    for (int n = 0; n < 20; n++) {
      assertThat(ask("nobody" + n, "secret")).isInstanceOf(Answer.Wrong.class);
    }
  }

  private Answer ask(String user, String password) {
    IpAddress loopback = IpAddress.parse("127.0.0.1").orElseThrow();
    return passwords.ask(
        new Attempt(
            loopback, 0, loopback, 587, true, user, password.getBytes(StandardCharsets.UTF_8)),
        Duration.ofMinutes(1));
  }

  private static String hash(int rounds) {
    return BcryptFunction.getInstance(Bcrypt.B, rounds).hash("secret").getResult();
  }
}
