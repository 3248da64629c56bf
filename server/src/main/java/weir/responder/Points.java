package weir.responder;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.enforcement.AgentPoint;
import weir.enforcement.CommandPoint;
import weir.enforcement.DovecotPoint;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.EnforcementSettings;
import weir.enforcement.EximPoint;
import weir.enforcement.FencePoint;
import weir.enforcement.GatewayPoint;
import weir.enforcement.HttpPoint;
import weir.enforcement.MailSettings;
import weir.enforcement.OwnSettings;
import weir.enforcement.PanelSettings;
import weir.enforcement.PolicyTable;
import weir.enforcement.PostfixPoint;
import weir.enforcement.QmailPoint;
import weir.enforcement.ScriptPoint;
import weir.enforcement.SendmailPoint;
import weir.enforcement.StepRunner;
import weir.enforcement.ThisHost;
import weir.enforcement.linux.FreezePoint;
import weir.enforcement.linux.LinuxPoint;
import weir.enforcement.panels.Panels;
import weir.state.State;

/// The places of the settings, made.
final class Points {
  /// The gateway's name where no table of the settings has one.
  static final String GATEWAY = "gateway";

  private static final Path PROC = Path.of("/proc");
  private static final Path PASSWD = Path.of("/etc/passwd");

  private final State state;
  private final InstantSource clock;
  private final StepRunner runner;
  private final ThisHost here;

  /// @param runner asks what is there
  /// @param here the host that we run on
  Points(State state, InstantSource clock, StepRunner runner, ThisHost here) {
    this.state = state;
    this.clock = clock;
    this.runner = runner;
    this.here = here;
  }

  /// Our own gateway is one of them where this process is one, whatever the settings say.
  List<EnforcementPoint> of(Map<String, EnforcementSettings> settings, boolean isGateway) {
    List<EnforcementPoint> points = new ArrayList<>();
    if (isGateway
        && settings.values().stream().noneMatch(EnforcementSettings.Gateway.class::isInstance)) {
      points.add(new GatewayPoint(GATEWAY, state, clock));
    }
    points.addAll(ofHost(settings));
    return points;
  }

  /// Of a host that has no gateway.
  List<EnforcementPoint> ofHost(Map<String, EnforcementSettings> settings) {
    List<EnforcementPoint> points = new ArrayList<>();
    settings.forEach((name, each) -> points.addAll(of(name, each)));
    return points;
  }

  private List<EnforcementPoint> of(String name, EnforcementSettings settings) {
    return switch (settings) {
      case EnforcementSettings.Agent agent ->
          AgentPoint.of(name, agent.host(), agent.responses(), runner.agents());
      case EnforcementSettings.Gateway _ -> List.of(new GatewayPoint(name, state, clock));
      case OwnSettings.Command own -> List.of(new CommandPoint(name, own, runner.programs()));
      case OwnSettings.Http own -> List.of(new HttpPoint(name, own, runner.web()));
      case PanelSettings panel -> List.of(Panels.of(name, panel, runner.web()));
      case MailSettings.Postfix postfix ->
          List.of(
              new PostfixPoint(
                  name,
                  postfix,
                  runner.programs(),
                  postfix.host().orElse(here.name()),
                  postfix.sweep() ? Optional.of(here.sweep(runner.programs())) : Optional.empty(),
                  postfix.policy().map(at -> new PolicyTable(name, at, state, clock))));
      case MailSettings.Dovecot dovecot ->
          List.of(new DovecotPoint(name, dovecot, runner.programs()));
      case EnforcementSettings.Exim exim ->
          List.of(
              new EximPoint(
                  name,
                  exim.folder(),
                  exim.host().orElse(here.name()),
                  exim.sweep() ? Optional.of(here.sweep(runner.programs())) : Optional.empty()));
      case EnforcementSettings.Qmail qmail ->
          List.of(
              new QmailPoint(
                  name,
                  qmail,
                  qmail.host().orElse(here.name()),
                  here.addresses(),
                  qmail.sweep() ? Optional.of(here.sweep(runner.programs())) : Optional.empty()));
      case EnforcementSettings.Fence fence ->
          List.of(
              new FencePoint(
                  name,
                  fence.host().orElse(here.name()),
                  new FencePoint.Guard(here.firstUid(), here.ownUid()),
                  runner.programs(),
                  PASSWD));
      case EnforcementSettings.Scripts scripts ->
          List.of(
              new ScriptPoint(
                  name,
                  scripts.host().orElse(here.name()),
                  new ScriptPoint.Owners(here.firstUid(), here.lastUid())));
      case EnforcementSettings.Processes processes ->
          List.of(
              new FreezePoint(
                  name,
                  processes.host().orElse(here.name()),
                  processes.slices(),
                  new LinuxPoint.Guard(here.firstUid(), here.ownUid()),
                  runner.programs(),
                  PROC));
      case EnforcementSettings.Sendmail sendmail ->
          List.of(
              new SendmailPoint(
                  name, sendmail.host().orElse(here.name()), sendmail.blocked(), here.firstUid()));
      case EnforcementSettings.Linux linux ->
          List.of(
              new LinuxPoint(
                  name,
                  linux,
                  linux.host().orElse(here.name()),
                  new LinuxPoint.Guard(here.firstUid(), here.ownUid()),
                  runner.programs(),
                  PROC,
                  clock));
    };
  }
}
