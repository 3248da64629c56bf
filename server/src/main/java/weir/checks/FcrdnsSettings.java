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
    "Does the client's address have a name, and does that name lead back to it? Sound mail servers nearly all have one; so have some that are not. As shipped it gives points only: small sites with careless providers fail it.")
public record FcrdnsSettings(
    @Doc("Whether the client's name is looked up.") @Default("true") boolean enabled,
    @Doc("When the answer is waited for and acts.") @Default("rcpt") Stage at,
    @Doc(
            "Be content with a name that leads to the same /24 (IPv4) or /64 (IPv6). Such a name never stands in a Received line.")
        @Default("false")
        boolean loose,
    @Doc("The client's address has no name.") @Default("{score = 1}") Action noReverseName,
    @Doc("No name of the client's address leads back to it.") @Default("{score = 1}")
        Action reverseNameNotConfirmed,
    @Doc("What follows when DNS could not tell.") @Default("open") WhenUnknown unknown)
    implements CheckTable {
  /// The check's name, and the name of its evidence of a confirmed name: what stands in the
  /// Received line is found by them.
  public static final String CHECK = "fcrdns";

  public static final String REVERSE_NAME = "reverse-name";

  /// The finding of an address without a name.
  public static final String NO_NAME = "no-reverse-name";

  public FcrdnsSettings {
    ActingStage.within(at, Stage.CONNECT, Stage.MESSAGE);
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(
        FcrdnsCheck.NO_REVERSE_NAME.id(), noReverseName,
        FcrdnsCheck.REVERSE_NAME_NOT_CONFIRMED.id(), reverseNameNotConfirmed);
  }
}
