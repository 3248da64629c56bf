package weir.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Settings with one of everything, in the manner of the real ones.
@Doc("A server for trying the binder.")
@Retired(key = "hostname", now = "use name")
record SampleSettings(
    @Doc("The name in the greeting.") @Default("mx.example.com") String name,
    @Doc("What happens before the first line.") Greeting greeting,
    @Doc("Bounds.") Limits limits,
    @Doc("A policy per name.") Map<String, Policy> policies,
    @Doc("The block lists that are asked.") List<Zone> zones,
    @Doc("A way to pass mail on.") Map<String, Hop> hops,
    @Doc("The file with the logins.") @MustRead Optional<Path> logins) {

  @Doc("The pause before the banner catches clients that do not wait.")
  record Greeting(
      @Doc("How long a client has to wait.") @Default("5s") @Range(from = "0s", to = "1m")
          Duration delay,
      @Doc("Whether strangers wait.") @Default("true") boolean strangers,
      @Doc("What the banner says after the name.") @Default("ESMTP") String banner) {}

  @Doc("Bounds, each named for what happens at it.")
  record Limits(
      @Doc("Sessions at a time.") @Default("1000") @Range(from = "1") int sessions,
      @Doc("Octets of a message.") @Default("50MB") @Range(from = "1KB", to = "1GB")
          ByteSize messageSize,
      @Doc("Octets in flight for all sessions together.") @Default("9000000000") long budget,
      @Doc("Time for a command.") @Default("5m") Duration command,
      @Doc("Time for a session.") @Default("1h") Duration session)
      implements Checked {

    @Override
    public void check(Problems problems) {
      if (session.compareTo(command) < 0) {
        problems.add(
            "session", "must not be less than command, which is " + Durations.text(command));
      }
    }
  }

  enum Act {
    @Doc("Let it pass.")
    ACCEPT,
    @Doc("Ask to come again.")
    DEFER_ONCE,
    @Doc("Refuse.")
    REJECT
  }

  @Doc("What is done with what was found.")
  record Policy(
      @Doc("What to do.") @Default("reject") Act act,
      @Doc("From which score on.") @Default("5") double score,
      @Doc("Checks left out.") @Default("['greylist']") List<String> without) {
    Policy {
      if (score < 0) {
        throw new IllegalArgumentException("score: " + score + " is negative");
      }
    }
  }

  @Doc("A block list.")
  record Zone(
      @Doc("Its name in the DNS.") String name,
      @Doc("What a listing weighs.") @Default("1.5") double weight) {}

  sealed interface Hop {
    @Doc("Another mail server.")
    record Smtp(@Doc("Where it listens.") Endpoint address) implements Hop {}

    @Doc("Folders of messages.")
    record Maildir(@Doc("The folder.") @Default("mail") Path folder) implements Hop {}
  }
}
