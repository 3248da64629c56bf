package weir.enforcement.panels;

import java.util.Set;
import java.util.TreeSet;

/// WHM with one account, `anna`, as its documentation says that it answers: status 200 in any case,
/// and `metadata.result`.
public final class Whm {
  public static final String TOKEN = "T0KEN-of-the-panel";

  private final Set<String> in = new TreeSet<>();
  private String reason = "not suspended";

  /// Answers a request.
  public synchronized PanelStandIn.Reply answer(PanelStandIn.Asked asked) {
    if (!("whm root:" + TOKEN).equals(asked.headers().get("Authorization"))) {
      return new PanelStandIn.Reply(403, "{\"cpanelresult\":{\"error\":\"Access denied\"}}");
    }
    String function = asked.path().substring("/json-api/".length());
    if (function.equals("getdomainowner")) {
      return asked.field("domain").equals("shop.example")
          ? PanelStandIn.Reply.ok(
              "{\"data\":{\"user\":\"anna\"},\"metadata\":{\"version\":1,\"reason\":\"OK\",\"result\":1}}")
          : failed(function, "No owner.");
    }
    if (function.equals("uapi_cpanel")) {
      return uapi(asked);
    }
    if (!asked.field("user").equals("anna")) {
      return failed(function, "Account does not exist.");
    }
    switch (function) {
      case "accountsummary" -> {
        return PanelStandIn.Reply.ok(summary());
      }
      case "hold_outgoing_email" -> in.add("hold");
      case "release_outgoing_email" -> in.remove("hold");
      case "suspend_outgoing_email" -> in.add("outgoing");
      case "unsuspend_outgoing_email" -> in.remove("outgoing");
      case "suspendacct" -> {
        if (in.contains("account")) {
          return failed(function, "Account already suspended.");
        }
        suspend(asked.field("reason"));
      }
      case "unsuspendacct" -> unsuspend();
      default -> {
        return failed(function, "Unknown app requested.");
      }
    }
    return PanelStandIn.Reply.ok(
        "{\"metadata\":{\"version\":1,\"reason\":\"OK\",\"result\":1,\"command\":\"%s\"}}"
            .formatted(function));
  }

  /// The mailbox `carl@shop.example`, of the account.
  private PanelStandIn.Reply uapi(PanelStandIn.Asked asked) {
    if (!asked.field("cpanel.user").equals("anna")
        || !asked.field("cpanel.module").equals("Email")) {
      return failed("uapi_cpanel", "Account does not exist.");
    }
    boolean isList = asked.field("cpanel.function").equals("list_pops_with_disk");
    String wanted = isList ? "carl" : "carl@shop.example";
    if (!asked.field("email").equals(wanted)) {
      return uapi(isList ? 1 : 0, "[]", "[\"You do not have an email account.\"]");
    }
    switch (asked.field("cpanel.function")) {
      case "list_pops_with_disk" -> {
        return uapi(
            1,
            "[{\"email\":\"carl@shop.example\",\"login\":\"carl@shop.example\",\"suspended_outgoing\":%d,\"hold_outgoing\":%d}]"
                .formatted(number("carl outgoing"), number("carl hold")),
            "null");
      }
      case "hold_outgoing" -> in.add("carl hold");
      case "release_outgoing" -> in.remove("carl hold");
      case "suspend_outgoing" -> in.add("carl outgoing");
      case "unsuspend_outgoing" -> in.remove("carl outgoing");
      default -> {
        return uapi(0, "null", "[\"Failed to load function.\"]");
      }
    }
    return uapi(1, "1", "null");
  }

  private static PanelStandIn.Reply uapi(int status, String data, String errors) {
    return PanelStandIn.Reply.ok(
        "{\"data\":{\"uapi\":{\"status\":%d,\"data\":%s,\"errors\":%s,\"messages\":null}},\"metadata\":{\"version\":1,\"reason\":\"OK\",\"result\":1,\"command\":\"uapi_cpanel\"}}"
            .formatted(status, data, errors));
  }

  private static PanelStandIn.Reply failed(String function, String why) {
    return PanelStandIn.Reply.ok(
        "{\"metadata\":{\"version\":1,\"reason\":\"%s\",\"result\":0,\"command\":\"%s\"}}"
            .formatted(why, function));
  }

  private String summary() {
    return """
    {"data":{"acct":[{"user":"anna","domain":"shop.example","suspended":%d,"suspendreason":"%s",
    "outgoing_mail_hold":%d,"outgoing_mail_suspended":%d}]},
    "metadata":{"version":1,"reason":"OK","result":1,"command":"accountsummary"}}\
    """
        .formatted(number("account"), reason, number("hold"), number("outgoing"));
  }

  private int number(String what) {
    return in.contains(what) ? 1 : 0;
  }

  /// As a person does it in WHM, too.
  public synchronized void suspend(String why) {
    in.add("account");
    reason = why;
  }

  public synchronized void unsuspend() {
    in.remove("account");
    reason = "not suspended";
  }

  public synchronized void hold() {
    in.add("hold");
  }

  /// `account`, `hold` and `outgoing`, and the last two behind `carl` for the mailbox, as far as
  /// they are in force.
  public synchronized Set<String> inForce() {
    return Set.copyOf(in);
  }

  public synchronized String reason() {
    return reason;
  }
}
