package weir.gateway;

import java.time.Duration;
import weir.config.ByteSize;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;
import weir.config.Told;
import weir.gateway.bodies.Bodies;
import weir.gateway.bodies.Body;

/// Limits of the dialog, each with what happens at it.
public record DialogLimits(
    @Told("Largest message, with its attachments")
        @Doc("Longest message in bytes; a longer one is refused with 552.")
        @Default("50MB")
        ByteSize messageSize,
    @Told("Recipients that a message may have in one go")
        @Doc(
            "Recipients of one transaction, each naming of the same one counted; further ones get 452 4.5.3 (RFC 5321 section 4.5.3.1.8 asks for 100).")
        @Default("1000")
        int recipients,
    @Doc("Chunks of one message (BDAT); then 421.") @Default("10000") int chunks,
    @Doc("Transactions of one session; then 421.") @Default("1000") int transactions,
    @Doc(
            "Commands that are unknown, malformed, not offered or out of order; then 421. What a policy refuses is not among them.")
        @Default("20")
        int errors,
    @Doc(
            "RSET, NOOP, VRFY, HELO, a refused MAIL and the like since the last MAIL that was taken; then 421.")
        @Default("100")
        int idleCommands,
    @Doc("Received fields from which a message counts as looping and is refused with 554 5.4.6.")
        @Default("100")
        int hops,
    @Doc(
            "Refusals of one client that the log shows in a minute, and as many lines about sessions and transactions without mail; of more it has the number, and the journal has all. A client is an IPv4 address or a /64 of IPv6.")
        @Default("20")
        int refusalLines,
    @Doc(
            "How long we wait for a command (RFC 5321 section 4.5.3.2.7: at least 5 minutes); then 421.")
        @Default("5m")
        Duration commandTime,
    @Doc(
            "How long a transaction may take from MAIL to DATA, or to the last BDAT, however busily its commands come; then 421. What follows DATA has `message-time`.")
        @Default("1h")
        Duration transactionTime,
    @Doc("How long we wait for the next bytes of a message (RFC 5321 section 4.5.3.2.5); then 421.")
        @Default("3m")
        Duration dataTime,
    @Doc("How long one message may take from DATA to its final dot; then 421.") @Default("30m")
        Duration messageTime,
    @Doc("Connections at once in all; a further one is told 421 and closed.") @Default("20000")
        int connections,
    @Doc(
            "Sessions whose replies may be delayed at once, never more than 30 % of `connections`; then the one delayed longest gets 421.")
        @Default("1000")
        int delayed,
    @Doc("Bytes of one message kept in memory; a longer one goes to a file.") @Default("256KB")
        ByteSize messageInMemory,
    @Doc(
            "Bytes of all messages in memory together; beyond three quarters they go to files. The last quarter is for the buffers of those, 32 KB each: beyond it DATA is answered 452 4.3.1.")
        @Default("64MB")
        ByteSize messagesInMemory,
    @Doc("Bytes of all messages in files together; beyond it DATA is answered 452 4.3.1.")
        @Default("2GB")
        ByteSize messagesOnDisk,
    @Doc(
            "Sessions that wait until one of two threads writes a piece of their message to its file; beyond it a message that is too long for memory is answered 452 4.3.1.")
        @Default("1000")
        @Range(from = "1", to = "100000")
        int waitingForDisk,
    @Doc(
            "How long a session waits until a piece of its message is written to its file, or read from it; then 451 4.3.0.")
        @Default("2m")
        @Range(from = "1ms", to = "10m")
        Duration diskTime,
    @Doc("How long sessions may go on after we were told to stop; then they are closed.")
        @Default("30s")
        Duration drainTime) {
  public DialogLimits {
    if (recipients < 100) {
      throw new IllegalArgumentException("recipients must be at least 100 (RFC 5321)");
    }
    if (messagesInMemory.bytes() < 2L * Body.PIECE) {
      throw new IllegalArgumentException("messages-in-memory must be at least 64KB");
    }
  }

  /// The room for messages on their way.
  public Bodies.Room room() {
    return new Bodies.Room(
        messageInMemory.bytes(),
        messagesInMemory.bytes(),
        messagesOnDisk.bytes(),
        waitingForDisk,
        diskTime);
  }

  /// Delayed sessions hold places that others need, so they have a part of all at most.
  public int delayedAtOnce() {
    return Math.max(1, Math.min(delayed, connections / 10 * 3));
  }
}
