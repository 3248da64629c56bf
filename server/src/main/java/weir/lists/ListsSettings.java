package weir.lists;

import java.time.Duration;
import java.util.List;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;
import weir.net.IpAddress;

@Doc(
    "The health of DNS lists. A list that lists what nobody may be listed for, or not what it must, is taken out until it passes three tests in a row; one that is silent, after three tests without an answer.")
public record ListsSettings(
    @Doc(
            "Whether the lists are tested. Without it a list that dies and lists the whole world refuses all mail.")
        @Default("true")
        boolean watch,
    @Doc("How often each list is tested. A high rate of listings tests it at once, too.")
        @Default("10m")
        @Range(from = "1m", to = "1d")
        Duration every,
    @Doc(
            "Addresses that no sound list has, such as your own mail servers and partners of many years: a list with two of them is taken out. The first ten count; next hops and hosts of `relay-from` with public addresses are added where there is room.")
        List<IpAddress> control,
    @Doc("Clients whose mail has been good for long, as control addresses.")
        LongGoodSettings longGood) {
  /// Control addresses asked about at most; further ones are left out.
  public static final int MOST_CONTROLS = 10;

  public ListsSettings {
    control = List.copyOf(control);
  }
}
