package weir.nexthop;

import java.io.IOException;
import weir.smtp.Reply;

/// The hop rejects us before any message was spoken of: a matter for the operator, not the client.
final class OurFaultException extends IOException {

  private static final long serialVersionUID = 1L;

  OurFaultException(String message) {
    super(message);
  }

  static OurFaultException refused(String what, Reply reply) {
    return new OurFaultException("the hop refuses " + what + ": " + Reply.cleaned(reply));
  }
}
