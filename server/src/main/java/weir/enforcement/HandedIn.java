package weir.enforcement;

import java.util.Optional;
import java.util.function.Predicate;
import weir.account.Identity;
import weir.maillog.Entrance;
import weir.queue.QueuedMessage;
import weir.response.Target;

/// Who handed a queued message in, as the mail server itself wrote it down.
final class HandedIn {
  private HandedIn() {}

  /// Whether it was a target; never for one of which a queue says nothing that can be relied on.
  static Predicate<QueuedMessage> by(Target target) {
    return switch (target) {
      case Target.Login(var name) -> login(name::equals);
      case Target.OfDomain(var domain) -> login(it -> it.endsWith("@" + domain));
      case Target.LocalUser(_, var user) ->
          message -> message.by().filter(by -> isUser(by, user)).isPresent();
      case Target.Program _, Target.Sender _, Target.Customer _ -> _ -> false;
    };
  }

  private static Predicate<QueuedMessage> login(Predicate<String> wanted) {
    return message ->
        message
            .by()
            .flatMap(HandedIn::loginOf)
            .map(name -> Identity.Login.of(name).name())
            .filter(wanted)
            .isPresent();
  }

  private static Optional<String> loginOf(Entrance by) {
    return by instanceof Entrance.Client client
        ? client.login().map(Entrance.Login::name)
        : Optional.empty();
  }

  private static boolean isUser(Entrance by, String user) {
    return by instanceof Entrance.Program(var uid, var name)
        && (uid.isPresent() && Long.toString(uid.getAsLong()).equals(user)
            || name.filter(user::equals).isPresent());
  }
}
