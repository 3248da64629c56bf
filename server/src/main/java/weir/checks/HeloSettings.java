package weir.checks;

import java.util.Map;
import weir.check.ActingStage;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Default;
import weir.config.Doc;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "What a client calls itself. A name that does not fit its address is no reason to refuse (RFC 5321 section 4.1.4), and is only observed.")
public record HeloSettings(
    @Doc("Whether the name is looked at.") @Default("true") boolean enabled,
    @Doc("When it acts.") @Default("rcpt") Stage at,
    @Doc("Whether the DNS is asked of the name.") @Default("true") boolean lookUp,
    @Doc(
            "The name is neither a domain nor an address literal. Office devices do that, too: as shipped it gives points only.")
        @Default("{score = 2}")
        Action heloSyntax,
    @Doc("The name is an address without brackets. Office devices do that, too.")
        @Default("{score = 2}")
        Action heloNumeric,
    @Doc("A stranger calls itself by our own name or address.") @Default("{score = 5}")
        Action heloOurs,
    @Doc("The name is an address literal, and not the client's address: often one behind a router.")
        @Default("{observe = true}")
        Action heloLiteralNotClient,
    @Doc("The name has no dot, such as `localhost` or `server1`.") @Default("{observe = true}")
        Action heloUnqualified,
    @Doc("The DNS knows no address and no mail server under the name.") @Default("{observe = true}")
        Action heloUnknown,
    @Doc(
            "The name is no confirmed name of the client's address. RFC 5321 forbids to refuse for it: it can be observed only.")
        @Default("{observe = true}")
        Action heloNotReverseName,
    @Doc("What follows when the DNS could not tell of the name.") @Default("open")
        WhenUnknown unknown)
    implements CheckTable {
  public HeloSettings {
    ActingStage.within(at, Stage.HELO, Stage.MESSAGE);
    requireObservation(heloNotReverseName);
  }

  /// RFC 5321 section 4.1.4: a name that does not fit the address is no reason to refuse, not even
  /// as one point among others.
  ///
  /// @throws IllegalArgumentException when the action would do more
  public static void requireObservation(Action heloNotReverseName) {
    if (!heloNotReverseName.observe()) {
      throw new IllegalArgumentException(
          "helo-not-reverse-name can only be {observe = true}: RFC 5321 section 4.1.4 forbids to"
              + " refuse for it");
    }
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(
        HeloCheck.HELO_SYNTAX.id(), heloSyntax,
        HeloCheck.HELO_NUMERIC.id(), heloNumeric,
        HeloCheck.HELO_OURS.id(), heloOurs,
        HeloCheck.HELO_LITERAL_NOT_CLIENT.id(), heloLiteralNotClient,
        HeloCheck.HELO_UNQUALIFIED.id(), heloUnqualified,
        HeloCheck.HELO_UNKNOWN.id(), heloUnknown,
        HeloCheck.HELO_NOT_REVERSE_NAME.id(), heloNotReverseName);
  }
}
