package weir.response;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.meter.Kind;
import weir.meter.MeterKey;

/// Targets as people write them and as meters know them.
final class TargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "login:anna@shop.example",
        "user:web1:2001",
        "script:web1:/home/anna/www",
        "domain:shop.example",
        "sender:info@shop.example",
        "account:1001"
      })
  void theyAreReadAsTheyAreWritten(String text) {
    assertThat(Target.read(text).map(Target::text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anna@shop.example",
        "login:",
        "user:2001",
        "user:web1:",
        "script:web1:www",
        "robot:x",
        "login:a\nb",
        ":x"
      })
  void whatIsNoneIsNone(String text) {
    assertThat(Target.read(text)).isEmpty();
  }

  @Test
  void aLoginIsTheSameHoweverItIsWritten() {
    assertThat(Target.read("login:Anna%Shop.example"))
        .isEqualTo(Target.read("login:anna@shop.example"));
  }

  @Test
  void aLongerOneThanPeopleHaveIsNone() {
    assertThat(Target.read("login:" + "a".repeat(Target.LONGEST))).isEmpty();
  }

  @Test
  void metersOfManyCustomersAreNobody() {
    assertThat(Target.of(new MeterKey(Kind.HOST, "web1"))).isEmpty();
    assertThat(Target.of(new MeterKey(Kind.RESELLER, "17"))).isEmpty();
    assertThat(Target.of(new MeterKey(Kind.SCRIPT, "web1:container 7"))).isEmpty();
  }

  @Test
  void aScriptsMeterIsAFolderOrAUser() {
    assertThat(Target.of(new MeterKey(Kind.SCRIPT, "web1:/home/anna")))
        .contains(new Target.Program("web1", "/home/anna"));
    assertThat(Target.of(new MeterKey(Kind.SCRIPT, "web1:uid 2001")))
        .contains(new Target.LocalUser("web1", "2001"));
    assertThat(Target.of(new MeterKey(Kind.SCRIPT, "web1:anna")))
        .contains(new Target.LocalUser("web1", "anna"));
  }
}
