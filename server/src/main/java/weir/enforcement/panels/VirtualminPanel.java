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
    return PanelNames.onlySuspends(domain(target), response);
  }

  @Override
  public List<Sanction> standing(Target target) throws IOException, InterruptedException {
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

  @Override
  public List<Step> enforce(Target target, Rung rung, String mark) {
    return List.of(step(request("disable-domain", target, "why", mark)));
  }

  @Override
  public List<Step> release(Target target, Rung rung) {
    return List.of(step(request("enable-domain", target)));
  }

  private Step step(PanelRequest request) {
    return line.step(request, VirtualminPanel::done);
  }

  private PanelRequest request(String program, Target target, String... more) {
    String body =
        PanelForm.of("program", program, "json", "1", "domain", domain(target).orElseThrow());
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
