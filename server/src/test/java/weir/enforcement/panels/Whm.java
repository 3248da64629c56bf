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

  /// `account`, `hold` and `outgoing` as far as they are in force.
  public synchronized Set<String> inForce() {
    return Set.copyOf(in);
  }

  public synchronized String reason() {
    return reason;
  }
}
