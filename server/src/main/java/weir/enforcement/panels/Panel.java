package weir.enforcement.panels;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import weir.enforcement.Step;
import weir.incident.Rung;
import weir.response.Response;
import weir.response.Target;

/// What one kind of panel is asked and told.
interface Panel {

  /// Why a response to a target cannot be enforced there, for people; empty where it can.
  Optional<String> cannot(Target target, Response response);

  /// The target by which the panel keeps something that has several names here, such as a user that
  /// is an account as well.
  default Target asKept(Target target) {
    return target;
  }

  /// What is in force for a target.
  ///
  /// @throws IOException with a sentence for the operator when it cannot be told
  List<Sanction> standing(Target target) throws IOException, InterruptedException;

  /// What has to be done so that it is in force. A panel may have to be asked for that, too.
  ///
  /// @param rung as [#as] says
  /// @param mark for the reason, where the panel keeps one
  List<Step> enforce(Target target, Rung rung, String mark)
      throws IOException, InterruptedException;

  /// What has to be done so that it is not.
  List<Step> release(Target target, Rung rung) throws IOException, InterruptedException;

  /// What the panel has for a rung: the same, where it has each.
  default Rung as(Target target, Rung rung) {
    return rung;
  }
}
