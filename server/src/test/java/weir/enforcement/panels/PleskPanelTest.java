package weir.enforcement.panels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.PanelAccess;
import weir.enforcement.PanelSettings;
import weir.enforcement.panels.PanelStandIn.Asked;
import weir.enforcement.panels.PanelStandIn.Reply;
import weir.response.Found;
import weir.response.Target;

/// Plesk, on a stand-in that answers as its documentation says.
class PleskPanelTest extends PanelTest {
  @Test
  void pleskTurnsASubscriptionOff() throws Exception {
    AtomicInteger status = new AtomicInteger();
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Plesk(access(Optional.empty(), asked -> plesk(asked, status))),
            web);
    Target shop = new Target.OfDomain("shop.example");
    assertThat(suspendAndUndo(point, shop))
        .isEqualTo(
            """
            POST %1$s/api/v2/cli/subscription/call  {"params":["--webspace-off","shop.example"]}
            POST %1$s/api/v2/cli/subscription/call  {"params":["--webspace-on","shop.example"]}
            """
                .formatted(server.url()));
    status.set(64);
    assertThat(point.look(shop, Optional.of(holding(SUSPEND))))
        .as("turned off by the customer")
        .isInstanceOf(Found.Foreign.class);
    status.set(4);
    assertThat(point.look(shop, Optional.empty())).isEqualTo(Found.Nothing.PLAIN);
    status.set(16);
    assertThat(point.look(shop, Optional.empty())).isInstanceOf(Found.Foreign.class);
    assertThatThrownBy(() -> point.look(new Target.OfDomain("other.example"), Optional.empty()))
        .hasMessageContaining("Domain does not exist");
    assertThatThrownBy(
            () -> run(point.put(lease(new Target.OfDomain("a.b"), SUSPEND), Found.Nothing.PLAIN)))
        .isInstanceOf(IOException.class);
  }

  private static Reply plesk(Asked asked, AtomicInteger status) {
    if (!SECRET.equals(asked.headers().get("X-API-Key"))
        || !SECRET.equals(asked.headers().get("KEY"))) {
      return new Reply(401, "{\"code\":0,\"message\":\"Authentication is required\"}");
    }
    if (asked.path().equals("/enterprise/control/agent.php")) {
      return Reply.ok(
          asked.body().contains("<name>shop.example</name>")
              ? """
              <?xml version="1.0"?><packet version="1.6.9.1"><webspace><get><result><status>ok</status>
              <filter-id>shop.example</filter-id><id>7</id><data><gen_info><name>shop.example</name>
              <status>%d</status></gen_info></data></result></get></webspace></packet>\
              """
                  .formatted(status.get())
              : """
              <?xml version="1.0"?><packet><webspace><get><result><status>error</status><errcode>1013</errcode>
              <errtext>Domain does not exist</errtext></result></get></webspace></packet>\
              """);
    }
    if (!asked.body().contains("shop.example")) {
      return Reply.ok("{\"code\":1,\"stdout\":\"\",\"stderr\":\"Unable to find it\"}");
    }
    status.set(asked.body().contains("--webspace-off") ? 16 : 0);
    return Reply.ok("{\"code\":0,\"stdout\":\"SUCCESS\",\"stderr\":\"\"}");
  }

  @Test
  void anXmlAnswerThatNamesAFileIsRefused() throws Exception {
    PanelAccess access =
        access(
            Optional.empty(),
            _ ->
                Reply.ok(
                    "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><gen_info><status>&x;</status></gen_info>"));
    EnforcementPoint point = Panels.of("panel", new PanelSettings.Plesk(access), web);
    assertThatThrownBy(() -> point.look(new Target.OfDomain("shop.example"), Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the answer is no XML");
  }
}
