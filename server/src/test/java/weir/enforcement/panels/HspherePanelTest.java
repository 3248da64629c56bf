package weir.enforcement.panels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.PanelSettings;
import weir.enforcement.panels.PanelStandIn.Asked;
import weir.enforcement.panels.PanelStandIn.Reply;
import weir.response.Target;

/// H-Sphere, on a stand-in that answers as its documentation says.
class HspherePanelTest extends PanelTest {
  @Test
  void hsphereSuspendsAnAccountByItsNumber() throws Exception {
    Set<String> suspended = new HashSet<>();
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Hsphere(
                access(Optional.of("hs-{name}"), asked -> hsphere(asked, suspended)),
                "ad<min",
                1001),
            web);
    Target account = new Target.Customer("hs-4711");
    assertThat(suspendAndUndo(point, account))
        .contains("suspendAccount", "<reason xsi:type=\"xsd:string\">Weir lease k3s9x2p4q7w1z")
        .contains("resumeAccount");
    assertThat(point.cannot(new Target.Customer("hs-anna"), SUSPEND)).isPresent();
    assertThat(point.cannot(ANNA, SUSPEND)).isPresent();
    server.be(_ ->
        Reply.ok(
            "<e:Envelope xmlns:e=\"x\"><e:Body><e:Fault><faultcode>s</faultcode><faultstring>access denied</faultstring></e:Fault></e:Body></e:Envelope>"));
    assertThatThrownBy(() -> point.look(account, Optional.empty()))
        .hasMessage("the panel says: access denied");
  }

  private static Reply hsphere(Asked asked, Set<String> suspended) {
    boolean isLoggedIn =
        asked.body().contains(">ad&lt;min</login>")
            && asked.body().contains(">s3cret&amp;&lt;\"word</password>")
            && asked.body().contains("<accountId xsi:type=\"xsd:int\">1001</accountId>");
    if (!isLoggedIn || !asked.body().contains("<accountId xsi:type=\"xsd:int\">4711</accountId>")) {
      return new Reply(
          500, "<Envelope><Fault><faultstring>denied</faultstring></Fault></Envelope>");
    }
    String action = asked.body().replaceFirst("(?s).*<ns1:(\\w+) .*", "$1");
    if (action.equals("suspendAccount")) {
      suspended.add("4711");
    } else if (action.equals("resumeAccount")) {
      suspended.remove("4711");
    }
    String result =
        "<isAccountSuspendedReturn>%s</isAccountSuspendedReturn>".formatted(!suspended.isEmpty());
    return Reply.ok(
        "<e:Envelope xmlns:e=\"x\"><e:Body><n:%1$sResponse xmlns:n=\"AdminServices\">%2$s</n:%1$sResponse></e:Body></e:Envelope>"
            .formatted(action, action.startsWith("is") ? result : ""));
  }
}
