package weir.enforcement.panels;

import java.io.IOException;
import java.util.ArrayList;
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

/// cPanel and WHM: WHM API 1, in JSON. Whether something was done says `metadata.result`; the
/// status is 200 in any case. By the pages of api.docs.cpanel.net for `accountsummary`,
/// `hold_outgoing_email`, `suspend_outgoing_email`, `suspendacct` and what undoes them.
final class CpanelPanel implements Panel {
  private final PanelSettings.Cpanel settings;
  private final PanelLine line;
  private final CpanelMailboxes mailboxes;

  CpanelPanel(PanelSettings.Cpanel settings, WebService web) {
    this.settings = settings;
    this.line =
        new PanelLine(
            web,
            settings.access().secretFile(),
            Map.of("Authorization", token -> "whm " + settings.user() + ":" + token),
            token -> token);
    this.mailboxes = new CpanelMailboxes(settings, line);
  }

  private Optional<String> user(Target target) {
    return PanelNames.user(settings.access(), settings.host(), target);
  }

  @Override
  public Target asKept(Target target) {
    return PanelNames.asUser(settings.access(), settings.host(), target);
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    if (target instanceof Target.Login(var name)) {
      return mailboxes.cannot(name, response);
    }
    if (user(target).isEmpty()) {
      return Optional.of("the panel has no name for it");
    }
    return switch (response.rung()) {
      case HOLD, DENY_LOGIN, SUSPEND -> Optional.empty();
      case NOTIFY, THROTTLE, FENCE -> Optional.of("nothing that the panel does");
    };
  }

  @Override
  public List<Sanction> standing(Target target) throws IOException, InterruptedException {
    if (target instanceof Target.Login(var name)) {
      return mailboxes.standing(name);
    }
    JsonNode answer = done(line.ask(request("accountsummary", target)));
    JsonNode account = answer.path("data").path("acct").path(0);
    if (!account.isObject()) {
      throw new IOException("the panel knows no account " + user(target).orElseThrow());
    }
    List<Sanction> standing = new ArrayList<>();
    if (PanelJson.isTrue(account.path("outgoing_mail_hold"))) {
      standing.add(Sanction.without(Rung.HOLD));
    }
    if (PanelJson.isTrue(account.path("outgoing_mail_suspended"))) {
      standing.add(Sanction.without(Rung.DENY_LOGIN));
    }
    if (PanelJson.isTrue(account.path("suspended"))) {
      String reason = account.path("suspendreason").asString("");
      standing.add(Sanction.because(Rung.SUSPEND, reason));
    }
    return standing;
  }

  /// A mailbox of an account that is suspended may not send.
  @Override
  public Rung as(Target target, Rung rung) {
    return target instanceof Target.Login && rung == Rung.SUSPEND ? Rung.DENY_LOGIN : rung;
  }

  /// `disallowun` keeps a reseller from lifting what staff imposed.
  @Override
  public List<Step> enforce(Target target, Rung rung, String mark)
      throws IOException, InterruptedException {
    if (target instanceof Target.Login(var name)) {
      return mailboxes.enforce(name, rung);
    }
    return switch (rung) {
      case HOLD -> List.of(step("hold_outgoing_email", target));
      case DENY_LOGIN -> List.of(step("suspend_outgoing_email", target));
      case SUSPEND -> List.of(step("suspendacct", target, "reason", mark, "disallowun", "1"));
      case NOTIFY, THROTTLE, FENCE -> List.of();
    };
  }

  @Override
  public List<Step> release(Target target, Rung rung) throws IOException, InterruptedException {
    if (target instanceof Target.Login(var name)) {
      return mailboxes.release(name, rung);
    }
    return switch (rung) {
      case HOLD -> List.of(step("release_outgoing_email", target));
      case DENY_LOGIN -> List.of(step("unsuspend_outgoing_email", target));
      case SUSPEND -> List.of(step("unsuspendacct", target));
      case NOTIFY, THROTTLE, FENCE -> List.of();
    };
  }

  private Step step(String function, Target target, String... more) {
    return line.step(request(function, target, more), CpanelPanel::done);
  }

  private PanelRequest request(String function, Target target, String... more) {
    String query = PanelForm.of("api.version", "1", "user", user(target).orElseThrow());
    String rest = more.length == 0 ? "" : "&" + PanelForm.of(more);
    return PanelRequest.get(settings.access().at("/json-api/" + function + "?" + query + rest));
  }

  static JsonNode done(String answer) throws IOException {
    JsonNode read = PanelJson.read(answer);
    JsonNode metadata = read.path("metadata");
    if (!PanelJson.isTrue(metadata.path("result"))) {
      String reason = metadata.path("reason").asString(answer);
      throw new IOException("the panel says: " + PanelLine.said(reason));
    }
    return read;
  }
}
