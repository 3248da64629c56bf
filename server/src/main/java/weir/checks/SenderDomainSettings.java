package weir.checks;

import java.time.Duration;
import java.util.Map;
import weir.check.ActingStage;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc("Can a reply or a bounce reach the sender's domain? The null sender of bounces always passes.")
public record SenderDomainSettings(
    @Doc("Whether the sender's domain is looked up.") @Default("true") boolean enabled,
    @Doc("When the answer is waited for and acts.") @Default("rcpt") Stage at,
    @Doc(
            "How long a domain that is missing is `sender-domain-newly-missing`, from when we first saw it so; `0s`: it is missing at once.")
        @Default("1h")
        @Range(from = "0s", to = "7d")
        Duration grace,
    @Doc(
            "The sender's domain does not exist or has neither a mail server nor an address, and has been so for the time of `grace`. Nobody could ever answer.")
        @Default("{reject = true}")
        Action senderDomainMissing,
    @Doc(
            "The same, seen for the first time less than `grace` ago: it may be a slip that is mended soon.")
        @Default("{defer = true}")
        Action senderDomainNewlyMissing,
    @Doc(
            "The sender's domain says that it takes no mail (RFC 7505). Some honest no-reply senders do: as shipped it gives points only.")
        @Default("{score = 2}")
        Action senderDomainTakesNoMail,
    @Doc(
            "The sender's domain, or its mail servers, have only addresses that nobody on the Internet can reach, such as 127.0.0.1, or none.")
        @Default("{score = 3}")
        Action senderDomainUnreachable,
    @Doc("The sender's domain is an address literal, and not the client's address.")
        @Default("{score = 3}")
        Action senderLiteralNotClient,
    @Doc("What follows when DNS could not tell.") @Default("open") WhenUnknown unknown)
    implements CheckTable {
  public SenderDomainSettings {
    ActingStage.within(at, Stage.MAIL, Stage.MESSAGE);
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(
        SenderDomainCheck.SENDER_DOMAIN_MISSING.id(), senderDomainMissing,
        SenderDomainCheck.SENDER_DOMAIN_NEWLY_MISSING.id(), senderDomainNewlyMissing,
        SenderDomainCheck.SENDER_LITERAL_NOT_CLIENT.id(), senderLiteralNotClient,
        SenderDomainCheck.SENDER_DOMAIN_TAKES_NO_MAIL.id(), senderDomainTakesNoMail,
        SenderDomainCheck.SENDER_DOMAIN_UNREACHABLE.id(), senderDomainUnreachable);
  }
}
