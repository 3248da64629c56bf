package weir.attribution;

import java.time.Duration;
import java.util.Optional;
import weir.account.Directory;
import weir.account.Identity;
import weir.account.Ownership;
import weir.observation.Leg;
import weir.observation.Maker;
import weir.observation.Passage;

/// Whose a message is by the program that was seen to hand it in, where the mail server itself
/// tells nobody: by the uid, which is the kernel's word, or else by where its script lies.
record MadeBy(Directory directory) {
  /// A message and the connection that it came by were seen by two clocks. Within this time the
  /// port can have been nobody else's, even if a later connection was not seen.
  static final Duration AT_ONCE = Duration.ofSeconds(2);

  Optional<Attribution> attribute(Passage passage, Attribution before) {
    Optional<Leg> leg = passage.made();
    return leg.flatMap(made -> byUser(made, made.maker().orElseThrow(), before))
        .or(() -> leg.flatMap(made -> byScript(made, made.maker().orElseThrow(), before)));
  }

  private Optional<Attribution> byUser(Leg leg, Maker maker, Attribution before) {
    if (maker.uid().isEmpty()) {
      return Optional.empty();
    }
    Identity identity = new Identity.LocalUser(maker.host(), maker.uid().getAsLong());
    Ownership owner = directory.owner(identity, leg.key().since());
    Step step = step(leg, maker, "a process of uid " + maker.uid().getAsLong());
    Method method =
        switch (maker.by()) {
          case TOKEN -> Method.ORIGIN_TOKEN;
          case SOCKET -> Method.SOCKET_OWNER;
          case SENDMAIL, PHP_LOG -> Method.LOCAL_USER;
        };
    return Attributor.next(before, identity, owner, method, step);
  }

  private Optional<Attribution> byScript(Leg leg, Maker maker, Attribution before) {
    return maker
        .script()
        .filter(path -> path.startsWith("/"))
        .flatMap(path -> {
          Identity identity = new Identity.Script(maker.host(), path);
          Ownership owner = directory.ownerOfPath(maker.host(), path, leg.key().since());
          Step step = step(leg, maker, "the script " + path);
          Step likely = Step.of(step.what(), Confidence.LIKELY.and(step.confidence()), step.why());
          return Attributor.next(before, identity, owner, Method.SCRIPT, likely);
        });
  }

  private Step step(Leg leg, Maker maker, String who) {
    return switch (maker.by()) {
      case PHP_LOG ->
          Step.of(
              maker.host() + ": handed in by " + who + line(maker),
              Confidence.LIKELY,
              "PHP wrote down a call of mail() that fits by time and recipient; the script could"
                  + " have written that line itself");
      case SENDMAIL ->
          Step.of(
              maker.host() + ": handed in by " + who,
              Confidence.LIKELY,
              "the agent on that host saw who executed sendmail as this user at this time");
      case SOCKET -> bySocket(leg, maker, who);
      case TOKEN ->
          Step.of(
              maker.host() + ": handed to sendmail by " + who,
              Confidence.CERTAIN,
              "the message has the token that the agent on that host gave for it");
    };
  }

  private static String line(Maker maker) {
    return maker.line().isPresent() ? ", line " + maker.line().getAsInt() : "";
  }

  private Step bySocket(Leg leg, Maker maker, String who) {
    String what = maker.host() + ": came by a connection of " + who;
    Duration apart = Duration.between(maker.at(), leg.key().since()).abs();
    Confidence sure = apart.compareTo(AT_ONCE) <= 0 ? Confidence.STRONG : Confidence.LIKELY;
    LogWord server = LogWord.of(leg.coming().writer(), directory.host(leg.key().host()));
    return server.doubt().isEmpty()
        ? Step.of(
            what, sure, "the kernel of that host told whose the connection from this port was")
        : Step.open(
            what, sure.and(server.most()), server.doubt().get(), server.settles().orElseThrow());
  }
}
