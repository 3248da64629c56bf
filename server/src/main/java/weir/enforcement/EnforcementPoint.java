package weir.enforcement;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// A place where responses take effect: a gateway, a mail server, a panel, a host.
///
/// Nothing of it changes anything by itself. Whoever looked gets the steps that change it, and they
/// can be carried out once more after they were interrupted, with the same result. One thread at a
/// time asks it.
public interface EnforcementPoint {

  /// Its name in the settings.
  String name();

  /// Begins to answer whoever asks it, before anything is put. What it cannot begin it says in the
  /// log, and tries again when something is put.
  default void open() {}

  /// Answers nobody any more. What is in force there stays.
  default void close() {}

  /// Why a response to a target cannot be enforced here, for people; empty where it can.
  Optional<String> cannot(Target target, Response response);

  /// The target by which something is kept here that has several names, so that it is not kept
  /// twice.
  default Target asKept(Target target) {
    return target;
  }

  /// Whether nobody else has any business in what is kept here, so that what is missing was lost
  /// and is put again. Elsewhere a person has taken it away, and that stands.
  boolean isOursAlone();

  /// What is there for a target. As long as anything of ours is left it is ours: what was taken by
  /// half is taken again.
  ///
  /// @param held what we put there last, or were about to put or take, for a place that has no room
  ///   for a mark
  /// @throws IOException with a sentence for the operator when it cannot be told
  Found look(Target target, Optional<Holding> held) throws IOException, InterruptedException;

  /// As [#look(Target, Optional)], for a place that takes what it cannot tell apart for ours only
  /// where it may be left over from something that was interrupted.
  ///
  /// @param isDone whether what was put there last was put to its end, and was not about to be
  ///   taken
  default Found look(Target target, Optional<Holding> held, boolean isDone)
      throws IOException, InterruptedException {
    return look(target, held);
  }

  /// What has to be done so that a lease takes effect.
  ///
  /// @param found what is there: nothing, or something of ours that this one takes the place of
  List<Step> put(Lease lease, Found found) throws IOException, InterruptedException;

  /// As [#put(Lease, Found)], for a place whose steps depend on what was written down about it.
  ///
  /// @param intent as it is written down: what it was before is what it was before the first of
  ///   those that took each other's place
  default List<Step> put(Lease lease, Found found, Holding intent)
      throws IOException, InterruptedException {
    return put(lease, found);
  }

  /// What has to be done so that it ends, and all is as it was. It may be asked of what was put by
  /// half, or not at all: then the same steps restore what there is to restore.
  List<Step> take(Target target, Holding held) throws IOException, InterruptedException;
}
