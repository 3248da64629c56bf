package weir.onhost;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import weir.config.ByteSize;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Problems;
import weir.uplink.HostBounds;
import weir.uplink.Power;

@Doc(
    "Another process that decides about senders: this one only takes mail, tells what customers hand in, and does what is ordered about logins.")
public record ControlSettings(
    @Doc(
            "Folder of the enrolment, as `weir agent enrol` made it: what is not told yet lies there, too.")
        Path agent,
    @Doc(
            "Whether strangers' messages are told, too; needed where control follows logs of mail servers behind this one.")
        @Default("true")
        boolean strangers,
    @Doc("What is kept while control is away; of what comes later the number is kept.")
        @Default("64MB")
        ByteSize journal,
    @Doc("Nothing that is ordered lasts longer.") @Default("30d") Duration longestLease,
    @Doc("Changes that are carried out within an hour.") @Default("1000") int actionsAnHour)
    implements Checked {

  @Override
  public void check(Problems problems) {
    if (actionsAnHour < 0) {
      problems.add("actions-an-hour", "is below 0");
    }
  }

  /// What a gateway does at most: nothing about users, scripts or the fence.
  HostBounds bounds() {
    return new HostBounds(
        Set.of(Power.LOOK, Power.MAIL), Long.MAX_VALUE, 0, longestLease, actionsAnHour);
  }
}
