package weir.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingFormsTest {

  private static final Domain OURS = new Domain("ours.example");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "ann -> ours.example",
        "a%b.example -> ours.example b.example",
        "a%b%c -> ours.example b c",
        "b!a -> ours.example b",
        "b!c!a -> ours.example b c",
        "a@b.example -> ours.example b.example",
        "b!a%c -> ours.example b c",
        "a%c!b -> ours.example c",
        "a@b@c -> ours.example b c",
        "@x,@y:a@b -> ours.example x y b",
        "a%EVIL.example. -> ours.example evil.example",
        "a%[192.0.2.1] -> ours.example [192.0.2.1]",
        "a%ours.example -> ours.example",
        "a%b..c -> ours.example b..c",
        "a%b c -> ours.example,b c",
        "a% -> ours.example",
        "%a -> ours.example a",
        "!a -> ours.example",
        "a@ -> ours.example",
        "a:b -> ours.example",
        "user+tag=other.example -> ours.example",
      })
  void hostile_040_everyHostThatALocalPartCanLeadTo(String local, String hosts) {
    List<String> expected = List.of(hosts.split(hosts.contains(",") ? "," : " "));
    assertThat(RoutingForms.reachable(new Path.Mailbox(local, OURS))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a%b",
        "b!a",
        "a@b",
        "a%",
        "!a",
        "@b:a",
        "srs0=x%evil",
        "SRS0=h=t=d@evil",
        "SRS0=aaaa=bb=cc=dd@evil",
        "SRS0=aa%evil=bb=cc=dd",
        "prvs=%evil=x",
        "prvs=x=",
        "prvs==a%b",
        "SRS0",
        "SRS0=%",
        "SRS0=a=b=%",
        "SRS2=a=b=c=d%e",
        "xprvs=1=a%b"
      })
  void relayProbesAreSeen(String local) {
    boolean form = local.contains("%") || local.contains("!") || local.contains("@");
    assertThat(RoutingForms.looksLikeProbe(new Path.Mailbox(local, OURS))).isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann",
        "list-bounce+user=example.net",
        "SRS0=HHH=TT=example.net=user",
        "SRS0+HHH=TT=example.net=user",
        "SRS0=HHH=TT=example.net=us%er",
        "SRS1=HHH=example.org==HHH=TT=example.net=user",
        "prvs=4711abcd=user",
        "prvs=4711abcd=us!er",
        "bounces+12-ab=cd=ef",
        "a+b",
        "o'hara",
        "x:y"
      })
  void rewrittenSendersAreNoProbes(String local) {
    assertThat(RoutingForms.looksLikeProbe(new Path.Mailbox(local, OURS))).isFalse();
  }

  @Test
  void aRewrittenSenderStillDeniesRelayingByItsHosts() {
    Path.Mailbox mailbox = new Path.Mailbox("SRS0=a=b=example.net=user%evil.example", OURS);
    assertThat(RoutingForms.reachable(mailbox)).contains("evil.example");
  }
}
