package weir.nexthop;

import java.time.Duration;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;

/// How recipients are verified by asking the mail server.
@Doc("How recipients are verified by asking the mail server behind us (call-forward).")
public record CallForwardSettings(
    @Doc("Connections at the same time, besides those for messages.")
        @Default("4")
        @Range(from = "1", to = "200")
        int connections,
    @Doc("How long a recipient that exists is believed to exist.")
        @Default("2h")
        @Range(from = "1ms", to = "7d")
        Duration rememberExisting,
    @Doc("How long a recipient that does not exist is refused without asking again.")
        @Default("10m")
        @Range(from = "1ms", to = "7d")
        Duration rememberUnknown,
    @Doc("Recipients remembered of each kind; the least useful ones are forgotten.")
        @Default("50000")
        @Range(from = "100", to = "10000000")
        int remembered) {}
