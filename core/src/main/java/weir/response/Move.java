package weir.response;

import java.util.Optional;

/// What has to change at a place for one target, so that the world is as the leases say. What
/// carries our mark is changed, and nothing else.
public sealed interface Move {

  /// All is as it is to be.
  record Stay() implements Move {}

  /// The response takes effect.
  ///
  /// @param instead of what carries our mark now, where something does
  record Put(Lease lease, Optional<Found.Ours> instead) implements Move {}

  /// It goes on for longer than the place knows.
  record Prolong(Lease lease, Found.Ours ours) implements Move {}

  /// It ends.
  ///
  /// @param ours what goes
  record Take(Found.Ours ours) implements Move {}

  /// Somebody else did something; people are told, and nothing is changed.
  ///
  /// @param words for people
  record Tell(String words) implements Move {}

  /// @param wanted the strongest lease of the target that can be enforced there
  /// @param found what is there
  /// @param last the lease that was put there last and not taken since
  /// @param isOursAlone whether nobody else has any business there, so that what is missing was
  ///   lost and is put again; elsewhere a person has taken it away, and that stands
  static Move of(Optional<Lease> wanted, Found found, Optional<String> last, boolean isOursAlone) {
    return switch (found) {
      case Found.Nothing _ -> wanted.map(lease -> missing(lease, last, isOursAlone)).orElse(STAY);
      case Found.Ours ours -> wanted.map(lease -> changed(lease, ours)).orElse(new Take(ours));
      case Found.Foreign(var words) ->
          wanted.isPresent() || last.isPresent() ? new Tell(words) : STAY;
    };
  }

  /// Nothing has to change.
  Move STAY = new Stay();

  private static Move missing(Lease lease, Optional<String> last, boolean isOursAlone) {
    boolean isLifted = !isOursAlone && last.filter(lease.id()::equals).isPresent();
    return isLifted
        ? new Tell("somebody else has taken away what lease " + lease.id() + " did")
        : new Put(lease, Optional.empty());
  }

  private static Move changed(Lease lease, Found.Ours ours) {
    boolean isSame = ours.lease().equals(lease.id()) && ours.response().equals(lease.response());
    if (!isSame) {
      return new Put(lease, Optional.of(ours));
    }
    // After its end it goes on until a person decides, without one.
    return ours.until().filter(lease.until()::isAfter).isPresent()
        ? new Prolong(lease, ours)
        : STAY;
  }
}
