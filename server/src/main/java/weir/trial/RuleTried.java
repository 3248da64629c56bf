package weir.trial;

import java.util.List;
import weir.limits.Limit;

/// What became of one rule.
///
/// @param alarms how often it began to hold, for anybody
/// @param freed how often for somebody who is exempted; these are not among the alarms
/// @param senders of whom it began to hold
/// @param caught of these, those with most recipients until then come first; not all where there
///   are too many
public record RuleTried(Limit limit, long alarms, long freed, long senders, List<Caught> caught) {
  public RuleTried {
    caught = List.copyOf(caught);
  }
}
