package weir.nexthop;

import java.time.Duration;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;

/// What hops by SMTP and by LMTP have in common: how long each step with the server behind may
/// take, and when a connection to it is closed or not tried.
public record HopLimits(
    @Doc(
            "How long a message waits for a connection before its client is told to come again. "
                + "When as many wait as there are connections, the first for half this time, "
                + "further ones are told so at MAIL.")
        @Default("10s")
        @Range(from = "1ms", to = "5m")
        Duration waitForConnection,
    @Doc("How long connecting may take.") @Default("10s") @Range(from = "1ms", to = "5m")
        Duration connectTimeout,
    @Doc("How long sending a command and getting its answer may take.")
        @Default("1m")
        @Range(from = "1ms", to = "10m")
        Duration commandTimeout,
    @Doc("How long sending the content of a message may take.")
        @Default("5m")
        @Range(from = "1ms", to = "1h")
        Duration bodyTimeout,
    @Doc(
            "How long to wait for the answer after the final dot (RFC 5321 asks for 10 minutes)."
                + " Too short makes second copies, never lost mail.")
        @Default("10m")
        @Range(from = "1ms", to = "1h")
        Duration dotTimeout,
    @Doc("An unused connection is closed after this time.")
        @Default("1m")
        @Range(from = "1ms", to = "1h")
        Duration idleTimeout,
    @Doc("A connection is closed after this many messages.")
        @Default("100")
        @Range(from = "1", to = "1000000")
        int maxMessages,
    @Doc("A connection is closed after this many refusals.")
        @Default("5")
        @Range(from = "1", to = "1000")
        int maxErrors,
    @Doc("After a failure to connect nobody tries again for this long; it doubles each time.")
        @Default("1s")
        @Range(from = "1ms", to = "1h")
        Duration backOff,
    @Doc("The longest time between two attempts to connect.")
        @Default("1m")
        @Range(from = "1ms", to = "1h")
        Duration longestBackOff) {}
