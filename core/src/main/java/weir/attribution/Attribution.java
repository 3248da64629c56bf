package weir.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.account.Account;
import weir.account.Identity;
import weir.account.Ownership;

/// Whose a message is, and how sure that is.
///
/// @param identity how the sender showed itself; empty where nobody has seen it
/// @param owner whose that was then
/// @param method by what
/// @param confidence the least sure of the steps
/// @param steps all of them, in order
public record Attribution(
    Optional<Identity> identity,
    Ownership owner,
    Method method,
    Confidence confidence,
    List<Step> steps) {
  public Attribution {
    steps = List.copyOf(steps);
  }

  static Attribution of(Identity identity, Ownership owner, Method method, List<Step> steps) {
    return new Attribution(Optional.of(identity), owner, method, weakest(steps), steps);
  }

  static Attribution nobody(List<Step> steps) {
    return new Attribution(
        Optional.empty(), new Ownership.Nobody(), Method.NOTHING, Confidence.CLAIMED, steps);
  }

  private static Confidence weakest(List<Step> steps) {
    return steps.stream().map(Step::confidence).reduce(Confidence.CERTAIN, Confidence::and);
  }

  /// The customer, where there is just one.
  public Optional<Account> account() {
    return owner instanceof Ownership.Owned(Account account, _)
        ? Optional.of(account)
        : Optional.empty();
  }

  /// The same, read in a Received field: the first step is what that says of how the message came,
  /// the others are the directory's.
  public Attribution of(Step.OfField field) {
    List<Step> same = new ArrayList<>(steps);
    same.set(0, same.getFirst().of(field));
    return new Attribution(identity, owner, method, confidence, same);
  }

  /// After one more step.
  public Attribution and(Step step) {
    List<Step> more = new ArrayList<>(steps);
    more.add(step);
    return new Attribution(identity, owner, method, confidence.and(step.confidence()), more);
  }
}
