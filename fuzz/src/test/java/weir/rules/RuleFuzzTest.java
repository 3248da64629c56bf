package weir.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.net.IpAddress;
import weir.verdict.Connection;
import weir.verdict.Facts;
import weir.verdict.Meaning;
import weir.verdict.OpenConnections;
import weir.verdict.Role;
import weir.verdict.Rule;
import weir.verdict.WhenUnknown;

/// The text of a rule's condition, read and asked about a client of whom only the address is known.
final class RuleFuzzTest {

  private static final Facts FACTS =
      Facts.of(
          new Connection(
              "s1",
              Instant.EPOCH,
              IpAddress.parse("10.1.2.3").orElseThrow(),
              40000,
              IpAddress.parse("192.0.2.1").orElseThrow(),
              25,
              "outside",
              Role.MX,
              new OpenConnections(1, 1, 1),
              Optional.empty()));

  @FuzzTest
  void aConditionIsReadAndAnswersOrItsMistakeIsInItsText(byte[] octets) {
    if (octets.length > 5000) {
      return;
    }
    String source = new String(octets, UTF_8);
    Compiled<Rule> compiled =
        MailRules.compile(
            "a-rule",
            source,
            Optional.empty(),
            Meaning.refuse(Meaning.Refusal.REJECT),
            WhenUnknown.OPEN,
            "");
    switch (compiled) {
      case Compiled.Ready<Rule>(var rule, var _, var mentions) -> {
        rule.holds(FACTS, List.of());
        mentions.forEach(each -> assertThat(each.offset()).isBetween(0, source.length()));
      }
      case Compiled.Mistake<Rule>(int offset, var reason) -> {
        assertThat(offset).isBetween(0, source.length());
        assertThat(reason).isNotBlank();
      }
    }
  }
}
