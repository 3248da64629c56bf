package weir.nexthop;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import weir.mail.Envelope;
import weir.mail.MailParameters;
import weir.smtp.Extensions;
import weir.smtp.Keyword;

/// Writes the commands of one transaction, with the parameters this hop understands.
final class EnvelopeLines {

  private final Handing handing;
  private final HopSettings.Identity identity;
  private final Extensions offered;

  EnvelopeLines(Handing handing, HopSettings.Identity identity, Extensions offered) {
    this.handing = handing;
    this.identity = identity;
    this.offered = offered;
  }

  /// XFORWARD, where it is wanted and offered: one command, or two where values are long.
  List<String> forwards() {
    boolean wanted = identity == HopSettings.Identity.XFORWARD && !offered.xforward().isEmpty();
    return wanted
        ? ClientAttributes.xforward(handing.client(), handing.id(), offered.xforward())
        : List.of();
  }

  /// End-to-end parameters pass where the hop has the extension. 8-bit content goes to a hop
  /// without 8BITMIME as it is: nothing is ever re-encoded.
  ///
  /// @param size octets of the message as it will be sent
  void mail(HopOutput out, long size) throws IOException {
    MailParameters parameters = handing.envelope().parameters();
    out.text("MAIL FROM:<").text(handing.envelope().sender().text()).text(">");
    if (offered.offers(Keyword.SIZE)) {
      out.text(" SIZE=").text(Long.toString(size));
    }
    if (parameters.eightBit() && offered.offers(Keyword.EIGHT_BIT_MIME)) {
      out.text(" BODY=8BITMIME");
    }
    if (handing.envelope().needsUtf8()) {
      out.text(" SMTPUTF8");
    }
    if (offered.offers(Keyword.DSN)) {
      parameter(out, " RET=", parameters.ret());
      parameter(out, " ENVID=", parameters.envid());
    }
    out.endLine();
  }

  void recipient(HopOutput out, Envelope.Recipient recipient) throws IOException {
    out.text("RCPT TO:<").text(recipient.path().text()).text(">");
    if (offered.offers(Keyword.DSN)) {
      parameter(out, " NOTIFY=", recipient.parameters().notices());
      parameter(out, " ORCPT=", recipient.parameters().orcpt());
    }
    out.endLine();
  }

  private static void parameter(HopOutput out, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      out.text(name).text(value.get());
    }
  }
}
