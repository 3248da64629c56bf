package weir.enforcement.panels;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import weir.asking.WebService;
import weir.enforcement.Escaped;
import weir.enforcement.PanelSettings;
import weir.enforcement.Step;
import weir.incident.Rung;
import weir.response.Response;
import weir.response.Target;

/// HestiaCP: its commands by the API. A command's exit status is the answer's body.
final class HestiaPanel implements Panel {
  private final PanelSettings.Hestia settings;
  private final PanelLine line;

  HestiaPanel(PanelSettings.Hestia settings, WebService web) {
    this.settings = settings;
    this.line = new PanelLine(web, settings.access().secretFile(), Map.of(), Escaped::url);
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
    return PanelNames.onlySuspends(user(target), response);
  }

  @Override
  public List<Sanction> standing(Target target) throws IOException, InterruptedException {
    String user = user(target).orElseThrow();
    String answer =
        line.ask(request("no", PanelForm.of("cmd", "v-list-user", "arg1", user, "arg2", "json")));
    JsonNode suspended = PanelJson.read(answer).path(user).path("SUSPENDED");
    return switch (suspended.asString("")) {
      case "yes" -> List.of(Sanction.without(Rung.SUSPEND));
      case "no" -> List.of();
      default -> throw new IOException("the panel says: " + PanelLine.said(answer));
    };
  }

  @Override
  public List<Step> enforce(Target target, Rung rung, String mark) {
    return List.of(step("v-suspend-user", target));
  }

  @Override
  public List<Step> release(Target target, Rung rung) {
    return List.of(step("v-unsuspend-user", target));
  }

  private Step step(String command, Target target) {
    String fields = PanelForm.of("cmd", command, "arg1", user(target).orElseThrow());
    return line.step(request("yes", fields), HestiaPanel::done);
  }

  private PanelRequest request(String returnCode, String fields) {
    return PanelRequest.form(
        settings.access().at("/api/"),
        "hash=" + PanelRequest.SECRET + "&returncode=" + returnCode + "&" + fields);
  }

  private static void done(String answer) throws IOException {
    if (!answer.strip().equals("0")) {
      throw new IOException("the panel's command ended with " + PanelLine.said(answer));
    }
  }
}
