package weir.enforcement.panels;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.asking.WebService;
import weir.enforcement.Escaped;
import weir.enforcement.PanelSettings;
import weir.enforcement.Step;
import weir.incident.Rung;
import weir.response.Response;
import weir.response.Target;

/// H-Sphere: the SOAP service AdminServices. It keeps a reason, and does not tell it again.
final class HspherePanel implements Panel {
  private final PanelSettings.Hsphere settings;
  private final PanelLine line;

  HspherePanel(PanelSettings.Hsphere settings, WebService web) {
    this.settings = settings;
    this.line =
        new PanelLine(
            web, settings.access().secretFile(), Map.of("SOAPAction", _ -> "\"\""), Escaped::xml);
  }

  /// An account's number.
  private Optional<String> account(Target target) {
    return target instanceof Target.Customer customer
        ? settings.access().named(customer).filter(it -> it.matches("[0-9]{1,9}"))
        : Optional.empty();
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    return PanelNames.onlySuspends(account(target), response);
  }

  @Override
  public List<Sanction> standing(Target target) throws IOException, InterruptedException {
    String answer = line.ask(request("isAccountSuspended", target, ""));
    Optional<String> said = PanelXml.read(answer).text("isAccountSuspendedReturn");
    return switch (said.orElse("")) {
      case "true", "1" -> List.of(Sanction.without(Rung.SUSPEND));
      case "false", "0" -> List.of();
      default -> throw new IOException("the panel says: " + fault(answer));
    };
  }

  @Override
  public List<Step> enforce(Target target, Rung rung, String mark) {
    String reason = "<reason xsi:type=\"xsd:string\">%s</reason>".formatted(Escaped.xml(mark));
    return List.of(step("suspendAccount", target, reason));
  }

  @Override
  public List<Step> release(Target target, Rung rung) {
    return List.of(step("resumeAccount", target, ""));
  }

  private Step step(String action, Target target, String more) {
    return line.step(
        request(action, target, more),
        answer -> {
          if (PanelXml.read(answer).text(action + "Response").isEmpty()) {
            throw new IOException("the panel says: " + fault(answer));
          }
        });
  }

  private static String fault(String answer) throws IOException {
    return PanelLine.said(PanelXml.read(answer).text("faultstring").orElse(answer));
  }

  private PanelRequest request(String action, Target target, String more) {
    return PanelRequest.post(
        settings.access().at(""),
        "text/xml; charset=utf-8",
        """
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" \
        xmlns:xsd="http://www.w3.org/2001/XMLSchema" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>\
        <ns1:%1$s soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" \
        xmlns:ns1="AdminServices"><at xsi:type="ns2:AuthToken" xmlns:ns2="urn:AdminServices">\
        <accountId xsi:type="xsd:int">%2$d</accountId><login xsi:type="xsd:string">%3$s</login>\
        <password xsi:type="xsd:string">%4$s</password><role xsi:nil="true"/></at>\
        <accountId xsi:type="xsd:int">%5$s</accountId>%6$s</ns1:%1$s></soapenv:Body></soapenv:Envelope>\
        """
            .formatted(
                action,
                settings.adminAccount(),
                Escaped.xml(settings.user()),
                PanelRequest.SECRET,
                account(target).orElseThrow(),
                more));
  }
}
