package weir.attribution;

import java.time.Duration;
import java.util.Optional;
import weir.account.Directory;
import weir.account.Identity;
import weir.account.Ownership;
import weir.observation.Maker;
import weir.observation.Passage;

/// Whose a message is by the program that was seen to hand it in, where the mail server itself
/// tells nobody: by the uid, which is the kernel's word, or else by where its script lies.
record MadeBy(Directory directory) {
  /// A message and the connection that it came by were seen by two clocks. Within this time the
  /// port can have been nobody else's, even if a later connection was not seen.
  static final Duration AT_ONCE = Duration.ofSeconds(2);

  Optional<Attribution> attribute(Passage passage, Attribution before) {
    Optional<Maker> maker = passage.first().maker();
    return maker
        .flatMap(seen -> byUser(passage, seen, before))
        .or(() -> maker.flatMap(seen -> byScript(passage, seen, before)));
  }

  private Optional<Attribution> byUser(Passage passage, Maker maker, Attribution before) {
    if (maker.uid().isEmpty()) {
      return Optional.empty();
    }
    Identity identity = new Identity.LocalUser(maker.host(), maker.uid().getAsLong());
    Ownership owner = directory.owner(identity, passage.since());
    Step step = step(passage, maker, "a process of uid " + maker.uid().getAsLong());
    return Attributor.next(before, identity, owner, Method.SOCKET_OWNER, step);
  }

  private Optional<Attribution> byScript(Passage passage, Maker maker, Attribution before) {
    return maker
        .script()
        .filter(path -> path.startsWith("/"))
        .flatMap(path -> {
          Identity identity = new Identity.Script(maker.host(), path);
          Ownership owner = directory.ownerOfPath(maker.host(), path, passage.since());
          Step step = step(passage, maker, "the script " + path);
          Step likely = Step.of(step.what(), Confidence.LIKELY.and(step.confidence()), step.why());
          return Attributor.next(before, identity, owner, Method.SCRIPT, likely);
        });
  }

  private Step step(Passage passage, Maker maker, String who) {
    return switch (maker.by()) {
      case PHP_LOG ->
          Step.of(
              maker.host()
                  + ": handed in by "
                  + who
                  + maker.line().stream().mapToObj(n -> ", line " + n).findFirst().orElse(""),
              Confidence.LIKELY,
              "PHP wrote down a call of mail() that fits by time and recipient; the script could"
                  + " have written that line itself");
      case SOCKET -> bySocket(passage, maker, who);
    };
  }

  private Step bySocket(Passage passage, Maker maker, String who) {
    String what = maker.host() + ": came by a connection of " + who;
    Duration apart = Duration.between(maker.at(), passage.since()).abs();
    Confidence sure = apart.compareTo(AT_ONCE) <= 0 ? Confidence.STRONG : Confidence.LIKELY;
    LogWord server =
        LogWord.of(passage.first().writer(), directory.host(passage.first().key().host()));
    return server.doubt().isEmpty()
        ? Step.of(
            what, sure, "the kernel of that host told whose the connection from this port was")
        : Step.open(
            what, sure.and(server.most()), server.doubt().get(), server.settles().orElseThrow());
  }
}
