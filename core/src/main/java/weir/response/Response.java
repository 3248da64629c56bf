package weir.response;

import java.util.Optional;
import weir.incident.Rung;

/// What can be done about a sender, from the mildest to the hardest.
public sealed interface Response {

  /// Its place on the ladder.
  Rung rung();

  /// Its word in commands, settings and marks.
  String word();

  /// Tells people, and touches nothing.
  record Notify() implements Response {
    @Override
    public Rung rung() {
      return Rung.NOTIFY;
    }

    @Override
    public String word() {
      return "notify";
    }

    @Override
    public String toString() {
      return word();
    }
  }

  /// Takes no more than so many recipients in an hour; the others hear a temporary failure, so that
  /// their sender's server tries again.
  ///
  /// @param recipients an hour, 1 or more
  record Throttle(int recipients) implements Response {
    /// What is let through where nobody says how much: enough for a person who writes by hand.
    public static final int USUAL = 30;

    /// @throws IllegalArgumentException when it would let nothing through
    public Throttle {
      if (recipients < 1) {
        throw new IllegalArgumentException("a throttle lets a recipient an hour through at least");
      }
    }

    @Override
    public Rung rung() {
      return Rung.THROTTLE;
    }

    @Override
    public String word() {
      return "throttle";
    }

    @Override
    public String toString() {
      return "throttle to %,d recipients an hour".formatted(recipients);
    }
  }

  /// Takes its mail and keeps it until somebody decides, with what lies in the queue already.
  record Hold() implements Response {
    @Override
    public Rung rung() {
      return Rung.HOLD;
    }

    @Override
    public String word() {
      return "hold";
    }

    @Override
    public String toString() {
      return word();
    }
  }

  /// Lets it log in to hand in mail no more, ends its sessions, and holds its mail; it may still
  /// read.
  record DenyLogin() implements Response {
    @Override
    public Rung rung() {
      return Rung.DENY_LOGIN;
    }

    @Override
    public String word() {
      return "deny-login";
    }

    @Override
    public String toString() {
      return word();
    }
  }

  /// Lets nothing of it reach a mail port of another host.
  record Fence() implements Response {
    @Override
    public Rung rung() {
      return Rung.FENCE;
    }

    @Override
    public String word() {
      return "fence";
    }

    @Override
    public String toString() {
      return word();
    }
  }

  /// Shuts the whole account.
  record Suspend() implements Response {
    @Override
    public Rung rung() {
      return Rung.SUSPEND;
    }

    @Override
    public String word() {
      return "suspend";
    }

    @Override
    public String toString() {
      return word();
    }
  }

  /// The response of a rung, a throttle with its usual rate.
  static Response of(Rung rung) {
    return switch (rung) {
      case NOTIFY -> new Notify();
      case THROTTLE -> new Throttle(Throttle.USUAL);
      case HOLD -> new Hold();
      case DENY_LOGIN -> new DenyLogin();
      case FENCE -> new Fence();
      case SUSPEND -> new Suspend();
    };
  }

  /// What [#text] wrote, or a word of a command.
  static Optional<Response> read(String text) {
    String[] words = text.strip().split(" ", 2);
    if (words.length == 2) {
      return words[0].equals("throttle") && words[1].matches("[1-9][0-9]{0,8}")
          ? Optional.of(new Throttle(Integer.parseInt(words[1])))
          : Optional.empty();
    }
    for (Rung rung : Rung.values()) {
      Response response = of(rung);
      if (response.word().equals(words[0])) {
        return Optional.of(response);
      }
    }
    return Optional.empty();
  }

  /// As it is kept: its word, a throttle with its rate.
  default String text() {
    return this instanceof Throttle(int recipients) ? word() + " " + recipients : word();
  }

  /// Whether it does at least what another does.
  default boolean isAtLeast(Response other) {
    int byRung = rung().compareTo(other.rung());
    return byRung != 0
        ? byRung > 0
        : !(this instanceof Throttle mine && other instanceof Throttle theirs)
            || mine.recipients <= theirs.recipients;
  }
}
