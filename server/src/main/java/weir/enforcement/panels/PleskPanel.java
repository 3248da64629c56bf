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

/// Plesk: its programs by the REST API, and the state by the XML API, which has it as a number.
final class PleskPanel implements Panel {
  /// Bits of a subscription's status: 16 is what an administrator turned off; 4 is a backup that
  /// runs, and ends by itself.
  private static final int BY_ADMINISTRATOR = 16;

  private static final int BACKUP = 4;

  private final PanelSettings.Plesk settings;
  private final PanelLine line;

  PleskPanel(PanelSettings.Plesk settings, WebService web) {
    this.settings = settings;
    this.line =
        new PanelLine(
            web,
            settings.access().secretFile(),
            Map.of("X-API-Key", key -> key, "KEY", key -> key),
            key -> key);
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
    return PanelNames.onlySuspends(domain(target), response);
  }

  @Override
  public List<Sanction> standing(Target target) throws IOException, InterruptedException {
    String domain = domain(target).orElseThrow();
    PanelXml answer =
        PanelXml.read(
            line.ask(
                PanelRequest.post(
                    settings.access().at("/enterprise/control/agent.php"),
                    "text/xml",
                    "<packet><webspace><get><filter><name>%s</name></filter><dataset><gen_info/></dataset></get></webspace></packet>"
                        .formatted(Escaped.xml(domain)))));
    Optional<String> status = answer.text("gen_info", "status");
    if (status.isEmpty() || !status.get().matches("[0-9]{1,6}")) {
      throw new IOException(
          "the panel says nothing about subscription %s: %s"
              .formatted(domain, PanelLine.said(answer.text("errtext").orElse("no status"))));
    }
    int bits = Integer.parseInt(status.get()) & ~BACKUP;
    if (bits == 0) {
      return List.of();
    }
    return (bits & BY_ADMINISTRATOR) != 0
        ? List.of(Sanction.without(Rung.SUSPEND))
        : List.of(Sanction.because(Rung.SUSPEND, "its status " + bits));
  }

  @Override
  public List<Step> enforce(Target target, Rung rung, String mark) {
    return List.of(step("--webspace-off", target));
  }

  @Override
  public List<Step> release(Target target, Rung rung) {
    return List.of(step("--webspace-on", target));
  }

  private Step step(String option, Target target) {
    String body =
        "{\"params\":[\"%s\",\"%s\"]}"
            .formatted(option, Escaped.json(domain(target).orElseThrow()));
    return line.step(
        PanelRequest.post(
            settings.access().at("/api/v2/cli/subscription/call"), "application/json", body),
        PleskPanel::done);
  }

  /// The status is 200 also where the program failed.
  private static void done(String answer) throws IOException {
    JsonNode read = PanelJson.read(answer);
    if (read.path("code").asInt(-1) != 0) {
      throw new IOException(
          "the panel says: " + PanelLine.said(read.path("stderr").asString(answer)));
    }
  }
}
