package weir.enforcement.panels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.PanelSettings;
import weir.enforcement.panels.PanelStandIn.Asked;
import weir.enforcement.panels.PanelStandIn.Reply;
import weir.response.Response;
import weir.response.Target;

/// ISPConfig, on a stand-in that answers as its documentation says.
class IspconfigPanelTest extends PanelTest {
  @Test
  void ispconfigForbidsAMailboxToSendAndKeepsTheRest() throws Exception {
    Ispconfig panel = new Ispconfig();
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Ispconfig(access(Optional.empty(), panel::answer), "web1", "weir"),
            web);
    Target anna = new Target.Login("anna@shop.example");
    assertThat(suspendAndUndo(point, anna))
        .isEqualTo(
            """
            POST %1$s/remote/json.php?mail_user_update  anna@shop.example: disablesmtp = y
            POST %1$s/remote/json.php?mail_user_update  anna@shop.example: disablesmtp = n
            """
                .formatted(server.url()));
    assertThat(panel.updates)
        .hasSize(2)
        .allSatisfy(update ->
            assertThat(update)
                .contains("\"quota\":\"1024\"", "\"disableimap\":\"n\"", "\"primary_id\":\"5\"")
                .doesNotContain("password"));
    assertThat(panel.sessions).as("all are closed").isEmpty();
    assertThat(point.cannot(anna, new Response.Hold())).isPresent();
    assertThat(point.cannot(new Target.Login("a%@shop.example"), new Response.DenyLogin()))
        .isPresent();
    assertThatThrownBy(() -> point.look(new Target.Login("nobody@shop.example"), Optional.empty()))
        .hasMessage("the panel has no mailboxes nobody@shop.example");
  }

  @Test
  void ispconfigTurnsASiteOff() throws Exception {
    Ispconfig panel = new Ispconfig();
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Ispconfig(access(Optional.empty(), panel::answer), "web1", "weir"),
            web);
    assertThat(suspendAndUndo(point, new Target.LocalUser("web1", "web7")))
        .isEqualTo(
            """
            POST %1$s/remote/json.php?sites_web_domain_set_status  web7: inactive
            POST %1$s/remote/json.php?sites_web_domain_set_status  web7: active
            """
                .formatted(server.url()));
    panel.fault = "permission_denied";
    assertThatThrownBy(() -> point.look(new Target.LocalUser("web1", "web7"), Optional.empty()))
        .hasMessage("login: the panel says: permission_denied");
  }

  /// ISPConfig with a mailbox and a site.
  private static final class Ispconfig {
    final Set<String> sessions = new HashSet<>();
    final List<String> updates = new ArrayList<>();
    String fault = "";
    String disabled = "n";
    String active = "y";
    private int number;

    synchronized Reply answer(Asked asked) {
      String body = asked.body();
      if (!fault.isEmpty()) {
        return Reply.ok(
            "{\"code\":\"remote_fault\",\"message\":\"%s\",\"response\":false}".formatted(fault));
      }
      if (asked.query().equals("login")) {
        if (!body.equals("{\"username\":\"weir\",\"password\":\"s3cret&<\\\"word\"}")) {
          return Reply.ok("{\"code\":\"remote_fault\",\"message\":\"login failed\"}");
        }
        String session = "session" + ++number;
        sessions.add(session);
        return ok("\"" + session + "\"");
      }
      String session = body.replaceFirst("(?s).*\"session_id\":\"([^\"]*)\".*", "$1");
      if (!sessions.contains(session)) {
        return Reply.ok("{\"code\":\"remote_fault\",\"message\":\"no session\"}");
      }
      return within(asked.query(), body, session);
    }

    private Reply within(String function, String body, String session) {
      return switch (function) {
        case "logout" -> ok(Boolean.toString(sessions.remove(session)));
        case "mail_user_get" ->
            ok(
                body.contains("\"anna@shop.example\"")
                    ? "[{\"mailuser_id\":\"5\",\"email\":\"anna@shop.example\",\"login\":\"anna@shop.example\",\"password\":\"$6$x\",\"quota\":\"1024\",\"disableimap\":\"n\",\"disablesmtp\":\"%s\"}]"
                        .formatted(disabled)
                    : "[]");
        case "mail_user_update" -> {
          updates.add(body);
          disabled = body.contains("\"disablesmtp\":\"y\"") ? "y" : "n";
          yield ok("1");
        }
        case "sites_web_domain_get" ->
            ok(
                "[{\"domain_id\":\"9\",\"system_user\":\"web7\",\"active\":\"%s\"}]"
                    .formatted(active));
        case "sites_web_domain_set_status" -> {
          active = body.contains("\"primary_id\":\"9\",\"status\":\"inactive\"") ? "n" : "y";
          yield ok("1");
        }
        default -> new Reply(404, "");
      };
    }

    private static Reply ok(String response) {
      return Reply.ok("{\"code\":\"ok\",\"message\":\"\",\"response\":" + response + "}");
    }
  }
}
