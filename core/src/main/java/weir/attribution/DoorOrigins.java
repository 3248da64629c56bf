package weir.attribution;

import java.util.Set;
import weir.account.Directory;
import weir.account.Host;
import weir.maillog.Entrance;
import weir.observation.HostAddresses;
import weir.observation.Observation;
import weir.observation.Origin;
import weir.observation.Origins;

/// What a message is by the door by which it came in: the address of a client without a login, or
/// the user of a program, as the server itself wrote them down.
///
/// A null sender makes no message an automatic one: whoever sends may choose it. Servers do not
/// tell a vacation notice from what else a user's programs hand in, so nothing here does, unless
/// the user is one that only delivery agents run as.
///
/// @param listUsers users of the system that list software runs as, each a name or a uid
/// @param deliveryUsers users of the system that only delivery agents run as, each a name or a uid
public record DoorOrigins(
    Attributor attributor, Strangers strangers, Set<String> listUsers, Set<String> deliveryUsers)
    implements Origins {
  private static final long SUPERUSER = 0;
  private static final String SUPERUSER_NAME = "root";

  public DoorOrigins {
    listUsers = Set.copyOf(listUsers);
    deliveryUsers = Set.copyOf(deliveryUsers);
  }

  /// By a directory.
  public static DoorOrigins by(Directory directory, Set<String> listUsers) {
    HostAddresses hosts = (address, at) -> directory.hostAt(address, at).map(Host::name);
    Attributor attributor = new Attributor(directory, hosts);
    return new DoorOrigins(attributor, new Strangers(directory, attributor), listUsers, Set.of());
  }

  /// The same where users are known that only delivery agents run as.
  public DoorOrigins deliveredBy(Set<String> users) {
    return new DoorOrigins(attributor, strangers, listUsers, users);
  }

  @Override
  public Origin of(Observation.Entered seen) {
    return switch (seen.by().orElse(null)) {
      case Entrance.Client _ -> strangers.brought(seen) ? Origin.INBOUND : Origin.AUTHORED;
      case Entrance.Program program -> of(program, seen);
      case null -> Origin.AUTHORED;
    };
  }

  /// What a message is that came where strangers come: the server would not have let its client
  /// send to others than ours.
  public Origin ofStrangersDoor(Observation.Entered seen) {
    return strangers.isOne(seen) ? Origin.INBOUND : Origin.AUTHORED;
  }

  private Origin of(Entrance.Program program, Observation.Entered seen) {
    if (isSuperuser(program)) {
      return Origin.SYSTEM;
    }
    boolean isListUser = isAmong(listUsers, program);
    boolean isDeliveryUser = isAmong(deliveryUsers, program);
    if (!(isListUser || isDeliveryUser) || isOwned(program, seen)) {
      return Origin.AUTHORED;
    }
    // A delivery agent passes a message on with a sender, or answers it with none.
    return isListUser ? Origin.LIST : seen.sender().isEmpty() ? Origin.AUTOMATIC : Origin.FORWARDED;
  }

  /// The uid is the kernel's word; where a server logs names only, the name has to do.
  private static boolean isSuperuser(Entrance.Program program) {
    return program.uid().isPresent()
        ? program.uid().getAsLong() == SUPERUSER
        : program.user().filter(SUPERUSER_NAME::equals).isPresent();
  }

  private static boolean isAmong(Set<String> users, Entrance.Program program) {
    return program.user().filter(users::contains).isPresent()
        || (program.uid().isPresent() && users.contains(Long.toString(program.uid().getAsLong())));
  }

  /// On a host where a customer has that name, it is the customer's.
  private boolean isOwned(Entrance.Program program, Observation.Entered seen) {
    return attributor
        .attribute(seen.key().host(), program, seen.key().since())
        .account()
        .isPresent();
  }
}
