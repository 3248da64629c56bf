package weir.operate;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.api.Answer;
import weir.api.Request;
import weir.responder.ByHand;
import weir.responder.Place;

/// What people have done about senders.
final class ResponseCommands {
  private final ByHand byHand;

  ResponseCommands(ByHand byHand) {
    this.byHand = byHand;
  }

  Answer respond(Request.Respond asked, String by) throws InterruptedException {
    try {
      if (asked.preview()) {
        return answer(
            byHand.preview(asked.whom(), asked.response(), asked.life()), Optional.empty());
      }
      ByHand.Done done =
          byHand.respond(asked.whom(), asked.response(), asked.life(), asked.reason(), by);
      return answer(done, Optional.of(done.lease().id()));
    } catch (SQLException e) {
      return failed(e);
    }
  }

  Answer undo(Request.Undo asked, String by) throws InterruptedException {
    try {
      ByHand.Done done = byHand.undo(asked.lease(), asked.reason(), by);
      return answer(done, Optional.of(done.lease().id()));
    } catch (SQLException e) {
      return failed(e);
    }
  }

  Answer repaired(Request.Repaired asked, String by) throws InterruptedException {
    try {
      return new Answer.Done(
          byHand.repaired(asked.whom(), asked.passwordChanged(), asked.note(), by));
    } catch (SQLException e) {
      return failed(e);
    }
  }

  private static Answer failed(SQLException e) {
    return new Answer.Failed("leases cannot be written: " + e.getMessage());
  }

  private static Answer answer(ByHand.Done done, Optional<String> lease) {
    List<Answer.PlaceLine> places =
        done.places().stream()
            .map(place -> new Answer.PlaceLine(place.point(), word(place.state()), place.words()))
            .toList();
    return new Answer.Responded(
        lease,
        done.lease().target().text(),
        done.lease().response().toString(),
        done.lease().until(),
        places,
        done.touched());
  }

  private static String word(Place.State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
