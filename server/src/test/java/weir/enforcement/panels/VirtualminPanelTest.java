package weir.enforcement.panels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.PanelAccess;
import weir.enforcement.PanelSettings;
import weir.enforcement.panels.PanelStandIn.Asked;
import weir.enforcement.panels.PanelStandIn.Reply;
import weir.response.Found;
import weir.response.Response;
import weir.response.Target;

/// Virtualmin, on a stand-in that answers as its documentation says.
class VirtualminPanelTest extends PanelTest {
  @Test
  void virtualminDisablesAVirtualServer() throws Exception {
    AtomicReference<String> why = new AtomicReference<>("");
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Virtualmin(
                access(Optional.empty(), asked -> virtualmin(asked, why)), "root", false),
            web);
    Target shop = new Target.OfDomain("shop.example");
    assertThat(suspendAndUndo(point, shop))
        .isEqualTo(
            """
            POST %1$s/virtual-server/remote.cgi  program=disable-domain&json=1&domain=shop.example&why=Weir%%20lease%%20k3s9x2p4q7w1z
            POST %1$s/virtual-server/remote.cgi  program=enable-domain&json=1&domain=shop.example
            """
                .formatted(server.url()));
    why.set("has not paid");
    assertThat(point.look(shop, Optional.empty()))
        .isEqualTo(
            new Found.Foreign("somebody else's: suspend because of Manually (has not paid)"));
    assertThatThrownBy(() -> point.look(new Target.OfDomain("other.example"), Optional.empty()))
        .hasMessage("the panel says: Virtual server other.example does not exist");
  }

  private static Reply virtualmin(Asked asked, AtomicReference<String> why) {
    if (!DirectadminPanel.basic("root", SECRET).equals(asked.headers().get("Authorization"))) {
      return new Reply(401, "Unauthorized");
    }
    String domain = asked.field("domain");
    if (!domain.equals("shop.example")) {
      return Reply.ok(
          "{\"status\":\"failure\",\"command\":\"%s\",\"error\":\"Virtual server %s does not exist\"}"
              .formatted(asked.field("program"), domain));
    }
    switch (asked.field("program")) {
      case "disable-domain" -> why.set(asked.field("why"));
      case "enable-domain" -> why.set("");
      default -> {
        String disabled =
            why.get().isEmpty() ? "" : ",\"disabled\":[\"Manually (" + why.get() + ")\"]";
        return Reply.ok(
            "{\"status\":\"success\",\"data\":[{\"name\":\"shop.example\",\"values\":{\"id\":[\"1\"]%s}}]}"
                .formatted(disabled));
      }
    }
    return Reply.ok("{\"status\":\"success\",\"output\":\"All done!\"}");
  }

  @Test
  void virtualminLetsOneMailboxInNoMore() throws Exception {
    AtomicReference<String> disabled = new AtomicReference<>("No");
    PanelAccess access =
        access(
            Optional.empty(),
            asked -> {
              if (!asked.field("domain").equals("shop.example")
                  || !asked.field("user").equals("carl")) {
                return Reply.ok("{\"status\":\"failure\",\"error\":\"No user named x was found\"}");
              }
              if (asked.field("program").equals("modify-user")) {
                disabled.set(asked.body().contains("&disable=") ? "Yes" : "No");
                return Reply.ok("{\"status\":\"success\",\"output\":\"updated\"}");
              }
              return Reply.ok(
                  "{\"status\":\"success\",\"data\":[{\"name\":\"carl\",\"values\":{\"disabled\":[\"%s\"],\"email_address\":[\"carl@shop.example\"]}}]}"
                      .formatted(disabled));
            });
    EnforcementPoint point =
        Panels.of("panel", new PanelSettings.Virtualmin(access, "root", true), web);
    Target carl = new Target.Login("carl@shop.example");
    assertThat(point.cannot(carl, new Response.Hold())).isPresent();
    assertThat(point.cannot(new Target.Login("carl"), SUSPEND)).isPresent();
    assertThat(suspendAndUndo(point, carl))
        .isEqualTo(
            """
            POST %1$s/virtual-server/remote.cgi  program=modify-user&json=1&domain=shop.example&user=carl&disable=
            POST %1$s/virtual-server/remote.cgi  program=modify-user&json=1&domain=shop.example&user=carl&enable=
            """
                .formatted(server.url()));
    assertThatThrownBy(() -> point.look(new Target.Login("dora@shop.example"), Optional.empty()))
        .hasMessageContaining("No user named");
  }
}
