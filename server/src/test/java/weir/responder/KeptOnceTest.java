package weir.responder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.Step;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// An account whose directory has a user by its name and by its number.
class KeptOnceTest {
  private static final Target NUMBER = new Target.LocalUser("web1", "2001");
  private static final Target NAME = new Target.LocalUser("web1", "bob");

  /// Knows users only, by their numbers.
  private static final class Host implements EnforcementPoint {
    @Override
    public String name() {
      return "web1";
    }

    @Override
    public Optional<String> cannot(Target target, Response response) {
      return target instanceof Target.LocalUser ? Optional.empty() : Optional.of("no user");
    }

    @Override
    public Target asKept(Target target) {
      return target.equals(NAME) ? NUMBER : target;
    }

    @Override
    public boolean isOursAlone() {
      return false;
    }

    @Override
    public Found look(Target target, Optional<Holding> held) {
      return Found.Nothing.PLAIN;
    }

    @Override
    public List<Step> put(Lease lease, Found found) {
      return List.of();
    }

    @Override
    public List<Step> take(Target target, Holding held) {
      return List.of();
    }
  }

  private static Lease lease(Target target) {
    return Lease.begin(
        "l1",
        target,
        new Response.Suspend(),
        "ann",
        Optional.empty(),
        Optional.empty(),
        "fraud",
        Instant.EPOCH,
        Duration.ofHours(1));
  }

  @Test
  void whatHasTwoNamesIsKeptByOne() {
    Set<Target> both = Set.of(NAME, NUMBER);
    Map<Target, Lease> ofAccount =
        Reconciler.wanted(new Host(), List.of(lease(new Target.Customer("c1"))), _ -> both);
    assertThat(ofAccount.keySet()).containsExactly(NUMBER);
    Map<Target, Lease> byName = Reconciler.wanted(new Host(), List.of(lease(NAME)), _ -> Set.of());
    assertThat(byName.keySet()).containsExactly(NUMBER);
  }
}
