package weir.checks.dnslists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weir.check.Situation;
import weir.mail.Authors;
import weir.mail.ReceivedField;
import weir.net.IpPrefix;
import weir.verdict.Facts;
import weir.verdict.Message;
import weir.verdict.Role;

class HopsBehindTest {
  private static final String OWN = "45.51.1.1";
  private static final String TRUSTED = "45.51.2.";

  private final HopsBehind behind =
      new HopsBehind(
          List.of(IpPrefix.of(OWN), IpPrefix.of("10.0.0.0/8")),
          List.of(IpPrefix.of("45.51.2.0/24"), IpPrefix.of("192.168.0.0/16")));

  private static Facts message(Facts facts, String... fields) {
    return facts.withMessage(
        new Message(
            100,
            fields.length,
            false,
            Optional.empty(),
            Stream.of(fields).map(ReceivedField::read).toList(),
            Authors.NONE));
  }

  private String hops(String client, String... addresses) {
    String[] fields =
        Stream.of(addresses).map(each -> "from a (b [" + each + "]) by c").toArray(String[]::new);
    return shown(message(Situation.of(client).facts(), fields));
  }

  private String shown(Facts facts) {
    return behind.of(facts).stream()
        .map(hop -> hop.address() + (hop.deep() ? " deep" : ""))
        .collect(Collectors.joining(", "));
  }

  @Test
  void theFirstHostThatIsNotOursIsTheLastOne() {
    assertThat(hops(OWN, "45.51.9.9", "45.51.9.8")).isEqualTo("45.51.9.9");
    assertThat(hops(OWN, "10.0.0.5", OWN, "45.51.9.9", "45.51.9.8")).isEqualTo("45.51.9.9");
    assertThat(hops(OWN)).isEmpty();
    assertThat(hops(OWN, OWN)).isEmpty();
  }

  @Test
  void aStrangersMessageHasNoHops() {
    assertThat(hops("45.51.9.9", "45.51.9.8", OWN)).isEmpty();
  }

  @Test
  void whatATrustedHostSaysIsDeep() {
    assertThat(hops(TRUSTED + 1, "45.51.9.9", "45.51.9.8")).isEqualTo("45.51.9.9 deep");
    assertThat(hops(OWN, TRUSTED + 1, TRUSTED + 2, "45.51.9.9", "45.51.9.8"))
        .isEqualTo("45.51.2.1, 45.51.2.2 deep, 45.51.9.9 deep");
    assertThat(hops(OWN, TRUSTED + 1, OWN, "45.51.9.9")).isEqualTo("45.51.2.1, 45.51.9.9 deep");
  }

  @Test
  void aHostThatMayRelayIsOurs() {
    Facts relayed = Situation.of("45.51.9.1", Role.RELAY).facts();
    assertThat(shown(message(relayed, "from a (b [45.51.9.9])", "from a (b [45.51.9.8])")))
        .isEqualTo("45.51.9.9");
  }

  @Test
  void privateAddressesAreNotAskedAboutAndEndItUnlessTheyAreKnown() {
    assertThat(hops(OWN, "172.16.0.1", "45.51.9.9")).isEmpty();
    assertThat(hops(OWN, "127.0.0.1", "45.51.9.9")).isEmpty();
    assertThat(hops(OWN, "192.168.0.1", "45.51.9.9")).isEqualTo("45.51.9.9 deep");
  }

  @Test
  void aFieldWithoutAddressEndsIt() {
    Facts ours = Situation.of(OWN).facts();
    assertThat(shown(message(ours, "by web (Postfix, from userid 33)", "from a (b [45.51.9.9])")))
        .isEmpty();
  }

  @Test
  void theFieldBelowQmailsFirstIsOfTheSameHost() {
    Facts ours = Situation.of(OWN).facts();
    String first = "(qmail 1 invoked from network); 2 Jan 2026 03:04:05 -0000";
    assertThat(shown(message(ours, first, "from a (HELO b) (45.51.9.9)", first, "from (1.1.1.1)")))
        .isEqualTo("45.51.9.9");
  }

  @Test
  void noAddressComesTwiceAndNoMoreThanFive() {
    assertThat(hops(OWN, TRUSTED + 1, TRUSTED + 1, "45.51.9.9"))
        .isEqualTo("45.51.2.1, 45.51.9.9 deep");
    String[] many = IntStream.range(1, 9).mapToObj(n -> TRUSTED + n).toArray(String[]::new);
    assertThat(hops(OWN, many)).endsWith("45.51.2.5 deep").doesNotContain("45.51.2.6");
  }
}
