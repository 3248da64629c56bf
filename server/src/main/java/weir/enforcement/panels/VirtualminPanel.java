package weir.enforcement.panels;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import weir.asking.WebService;
import weir.enforcement.PanelSettings;
import weir.enforcement.Step;
import weir.incident.Rung;
import weir.response.Response;
import weir.response.Target;

/// Virtualmin: its programs by `remote.cgi`, with answers in JSON. One virtual server at a time:
/// with its sub-servers, undoing would turn on what somebody had turned off before.
///
/// By the pages that `disable-domain.pl`, `enable-domain.pl`, `list-domains.pl`, `modify-user.pl`
/// and `list-users.pl` of virtualmin-gpl have in them. None of them turns off mail alone:
/// `disable-domain` takes what its configuration says, and `disable-feature` removes what it turns
/// off.
final class VirtualminPanel implements Panel {
  private final PanelSettings.Virtualmin settings;
  private final PanelLine line;

  VirtualminPanel(PanelSettings.Virtualmin settings, WebService web) {
    this.settings = settings;
    this.line =
        new PanelLine(
            web,
            settings.access().secretFile(),
            Map.of("Authorization", word -> DirectadminPanel.basic(settings.user(), word)),
            word -> word);
  }

  private Optional<String> domain(Target target) {
    return PanelNames.domain(settings.access(), target);
  }

  @Override
  public Target asKept(Target target) {
    return PanelNames.asDomain(settings.access(), target);
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    if (target instanceof Target.Login(var name)) {
      return cannotOfMailbox(name, response);
    }
    return PanelNames.onlySuspends(domain(target), response);
  }

  private Optional<String> cannotOfMailbox(String name, Response response) {
    if (!settings.mailboxes()) {
      return Optional.of("its settings say nothing about mailboxes");
    }
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9.-]{1,253}")) {
      return Optional.of("the panel's mailboxes are addresses");
    }
    return switch (response.rung()) {
      case DENY_LOGIN, SUSPEND -> Optional.empty();
      case NOTIFY, THROTTLE, HOLD, FENCE -> Optional.of("the panel lets a mailbox in, or not");
    };
  }

  /// A mailbox of an account that is suspended is let in no more.
  @Override
  public Rung as(Target target, Rung rung) {
    return target instanceof Target.Login && rung == Rung.SUSPEND ? Rung.DENY_LOGIN : rung;
  }

  @Override
  public List<Sanction> standing(Target target) throws IOException, InterruptedException {
    if (target instanceof Target.Login(var name)) {
      return standing(name);
    }
    JsonNode answer = done(line.ask(request("list-domains", target, "multiline", "")));
    JsonNode server = answer.path("data").path(0).path("values");
    if (!server.isObject()) {
      throw new IOException("the panel knows no virtual server " + domain(target).orElseThrow());
    }
    JsonNode disabled = server.path("disabled").path(0);
    return disabled.isMissingNode()
        ? List.of()
        : List.of(Sanction.because(Rung.SUSPEND, disabled.asString("")));
  }

  private List<Sanction> standing(String address) throws IOException, InterruptedException {
    for (JsonNode each : done(line.ask(ofUser("list-users", address, "multiline"))).path("data")) {
      JsonNode user = each.path("values");
      if (user.path("email_address").path(0).asString("").equalsIgnoreCase(address)) {
        return switch (user.path("disabled").path(0).asString("")) {
          case "Yes" -> List.of(Sanction.without(Rung.DENY_LOGIN));
          case "No" -> List.of();
          default ->
              throw new IOException("the panel does not say whether it lets " + address + " in");
        };
      }
    }
    throw new IOException("the panel knows no mailbox " + address);
  }

  @Override
  public List<Step> enforce(Target target, Rung rung, String mark) {
    if (target instanceof Target.Login(var name)) {
      return List.of(step(ofUser("modify-user", name, "disable")));
    }
    return List.of(step(request("disable-domain", target, "why", mark)));
  }

  @Override
  public List<Step> release(Target target, Rung rung) {
    if (target instanceof Target.Login(var name)) {
      return List.of(step(ofUser("modify-user", name, "enable")));
    }
    return List.of(step(request("enable-domain", target)));
  }

  private Step step(PanelRequest request) {
    return line.step(request, VirtualminPanel::done);
  }

  private PanelRequest ofUser(String program, String address, String flag) {
    return request(
        program, PanelNames.domainOf(address), "user", PanelNames.userOf(address), flag, "");
  }

  private PanelRequest request(String program, Target target, String... more) {
    return request(program, domain(target).orElseThrow(), more);
  }

  private PanelRequest request(String program, String domain, String... more) {
    String body = PanelForm.of("program", program, "json", "1", "domain", domain);
    String rest = more.length == 0 ? "" : "&" + PanelForm.of(more);
    return PanelRequest.form(settings.access().at("/virtual-server/remote.cgi"), body + rest);
  }

  private static JsonNode done(String answer) throws IOException {
    JsonNode read = PanelJson.read(answer);
    if (!read.path("status").asString("").equals("success")) {
      throw new IOException(
          "the panel says: " + PanelLine.said(read.path("error").asString(answer)));
    }
    return read;
  }
}
