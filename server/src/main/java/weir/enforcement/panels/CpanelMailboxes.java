package weir.enforcement.panels;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import weir.enforcement.PanelSettings;
import weir.enforcement.Step;
import weir.incident.Rung;
import weir.response.Response;

/// The mailboxes of a cPanel: functions of UAPI that WHM runs as the account whose domain it is. By
/// the pages of api.docs.cpanel.net for WHM's `getdomainowner` and `uapi_cpanel`, and for UAPI's
/// `Email::hold_outgoing`, `Email::suspend_outgoing`, what undoes them, and
/// `Email::list_pops_with_disk`.
///
/// WHM's own `metadata.result` says that the function was run, and `data.uapi.status` whether it
/// did anything.
record CpanelMailboxes(PanelSettings.Cpanel settings, PanelLine line) {
  private static final String ADDRESS = "[^@\\s\\p{Cntrl}]{1,64}@[A-Za-z0-9.-]{1,253}";

  /// Why a response to a mailbox cannot be enforced there; empty where it can.
  Optional<String> cannot(String address, Response response) {
    if (!settings.mailboxes()) {
      return Optional.of("its settings say nothing about mailboxes");
    }
    if (!address.matches(ADDRESS)) {
      return Optional.of("the panel's mailboxes are addresses");
    }
    return switch (response.rung()) {
      case HOLD, DENY_LOGIN, SUSPEND -> Optional.empty();
      case NOTIFY, THROTTLE, FENCE -> Optional.of("nothing that the panel does");
    };
  }

  /// What is in force for a mailbox.
  List<Sanction> standing(String address) throws IOException, InterruptedException {
    String answer =
        line.ask(
            request(
                address,
                "list_pops_with_disk",
                "email",
                PanelNames.userOf(address),
                "domain",
                PanelNames.domainOf(address),
                "get_restrictions",
                "1"));
    for (JsonNode each : done(answer).path("data")) {
      if (each.path("email").asString("").equalsIgnoreCase(address)) {
        List<Sanction> standing = new ArrayList<>();
        if (PanelJson.isTrue(each.path("hold_outgoing"))) {
          standing.add(Sanction.without(Rung.HOLD));
        }
        if (PanelJson.isTrue(each.path("suspended_outgoing"))) {
          standing.add(Sanction.without(Rung.DENY_LOGIN));
        }
        return standing;
      }
    }
    throw new IOException("the panel knows no mailbox " + address);
  }

  List<Step> enforce(String address, Rung rung) throws IOException, InterruptedException {
    return switch (rung) {
      case HOLD -> List.of(step(address, "hold_outgoing"));
      case DENY_LOGIN -> List.of(step(address, "suspend_outgoing"));
      case SUSPEND, NOTIFY, THROTTLE, FENCE -> List.of();
    };
  }

  List<Step> release(String address, Rung rung) throws IOException, InterruptedException {
    return switch (rung) {
      case HOLD -> List.of(step(address, "release_outgoing"));
      case DENY_LOGIN -> List.of(step(address, "unsuspend_outgoing"));
      case SUSPEND, NOTIFY, THROTTLE, FENCE -> List.of();
    };
  }

  private Step step(String address, String function) throws IOException, InterruptedException {
    return line.step(request(address, function, "email", address), CpanelMailboxes::done);
  }

  private PanelRequest request(String address, String function, String... more)
      throws IOException, InterruptedException {
    String query =
        PanelForm.of(
            "api.version",
            "1",
            "cpanel.user",
            owner(address),
            "cpanel.module",
            "Email",
            "cpanel.function",
            function);
    return get("uapi_cpanel?" + query + "&" + PanelForm.of(more));
  }

  /// The account whose domain it is, without which UAPI runs nothing.
  private String owner(String address) throws IOException, InterruptedException {
    String query = PanelForm.of("api.version", "1", "domain", PanelNames.domainOf(address));
    JsonNode answer = CpanelPanel.done(line.ask(get("getdomainowner?" + query)));
    String user = answer.path("data").path("user").asString("");
    if (!user.matches("[a-z0-9_][a-z0-9._-]{0,63}") || user.equals("root")) {
      throw new IOException(
          "the panel knows nobody whose domain is " + PanelNames.domainOf(address));
    }
    return user;
  }

  private PanelRequest get(String functionAndQuery) {
    return PanelRequest.get(settings.access().at("/json-api/" + functionAndQuery));
  }

  private static JsonNode done(String answer) throws IOException {
    JsonNode uapi = CpanelPanel.done(answer).path("data").path("uapi");
    if (!PanelJson.isTrue(uapi.path("status"))) {
      String errors = uapi.path("errors").path(0).asString(answer);
      throw new IOException("the panel says: " + PanelLine.said(errors));
    }
    return uapi;
  }
}
