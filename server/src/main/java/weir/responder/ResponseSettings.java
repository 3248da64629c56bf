package weir.responder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Problems;
import weir.config.Range;
import weir.response.Target;

/// How responses are carried out.
@Doc("How responses are carried out.")
public record ResponseSettings(
    @Doc("How long one step may take: a program, a request, a file.")
        @Default("30s")
        @Range(from = "1s", to = "10m")
        Duration deadline,
    @Doc("How often it is looked whether everything is still as the leases say.")
        @Default("5m")
        @Range(from = "10s", to = "1d")
        Duration checkEvery,
    @Doc(
            "Whom no automatic response may touch, such as `login:monitoring@example.net`, `user:web1:1500` or `account:own`. The system's own users need not be named.")
        @Default("[]")
        List<String> protect,
    @Doc("Users of hosts below this number are the system's own.")
        @Default("1000")
        @Range(from = "1", to = "100000")
        int firstUid)
    implements Checked {

  public ResponseSettings {
    protect = List.copyOf(protect);
  }

  /// Whether a target is not to be touched without a person.
  boolean protects(Target target) {
    return protect.stream().anyMatch(each -> Target.read(each).filter(target::equals).isPresent());
  }

  /// Whether a target is a system user, which nobody touches.
  boolean isSystems(Target target) {
    return target instanceof Target.LocalUser(_, var user)
        && (user.matches("[0-9]{1,9}") ? Integer.parseInt(user) < firstUid : user.equals("root"));
  }

  @Override
  public void check(Problems problems) {
    List<String> wrong = new ArrayList<>(protect);
    wrong.removeIf(each -> Target.read(each).isPresent());
    if (!wrong.isEmpty() && problems.isKnown("protect")) {
      problems.add(
          "protect", "\"" + wrong.getFirst() + "\" is no target such as login:anna@example.net");
    }
  }
}
