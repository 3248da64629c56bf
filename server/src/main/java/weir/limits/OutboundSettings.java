package weir.limits;

import java.nio.file.Path;
import java.util.Optional;
import weir.config.Binding;
import weir.config.Doc;
import weir.config.MustRead;

/// What is asked about those who send.
@Doc("What is asked about those who send, and leads to incidents.")
public record OutboundSettings(
    @Doc(
            "Rules about senders, and their exemptions: a file as weir limits show default prints it. Weir's own rules when not set.")
        @MustRead
        Optional<Path> limits,
    @Doc(
            "Which network is in which country: lines of NETWORK,COUNTRY or FIRST,LAST,COUNTRY. Rules that speak of countries need it.")
        @MustRead
        Optional<Path> countries) {

  /// The table of countries as it is now; one without any where none is set.
  public Countries.Reading readCountries() {
    return countries
        .map(Countries::read)
        .orElseGet(() -> new Countries.Reading.Good(Countries.NONE));
  }

  /// The rules and exemptions as they are now.
  public Binding<Limits> read() {
    return limits.map(Limits::read).orElseGet(ReadySet.DEFAULT::read);
  }
}
