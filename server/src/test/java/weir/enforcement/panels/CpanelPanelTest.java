package weir.enforcement.panels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.PanelAccess;
import weir.enforcement.PanelSettings;
import weir.enforcement.panels.PanelStandIn.Reply;
import weir.response.Found;
import weir.response.Response;
import weir.response.Target;

/// cPanel and WHM, on a stand-in that answers as its documentation says.
class CpanelPanelTest extends PanelTest {
  @Test
  void cpanelHoldsRefusesAndSuspends() throws Exception {
    Whm whm = new Whm();
    Path secret = Files.writeString(folder.resolve("token"), Whm.TOKEN);
    server = new PanelStandIn(whm::answer);
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Cpanel(
                new PanelAccess(server.url(), secret, Optional.empty()), "web1", "root", false),
            web);
    assertThat(suspendAndUndo(point, ANNA))
        .isEqualTo(
            """
            GET %1$s/json-api/suspendacct?api.version=1&user=anna&reason=Weir%%20lease%%20k3s9x2p4q7w1z&disallowun=1
            GET %1$s/json-api/unsuspendacct?api.version=1&user=anna
            """
                .formatted(server.url()));
    run(point.put(lease(ANNA, new Response.Hold()), Found.Nothing.PLAIN));
    assertThat(whm.inForce()).containsExactly("hold");
    run(
        point.put(
            lease(ANNA, new Response.DenyLogin()),
            point.look(ANNA, Optional.of(holding(new Response.Hold())))));
    assertThat(whm.inForce()).containsExactly("outgoing");
    run(point.take(ANNA, holding(new Response.DenyLogin())));
    assertThat(whm.inForce()).isEmpty();
    assertThat(point.cannot(ANNA, new Response.Throttle(30))).isPresent();
    assertThat(point.cannot(new Target.LocalUser("web2", "anna"), SUSPEND)).isPresent();
    assertThat(point.cannot(new Target.LocalUser("web1", "2001"), SUSPEND)).isPresent();
    assertThat(point.cannot(new Target.LocalUser("web1", "root"), SUSPEND)).isPresent();
  }

  @Test
  void cpanelHoldsAndRefusesWhatOneMailboxSends() throws Exception {
    Whm whm = new Whm();
    Path secret = Files.writeString(folder.resolve("token"), Whm.TOKEN);
    server = new PanelStandIn(whm::answer);
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Cpanel(
                new PanelAccess(server.url(), secret, Optional.empty()), "web1", "root", true),
            web);
    Target carl = new Target.Login("carl@shop.example");
    assertThat(point.cannot(carl, new Response.Throttle(9))).isPresent();
    assertThat(point.cannot(new Target.Login("carl"), new Response.Hold())).isPresent();
    assertThat(point.look(carl, Optional.empty())).isEqualTo(Found.Nothing.PLAIN);
    assertThat(run(point.put(lease(carl, new Response.Hold()), Found.Nothing.PLAIN)))
        .isEqualTo(
            "GET %s/json-api/uapi_cpanel?api.version=1&cpanel.user=anna&cpanel.module=Email&cpanel.function=hold_outgoing&email=carl%%40shop.example\n"
                .formatted(server.url()));
    assertThat(whm.inForce()).containsExactly("carl hold");
    run(
        point.put(
            lease(carl, SUSPEND), point.look(carl, Optional.of(holding(new Response.Hold())))));
    assertThat(whm.inForce()).containsExactly("carl outgoing");
    assertThat(point.look(carl, Optional.of(holding(SUSPEND))))
        .isEqualTo(new Found.Ours("k3s9x2p4q7w1z", SUSPEND));
    run(point.take(carl, holding(SUSPEND)));
    assertThat(whm.inForce()).isEmpty();
    assertThatThrownBy(() -> point.look(new Target.Login("dora@shop.example"), Optional.empty()))
        .hasMessageContaining("the panel knows no mailbox dora@shop.example");
    assertThatThrownBy(() -> point.look(new Target.Login("carl@other.example"), Optional.empty()))
        .hasMessageContaining("the panel says: No owner.");
  }

  @Test
  void whatUapiDidNotDoIsNoSuccess() throws Exception {
    Path secret = Files.writeString(folder.resolve("token"), Whm.TOKEN);
    Whm whm = new Whm();
    server =
        new PanelStandIn(asked ->
            asked.field("cpanel.function").equals("hold_outgoing")
                ? Reply.ok(
                    "{\"data\":{\"uapi\":{\"status\":0,\"errors\":[\"The Send Mail role is disabled.\"]}},\"metadata\":{\"result\":1}}")
                : whm.answer(asked));
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Cpanel(
                new PanelAccess(server.url(), secret, Optional.empty()), "web1", "root", true),
            web);
    Target carl = new Target.Login("carl@shop.example");
    assertThatThrownBy(() -> run(point.put(lease(carl, new Response.Hold()), Found.Nothing.PLAIN)))
        .hasMessageContaining("the panel says: The Send Mail role is disabled.");
  }

  @Test
  void cpanelsAccountsAreKnownByTheirIds() throws Exception {
    PanelAccess access = access(Optional.of("{name}@web1"), _ -> Reply.ok(""));
    EnforcementPoint point =
        Panels.of("panel", new PanelSettings.Cpanel(access, "web1", "root", false), web);
    assertThat(point.cannot(new Target.Customer("anna@web1"), SUSPEND)).isEmpty();
    assertThat(point.cannot(new Target.Customer("anna@web2"), SUSPEND)).isPresent();
    assertThat(point.cannot(new Target.Customer("@web1"), SUSPEND)).isPresent();
  }

  @Test
  void aWrongTokenIsToldWithoutIt() throws Exception {
    PanelAccess access = access(Optional.empty(), new Whm()::answer);
    EnforcementPoint point =
        Panels.of("panel", new PanelSettings.Cpanel(access, "web1", "root", false), web);
    assertThatThrownBy(() -> point.look(ANNA, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("status 403")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void whatAPanelSaysInAGoodAnswerIsAFailure() throws Exception {
    PanelAccess access =
        access(
            Optional.empty(),
            _ -> Reply.ok("{\"metadata\":{\"result\":0,\"reason\":\"No such account\"}}"));
    EnforcementPoint point =
        Panels.of("panel", new PanelSettings.Cpanel(access, "web1", "root", false), web);
    assertThatThrownBy(() -> point.look(ANNA, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessage("the panel says: No such account");
    server.be(_ -> new Reply(500, "<html>Internal error with s3cret&<\"word</html>"));
    assertThatThrownBy(() -> point.look(ANNA, Optional.empty()))
        .hasMessageContaining("status 500")
        .hasMessageNotContaining("s3cret");
    server.be(_ -> Reply.ok("<html>log in</html>"));
    assertThatThrownBy(() -> point.look(ANNA, Optional.empty()))
        .hasMessageStartingWith("the answer is no JSON");
  }
}
