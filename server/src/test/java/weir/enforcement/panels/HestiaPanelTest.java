package weir.enforcement.panels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.PanelSettings;
import weir.enforcement.panels.PanelStandIn.Asked;
import weir.enforcement.panels.PanelStandIn.Reply;
import weir.response.Found;
import weir.response.Target;

/// HestiaCP, on a stand-in that answers as its documentation says.
class HestiaPanelTest extends PanelTest {
  @Test
  void hestiaSuspendsAUser() throws Exception {
    AtomicReference<String> suspended = new AtomicReference<>("no");
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Hestia(
                access(Optional.empty(), asked -> hestia(asked, suspended)), "web1"),
            web);
    assertThat(suspendAndUndo(point, ANNA))
        .isEqualTo(
            """
            POST %1$s/api/  hash={secret}&returncode=yes&cmd=v-suspend-user&arg1=anna
            POST %1$s/api/  hash={secret}&returncode=yes&cmd=v-unsuspend-user&arg1=anna
            """
                .formatted(server.url()));
    assertThatThrownBy(() -> point.look(new Target.LocalUser("web1", "bert"), Optional.empty()))
        .hasMessageContaining("status 404");
    server.be(asked ->
        asked.field("cmd").startsWith("v-list")
            ? Reply.ok("{\"anna\": {\"SUSPENDED\": \"no\"}}")
            : Reply.ok("10"));
    assertThatThrownBy(() -> run(point.put(lease(ANNA, SUSPEND), Found.Nothing.PLAIN)))
        .hasMessage("the panel's command ended with 10");
  }

  private static Reply hestia(Asked asked, AtomicReference<String> suspended) {
    if (!asked.field("hash").equals(SECRET)) {
      return new Reply(401, "Error: authentication failed");
    }
    if (!asked.field("arg1").equals("anna")) {
      return new Reply(404, "Error: user " + asked.field("arg1") + " doesn't exist");
    }
    switch (asked.field("cmd")) {
      case "v-suspend-user" -> suspended.set("yes");
      case "v-unsuspend-user" -> suspended.set("no");
      default -> {
        return Reply.ok(
            "{\"anna\": {\"NAME\": \"Anna\", \"SUSPENDED\": \"%s\"}}".formatted(suspended));
      }
    }
    return Reply.ok("0");
  }
}
