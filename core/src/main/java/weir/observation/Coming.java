package weir.observation;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.likeness.Likeness;
import weir.maillog.Entrance;

/// What was told of how a message came into a queue, and of itself, by all who saw it come.
///
/// @param by how it came in, and as whom; empty for what the server made itself, and where nobody
///   has seen it come
/// @param writer who can have written that it came in so
/// @param sender a claim; the empty string is the null sender; empty where nobody has seen it
/// @param octets of the message
/// @param announced recipients that its envelope had, where a source told
/// @param messageId a claim
/// @param subject a claim, undecoded
/// @param alias another id of it
/// @param directory where the program was started that handed it in; a claim
/// @param script that made it, as the message says; a claim
/// @param received the topmost Received field that it had when it came; a claim
/// @param likeness by what it is known again in other ones; a claim
public record Coming(
    Optional<Entrance> by,
    Writer writer,
    Optional<String> sender,
    OptionalLong octets,
    OptionalInt announced,
    Optional<String> messageId,
    Optional<String> subject,
    Optional<String> alias,
    Optional<String> directory,
    Optional<String> script,
    Optional<String> received,
    Likeness likeness) {

  /// Nobody has seen it come.
  static final Coming UNSEEN =
      new Coming(
          Optional.empty(),
          Writer.ANY_USER,
          Optional.empty(),
          OptionalLong.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Likeness.NONE);

  /// What somebody else saw of it is added; what is known stays, unless any user of the host can
  /// have written it and this only the server.
  Coming and(Observation.Entered seen) {
    boolean surer = isSurer(seen);
    return new Coming(
        surer || tellsUid(seen) ? seen.by() : by,
        surer ? seen.witness().writer() : writer,
        surer ? Optional.of(seen.sender()) : sender.or(() -> Optional.of(seen.sender())),
        octets.isEmpty() || surer && seen.octets().isPresent() ? seen.octets() : octets,
        announced.isEmpty() || surer && seen.recipients().isPresent()
            ? seen.recipients()
            : announced,
        first(surer, seen.messageId(), messageId),
        first(surer, seen.subject(), subject),
        first(surer, seen.alias(), alias),
        first(surer, seen.directory(), directory),
        first(surer, seen.script(), script),
        first(surer, seen.received(), received),
        likeness(surer, seen.likeness()));
  }

  private boolean isSurer(Observation.Entered seen) {
    return seen.by().isPresent() && (by.isEmpty() || seen.witness().writer().compareTo(writer) > 0);
  }

  /// Exim's log names the user of a program, its queue file the uid as well.
  private boolean tellsUid(Observation.Entered seen) {
    return seen.witness().writer() == writer
        && by.orElse(null) instanceof Entrance.Program known
        && seen.by().orElse(null) instanceof Entrance.Program told
        && known.uid().isEmpty()
        && told.uid().isPresent()
        && known.user().isPresent()
        && known.user().equals(told.user());
  }

  private static Optional<String> first(
      boolean surer, Optional<String> said, Optional<String> known) {
    return surer ? said.or(() -> known) : known.or(() -> said);
  }

  private Likeness likeness(boolean surer, Likeness said) {
    Likeness first = surer ? said : likeness;
    Likeness second = surer ? likeness : said;
    return first.equals(Likeness.NONE) ? second : first;
  }
}
