package weir.passages;

import java.time.Duration;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;

/// How long outgoing messages are remembered.
@Doc("What is remembered of outgoing messages: who sent them, from where, what became of them.")
public record PassageSettings(
    @Doc("They are forgotten after this time.") @Default("120d") @Range(from = "1d", to = "3650d")
        Duration keep,
    @Doc(
            "Messages at most that are on their way at the same time, of about 1 kB of memory each."
                + " Of those beyond it the oldest is no longer joined with what is said of it.")
        @Default("50000")
        @Range(from = "1000", to = "5000000")
        int onTheirWay,
    @Doc(
            "Where more than this share of an hour's messages is nobody's, in percent, /health says so:"
                + " something that tells is missing, or somebody has found a way around it. Only where"
                + " [directory] has sources.")
        @Default("20")
        @Range(from = "0", to = "100")
        int mostNobodys) {

  /// What holds when nothing is set.
  public static PassageSettings standard() {
    return new PassageSettings(Duration.ofDays(120), 50_000, 20);
  }
}
