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
import weir.response.Found;

/// DirectAdmin, on a stand-in that answers as its documentation says.
class DirectadminPanelTest extends PanelTest {
  @Test
  void directadminSuspendsAUser() throws Exception {
    Set<String> suspended = new HashSet<>();
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Directadmin(
                access(Optional.empty(), asked -> directadmin(asked, suspended)), "web1", "admin"),
            web);
    assertThat(suspendAndUndo(point, ANNA))
        .isEqualTo(
            """
            POST %1$s/CMD_API_SELECT_USERS  location=CMD_SELECT_USERS&suspend=Suspend&select0=anna
            POST %1$s/CMD_API_SELECT_USERS  location=CMD_SELECT_USERS&suspend=Unsuspend&select0=anna
            """
                .formatted(server.url()));
    server.be(_ -> Reply.ok("<html><head><title>DirectAdmin Login</title></head></html>"));
    assertThatThrownBy(() -> point.look(ANNA, Optional.empty()))
        .hasMessageContaining("DirectAdmin Login");
    server.be(asked ->
        asked.method().equals("GET")
            ? Reply.ok("username=anna&suspended=no")
            : Reply.ok("error=1&text=Cannot%20Execute%20Your%20Command&details=no%20permission"));
    assertThatThrownBy(() -> run(point.put(lease(ANNA, SUSPEND), Found.Nothing.PLAIN)))
        .hasMessage("the panel says: Cannot Execute Your Command no permission");
  }

  private static Reply directadmin(Asked asked, Set<String> suspended) {
    if (!DirectadminPanel.basic("admin", SECRET).equals(asked.headers().get("Authorization"))) {
      return new Reply(401, "error=1&text=not logged in");
    }
    if (asked.path().equals("/CMD_API_SHOW_USER_CONFIG")) {
      String user = asked.field("user");
      return Reply.ok(
          "bandwidth=unlimited&email=a%40b.example&suspended="
              + (suspended.contains(user) ? "yes" : "no"));
    }
    if (asked.field("suspend").equals("Suspend")) {
      suspended.add(asked.field("select0"));
    } else {
      suspended.remove(asked.field("select0"));
    }
    return Reply.ok("error=0&text=Success&details=Selected%20Users%20have%20been%20changed");
  }
}
