package weir.enforcement.panels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.asking.WebService;
import weir.enforcement.PanelSettings;
import weir.enforcement.Step;
import weir.incident.Rung;
import weir.response.Response;
import weir.response.Target;

/// DirectAdmin: answers are forms, and say whether it was done by `error`. Who may not log in gets
/// a page with status 200, which has no field at all.
final class DirectadminPanel implements Panel {
  private final PanelSettings.Directadmin settings;
  private final PanelLine line;

  DirectadminPanel(PanelSettings.Directadmin settings, WebService web) {
    this.settings = settings;
    this.line =
        new PanelLine(
            web,
            settings.access().secretFile(),
            Map.of("Authorization", key -> basic(settings.user(), key)),
            key -> key);
  }

  static String basic(String user, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
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
    String query = PanelForm.of("user", user(target).orElseThrow());
    String answer =
        line.ask(PanelRequest.get(settings.access().at("/CMD_API_SHOW_USER_CONFIG?" + query)));
    String suspended = PanelForm.read(answer).getOrDefault("suspended", "");
    return switch (suspended) {
      case "yes" -> List.of(Sanction.without(Rung.SUSPEND));
      case "no" -> List.of();
      default -> throw new IOException("the panel says: " + text(answer));
    };
  }

  @Override
  public List<Step> enforce(Target target, Rung rung, String mark) {
    return List.of(step("Suspend", target));
  }

  @Override
  public List<Step> release(Target target, Rung rung) {
    return List.of(step("Unsuspend", target));
  }

  private Step step(String suspend, Target target) {
    String body =
        PanelForm.of(
            "location",
            "CMD_SELECT_USERS",
            "suspend",
            suspend,
            "select0",
            user(target).orElseThrow());
    return line.step(
        PanelRequest.form(settings.access().at("/CMD_API_SELECT_USERS"), body),
        DirectadminPanel::done);
  }

  private static void done(String answer) throws IOException {
    if (!PanelForm.read(answer).getOrDefault("error", "").equals("0")) {
      throw new IOException("the panel says: " + text(answer));
    }
  }

  private static String text(String answer) {
    Map<String, String> form = PanelForm.read(answer);
    String text = form.getOrDefault("text", answer) + " " + form.getOrDefault("details", "");
    return PanelLine.said(text);
  }
}
