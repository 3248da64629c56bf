package weir.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.meter.Kind;
import weir.meter.MeterKey;
import weir.meter.Nest;

class ExemptionTest {
  private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");
  private static final Instant BEFORE = UNTIL.minusSeconds(1);
  private static final Nest NEST =
      Nest.ofLogin("anna@shop.example", "shop.example", "shop", "mx1").soldBy("agency");

  private static final MeterKey LOGIN = new MeterKey(Kind.LOGIN, "anna@shop.example");
  private static final MeterKey ACCOUNT = new MeterKey(Kind.ACCOUNT, "shop");
  private static final MeterKey RESELLER = new MeterKey(Kind.RESELLER, "agency");

  @Test
  void itFreesWhomItNamesAndAllWithin() {
    Exemption newsletter = of(ACCOUNT);
    assertThat(newsletter.frees(rule("many", Kind.ACCOUNT), ACCOUNT, NEST, BEFORE)).isTrue();
    assertThat(newsletter.frees(rule("many", Kind.LOGIN), LOGIN, NEST, BEFORE)).isTrue();
  }

  @Test
  void itFreesNobodyAround() {
    assertThat(of(LOGIN).frees(rule("many", Kind.ACCOUNT), ACCOUNT, NEST, BEFORE)).isFalse();
    assertThat(of(ACCOUNT).frees(rule("many", Kind.RESELLER), RESELLER, NEST, BEFORE)).isFalse();
  }

  @Test
  void itFreesNobodyElse() {
    Nest other = Nest.ofLogin("eve@other.example", "other.example", "other", "mx1");
    MeterKey eve = new MeterKey(Kind.LOGIN, "eve@other.example");
    assertThat(of(ACCOUNT).frees(rule("many", Kind.LOGIN), eve, other, BEFORE)).isFalse();
  }

  @Test
  void itFreesFromItsRulesOnly() {
    assertThat(of(ACCOUNT).frees(rule("invalid", Kind.ACCOUNT), ACCOUNT, NEST, BEFORE)).isFalse();
  }

  @Test
  void itEndsAtItsTime() {
    Exemption ended = of(ACCOUNT);
    assertThat(ended.frees(rule("many", Kind.ACCOUNT), ACCOUNT, NEST, UNTIL)).isFalse();
    assertThat(ended.isExpired(UNTIL)).isTrue();
    assertThat(ended.isExpired(BEFORE)).isFalse();
  }

  @Test
  void aLoginIsWithinAnAccountAndNotWithinAScript() {
    assertThat(Exemption.canBeWithin(Kind.LOGIN, Kind.ACCOUNT)).isTrue();
    assertThat(Exemption.canBeWithin(Kind.SCRIPT, Kind.DOMAIN)).isTrue();
    assertThat(Exemption.canBeWithin(Kind.LOGIN, Kind.SCRIPT)).isFalse();
    assertThat(Exemption.canBeWithin(Kind.ACCOUNT, Kind.ACCOUNT)).isFalse();
  }

  private static Exemption of(MeterKey key) {
    return new Exemption("newsletter", key, Set.of("many"), "Ute", "a newsletter", UNTIL);
  }

  private static Rule rule(String id, Kind of) {
    return new Rule(
        id, of, _ -> Condition.Held.YES, Saying.read("").orElseThrow(), false, Rung.NOTIFY);
  }
}
