package weir.lists;

import java.time.Duration;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Problems;
import weir.config.Range;

@Doc(
    "Clients whose mail has been good for long. Some that were not on a block list while it was sound are asked about in each of its tests: where many of them are on it within a day, it is the list that is wrong. Clients are remembered where [checks.dnsbl] has zones.")
public record LongGoodSettings(
    @Doc(
            "How many are asked about in each test of a block list, no two of them of one /16 (IPv6: /32). With fewer than 20 nothing follows from them. 0: none are asked about.")
        @Default("40")
        @Range(from = "0", to = "100")
        int clients,
    @Doc(
            "On how many different days, in UTC, mail of a client must have been taken without a mark.")
        @Default("20")
        @Range(from = "10", to = "365")
        int days,
    @Doc("How long ago, in whole days, the first of these days must be.")
        @Default("42d")
        @Range(from = "14d", to = "365d")
        Duration over,
    @Doc(
            "How many in a hundred of them on a list take it out. A list that lists the world has all of them; a sound one that was not asked for weeks, a few.")
        @Default("30")
        @Range(from = "10", to = "100")
        int listedPercent)
    implements Checked {
  /// A smaller sample is not believed: too few clients could be bought to take a list out.
  static final int LEAST = 20;

  @Override
  public void check(Problems problems) {
    if (days > over.toDays() && problems.isKnown("over")) {
      problems.add("days", "are more than there are within `over`");
    }
    if (clients > 0 && clients < LEAST && problems.isKnown("clients")) {
      problems.add("clients", "are too few to follow anything from: 0, or at least " + LEAST);
    }
  }
}
