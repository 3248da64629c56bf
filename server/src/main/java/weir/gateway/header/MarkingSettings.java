package weir.gateway.header;

import java.util.List;
import weir.config.Default;
import weir.config.Doc;

@Doc(
    "Header fields of messages that pass. Fields that only we may write (`X-Weir-…`, `X-Spam-Warning`, `X-RBL`, `Authentication-Results` in our name) are always taken from what strangers send.")
public record MarkingSettings(
    @Doc("What becomes of such fields, and of those of `foreign`, in a stranger's message.")
        @Default("remove")
        Forged forged,
    @Doc(
            "Further fields by which mail readers tell spam, and which a stranger may want to write himself.")
        @Default("['X-Spam-Status', 'X-Spam-Flag']")
        List<String> foreign,
    @Doc(
            "Whether messages get an `Authentication-Results` field (RFC 8601) that says whether the client's name leads back to it, or that the client logged in.")
        @Default("true")
        boolean authenticationResults,
    @Doc(
            "Whether the Received field of a customer's message names the login, `(Authenticated sender: LOGIN)`, as Postfix does with `smtpd_sasl_authenticated_header`. Everybody who gets the message can read it.")
        @Default("false")
        boolean loginInReceived) {

  /// What becomes of a field that a stranger wrote in our name.
  public enum Forged {
    @Doc("It is taken out.")
    REMOVE,
    @Doc("It becomes `X-Old-…`; of many, the first twenty.")
    RENAME
  }

  public MarkingSettings {
    foreign = List.copyOf(foreign);
    for (String name : foreign) {
      if (!name.matches("X-[A-Za-z0-9-]{1,60}")) {
        throw new IllegalArgumentException(
            "foreign has \""
                + name
                + "\"; each must be the name of a header field that begins with X-, such as"
                + " \"X-Spam-Status\"");
      }
    }
  }
}
