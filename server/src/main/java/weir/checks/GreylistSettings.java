package weir.checks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Problems;
import weir.config.Range;
import weir.config.Told;
import weir.mail.Domain;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "Greylisting: a sender that is new here is asked to come back in a while, which mail servers do and many bots do not. Off as shipped: the first mail of every new sender is late by minutes, sometimes hours. It acts only when nothing else refuses and no negative score speaks for the client.")
public record GreylistSettings(
    @Doc("Whether new senders are asked to come back.") @Default("false") boolean enabled,
    @Told("How long the first message of a sender who is new here has to wait")
        @Doc("How long a new sender has to wait.")
        @Default("2m")
        @Range(from = "1s", to = "1d")
        Duration delay,
    @Told("How long the second attempt of a new sender may take")
        @Doc("How long the second attempt may take; after that it is a first one again.")
        @Default("2d")
        @Range(from = "1h", to = "14d")
        Duration retryWindow,
    @Told("How long a sender who came back is known")
        @Doc("How long a sender that came back is known, counted from its last mail.")
        @Default("36d")
        @Range(from = "1d", to = "400d")
        Duration lifetime,
    @Doc(
            "Domains of large senders whose retries come from other addresses. A client with a confirmed name within one is known by that domain, not by its network.")
        @Default(
            "['google.com', 'outlook.com', 'amazonses.com', 'sendgrid.net', 'mailgun.net', 'yahoo.com', 'icloud.com', 'facebook.com', 'linkedin.com', 'mimecast.com', 'pphosted.com', 'messagelabs.com']")
        List<Domain> pools,
    @Doc("The sender, this recipient and this client were not seen together before.")
        @Default("{defer = true}")
        Action greylisted,
    @Doc("What follows when we cannot remember now; `open` lets mail pass.") @Default("open")
        WhenUnknown unknown)
    implements CheckTable, Checked {
  public GreylistSettings {
    pools = List.copyOf(pools);
  }

  @Override
  public void check(Problems problems) {
    if (delay.compareTo(retryWindow) >= 0 && problems.isKnown("retry-window")) {
      problems.add("delay", "must be shorter than retry-window");
    }
  }

  @Override
  public Stage at() {
    return Stage.RCPT;
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(GreylistCheck.GREYLISTED.id(), greylisted);
  }
}
