package weir.held;

import java.time.Duration;
import weir.config.ByteSize;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;

@Doc(
    "The store of held messages, below `folder`: what policies quarantine, and copies that differ from the one the next hop took. A message for which there is no room is answered 452 4.3.1.")
public record HeldSettings(
    @Doc(
            "How long a message is kept; time during which the server does not run is not counted. Then it is deleted, and its record stays for `remember`.")
        @Default("30d")
        @Range(from = "1h", to = "3650d")
        Duration keep,
    @Doc(
            "How long the record of a message stays that was released, deleted, or is too old; counted as `keep` is.")
        @Default("90d")
        @Range(from = "0s", to = "3650d")
        Duration remember,
    @Doc("Records of messages that are gone; beyond it the oldest go.")
        @Default("1000000")
        @Range(from = "0", to = "100000000")
        int records,
    @Doc(
            "Messages in all, those in `without-index` among them; a further one is answered 452 4.3.1.")
        @Default("100000")
        @Range(from = "1", to = "10000000")
        int messages,
    @Doc("Bytes of the same; a message beyond it is answered 452 4.3.1.") @Default("10GB")
        ByteSize bytes,
    @Doc(
            "Messages of one account, which is the recipient's domain; a further one is answered 452 4.3.1.")
        @Default("10000")
        @Range(from = "1", to = "10000000")
        int accountMessages,
    @Doc("Bytes of messages of one account; a message beyond it is answered 452 4.3.1.")
        @Default("1GB")
        ByteSize accountBytes,
    @Doc("Messages written at the same time.") @Default("2") @Range(from = "1", to = "64")
        int writers,
    @Doc("Messages that wait to be written; more are answered 452 4.3.1.")
        @Default("256")
        @Range(from = "1", to = "10000")
        int waiting,
    @Doc("How long writing a message may take; then it is answered 451 4.3.0.")
        @Default("2m")
        @Range(from = "1s", to = "10m")
        Duration writeTimeout,
    @Doc("Released messages that are handed on at the same time; the others wait.")
        @Default("2")
        @Range(from = "1", to = "64")
        int releasesAtOnce,
    @Doc(
            "How long a released message waits that the next hop could not take; it doubles each time.")
        @Default("1m")
        @Range(from = "1s", to = "1d")
        Duration firstRetry,
    @Doc("The longest time between two attempts to hand a released message on.")
        @Default("1h")
        @Range(from = "1s", to = "7d")
        Duration longestRetry) {

  /// How long a message waits after so many attempts.
  Duration afterTry(int tries) {
    Duration wait = firstRetry;
    for (int i = 1; i < tries && wait.compareTo(longestRetry) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestRetry) > 0 ? longestRetry : wait;
  }
}
