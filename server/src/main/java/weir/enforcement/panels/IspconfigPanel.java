package weir.enforcement.panels;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import weir.asking.WebService;
import weir.enforcement.Escaped;
import weir.enforcement.PanelSettings;
import weir.enforcement.Step;
import weir.incident.Rung;
import weir.response.Response;
import weir.response.Target;

/// ISPConfig: the remote API in JSON. What is done is done in a session, which ends with it.
///
/// A mailbox is written as a whole: a truth that is left out would become false. Its password is
/// left out, since what comes as a password is taken for a new one.
final class IspconfigPanel implements Panel {
  private final PanelSettings.Ispconfig settings;
  private final PanelLine line;

  IspconfigPanel(PanelSettings.Ispconfig settings, WebService web) {
    this.settings = settings;
    this.line = new PanelLine(web, settings.access().secretFile(), Map.of(), Escaped::json);
  }

  /// Something done in a session.
  @FunctionalInterface
  private interface InSession<T> {
    T run(String session) throws IOException, InterruptedException;
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    return switch (target) {
      case Target.Login(var name) ->
          switch (response.rung()) {
            case DENY_LOGIN, SUSPEND ->
                name.contains("%")
                    ? Optional.of("the panel takes a % for anything")
                    : Optional.empty();
            case NOTIFY, THROTTLE, HOLD, FENCE -> Optional.of("nothing that the panel does");
          };
      case Target.LocalUser _ -> PanelNames.onlySuspends(user(target), response);
      case Target.Customer _, Target.Program _, Target.OfDomain _, Target.Sender _ ->
          Optional.of("the panel knows mailboxes, and the users of sites");
    };
  }

  private Optional<String> user(Target target) {
    return PanelNames.user(settings.access(), settings.host(), target);
  }

  /// A mailbox of an account that is suspended may not send.
  @Override
  public Rung as(Target target, Rung rung) {
    return target instanceof Target.Login && rung == Rung.SUSPEND ? Rung.DENY_LOGIN : rung;
  }

  @Override
  public List<Sanction> standing(Target target) throws IOException, InterruptedException {
    JsonNode record = inSession(session -> record(session, target));
    if (target instanceof Target.Login) {
      return PanelJson.isTrue(record.path("disablesmtp"))
          ? List.of(Sanction.without(Rung.DENY_LOGIN))
          : List.of();
    }
    return PanelJson.isTrue(record.path("active"))
        ? List.of()
        : List.of(Sanction.without(Rung.SUSPEND));
  }

  @Override
  public List<Step> enforce(Target target, Rung rung, String mark) {
    return List.of(step(target, true));
  }

  @Override
  public List<Step> release(Target target, Rung rung) {
    return List.of(step(target, false));
  }

  private Step step(Target target, boolean isOff) {
    if (target instanceof Target.Login(var name)) {
      String value = isOff ? "y" : "n";
      return new Step.Act(
          "POST %s  %s: disablesmtp = %s".formatted(at("mail_user_update"), name, value),
          () -> inSession(session -> mailbox(session, target, value)));
    }
    String status = isOff ? "inactive" : "active";
    String site = user(target).orElseThrow();
    return new Step.Act(
        "POST %s  %s: %s".formatted(at("sites_web_domain_set_status"), site, status),
        () -> inSession(session -> site(session, target, status)));
  }

  private JsonNode mailbox(String session, Target target, String disabled)
      throws IOException, InterruptedException {
    ObjectNode record = (ObjectNode) record(session, target);
    record.remove("password");
    String id = record.path("mailuser_id").asString("");
    record.put("disablesmtp", disabled);
    return call(
        "mail_user_update",
        "{\"session_id\":\"%s\",\"client_id\":0,\"primary_id\":\"%s\",\"params\":%s}"
            .formatted(Escaped.json(session), Escaped.json(id), PanelJson.write(record)));
  }

  private JsonNode site(String session, Target target, String status)
      throws IOException, InterruptedException {
    String id = record(session, target).path("domain_id").asString("");
    return call(
        "sites_web_domain_set_status",
        "{\"session_id\":\"%s\",\"primary_id\":\"%s\",\"status\":\"%s\"}"
            .formatted(Escaped.json(session), Escaped.json(id), status));
  }

  private JsonNode record(String session, Target target) throws IOException, InterruptedException {
    boolean isMailbox = target instanceof Target.Login;
    String name = isMailbox ? target.name() : user(target).orElseThrow();
    JsonNode found =
        call(
            isMailbox ? "mail_user_get" : "sites_web_domain_get",
            "{\"session_id\":\"%s\",\"primary_id\":{\"%s\":\"%s\"}}"
                .formatted(
                    Escaped.json(session),
                    isMailbox ? "login" : "system_user",
                    Escaped.json(name)));
    if (!found.isArray() || found.size() != 1 || !found.get(0).isObject()) {
      throw new IOException(
          "the panel has %s %s %s"
              .formatted(
                  found.isArray() && found.size() > 1 ? "several" : "no",
                  isMailbox ? "mailboxes" : "sites",
                  name));
    }
    return found.get(0);
  }

  private <T> T inSession(InSession<T> doing) throws IOException, InterruptedException {
    String session =
        call(
                "login",
                "{\"username\":\"%s\",\"password\":\"%s\"}"
                    .formatted(Escaped.json(settings.user()), PanelRequest.SECRET))
            .asString("");
    if (session.isEmpty()) {
      throw new IOException("the panel says: no session");
    }
    try {
      return doing.run(session);
    } finally {
      logOut(session);
    }
  }

  /// Sessions that are left open end by themselves.
  private void logOut(String session) throws InterruptedException {
    try {
      call("logout", "{\"session_id\":\"%s\"}".formatted(Escaped.json(session)));
    } catch (IOException _) {
      // What was done is done.
    }
  }

  private String at(String function) {
    return settings.access().at("/remote/json.php?" + function).toString();
  }

  /// The session's id is a secret, too: nothing of what is sent is told in a failure.
  private JsonNode call(String function, String body) throws IOException, InterruptedException {
    JsonNode answer =
        PanelJson.read(
            line.ask(
                PanelRequest.unseen(
                    settings.access().at("/remote/json.php?" + function),
                    "application/json",
                    body)));
    if (!answer.path("code").asString("").equals("ok")) {
      throw new IOException(
          "%s: the panel says: %s"
              .formatted(function, PanelLine.said(answer.path("message").asString(""))));
    }
    return answer.path("response");
  }
}
