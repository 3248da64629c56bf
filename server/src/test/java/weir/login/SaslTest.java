package weir.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import weir.login.Sasl.Step;
import weir.smtp.AuthResponse;

class SaslTest {

  @Test
  void plainComesWithTheCommandOrAfterAnEmptyChallenge() {
    assertThat(begin("PLAIN", base64("\0ann\0secret"))).satisfies(isAnnWithHerSecret());

    Sasl later = Sasl.of("plain").orElseThrow();
    assertThat(later.begin(Optional.empty())).isEqualTo(new Step.Challenge(""));
    assertThat(later.answer(line(base64("\0ann\0secret")))).satisfies(isAnnWithHerSecret());
  }

  @Test
  void loginAsksForNameAndPassword() {
    Sasl sasl = Sasl.of("LOGIN").orElseThrow();
    assertThat(sasl.begin(Optional.empty())).isEqualTo(new Step.Challenge("VXNlcm5hbWU6"));
    assertThat(sasl.answer(line(base64("ann")))).isEqualTo(new Step.Challenge("UGFzc3dvcmQ6"));
    assertThat(sasl.answer(line(base64("secret")))).satisfies(isAnnWithHerSecret());
  }

  @Test
  void loginTakesTheNameWithTheCommand() {
    Sasl sasl = Sasl.of("LOGIN").orElseThrow();
    assertThat(sasl.begin(Optional.of(base64("ann"))))
        .isEqualTo(new Step.Challenge("UGFzc3dvcmQ6"));
    assertThat(sasl.answer(line(base64("secret")))).satisfies(isAnnWithHerSecret());
  }

  @Test
  void nobodyActsAsSomebodyElse() {
    assertThat(begin("PLAIN", base64("bob\0ann\0secret"))).isEqualTo(new Step.OtherIdentity());
    assertThat(begin("PLAIN", base64("ann\0ann\0secret"))).satisfies(isAnnWithHerSecret());
  }

  @Test
  void otherMechanismsAreNotOffered() {
    assertThat(Sasl.of("CRAM-MD5")).isEmpty();
    assertThat(Sasl.of("")).isEmpty();
  }

  @Test
  void hostile_033_malformed_base64_cancel_and_huge_tokens() {
    assertThat(begin("PLAIN", "%%%")).isInstanceOf(Step.Malformed.class);
    assertThat(begin("PLAIN", "A")).isInstanceOf(Step.Malformed.class);
    assertThat(begin("PLAIN", "")).isInstanceOf(Step.Malformed.class);
    assertThat(begin("PLAIN", base64("ann secret"))).isInstanceOf(Step.Malformed.class);
    assertThat(begin("PLAIN", base64("\0ann"))).isInstanceOf(Step.Malformed.class);
    assertThat(begin("PLAIN", base64("\0ann\0"))).isInstanceOf(Step.Malformed.class);
    assertThat(begin("PLAIN", base64("\0\0secret"))).isInstanceOf(Step.Malformed.class);
    assertThat(begin("PLAIN", base64("\0ann\0sec\0ret"))).isInstanceOf(Step.Malformed.class);
    assertThat(begin("PLAIN", "AP//AHNlY3JldA==")).isInstanceOf(Step.Malformed.class);
    assertThat(begin("PLAIN", base64("\0ann\0" + "s".repeat(Sasl.LONGEST_RESPONSE))))
        .isEqualTo(new Step.TooLong());

    Sasl sasl = Sasl.of("LOGIN").orElseThrow();
    sasl.begin(Optional.empty());
    assertThat(sasl.answer(new AuthResponse.Cancelled())).isEqualTo(new Step.Cancelled());
  }

  @Test
  void hostile_034_a_login_name_is_opaque() {
    String odd = "${jndi:ldap://x}:ann\r\n\u0001|../'\"";
    assertThat(begin("PLAIN", base64("\0" + odd + "\0secret")))
        .isInstanceOfSatisfying(
            Step.Credentials.class, given -> assertThat(given.user()).isEqualTo(odd));

    Sasl sasl = Sasl.of("LOGIN").orElseThrow();
    sasl.begin(Optional.of(base64("ann\0bob")));
    assertThat(sasl.answer(line(base64("secret"))))
        .isInstanceOfSatisfying(
            Step.Credentials.class, given -> assertThat(given.user()).isEqualTo("ann\0bob"));
  }

  @Test
  void aPasswordIsNeverPartOfATextForPeople() {
    assertThat(begin("PLAIN", base64("\0ann\0secret")).toString()).isEqualTo("Credentials[ann]");
  }

  private static Step begin(String mechanism, String initial) {
    return Sasl.of(mechanism).orElseThrow().begin(Optional.of(initial));
  }

  private static AuthResponse line(String base64) {
    return AuthResponse.decode(base64);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Consumer<Step> isAnnWithHerSecret() {
    return step ->
        assertThat(step)
            .isInstanceOfSatisfying(
                Step.Credentials.class,
                given -> {
                  assertThat(given.user()).isEqualTo("ann");
                  assertThat(new String(given.password(), StandardCharsets.UTF_8))
                      .isEqualTo("secret");
                });
  }
}
