package weir.checks.dnslists;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weir.check.Action;
import weir.config.Default;
import weir.config.Doc;
import weir.config.SameTable;
import weir.lists.Catalogue;
import weir.lists.Watched;
import weir.verdict.WhenUnknown;

@Doc("A DNS list of domains (RFC 5782 section 3).")
public record NameZone(
    @SameTable AskedZone asked,
    @Doc("Which names it is asked about.") @Default("['helo', 'reverse-name', 'sender']")
        List<Which> names,
    @Doc(
            "How a name is asked about: as the list's own page says. Never is a list of names asked about an address.")
        @Default("name")
        Ask ask,
    @Doc("Told to a refused client when the list gives no text; `%IP%` becomes the name.")
        Optional<String> url,
    @Doc("What a listing here leads to, if not what `on-name-list` says.") Optional<Action> listed,
    @Doc("What some answers lead to, if not what `listed` says.") Map<String, Action> byCode,
    @Doc("What follows when this list could not tell, if not what `unknown` of all lists says.")
        Optional<WhenUnknown> unknown,
    @Doc("What its health is tested by: `names`, `absent` or `none`.") @Default("absent")
        Watched.Points test)
    implements DnsListZone {

  /// A name that a client shows.
  public enum Which {
    @Doc("What it calls itself.")
    HELO,
    @Doc("The name of its address that leads back to it.")
    REVERSE_NAME,
    @Doc("The domain of the sender.")
    SENDER;

    String words() {
      return switch (this) {
        case HELO -> "HELO name";
        case REVERSE_NAME -> "reverse name";
        case SENDER -> "sender's domain";
      };
    }

    /// As the settings have it.
    String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// What is asked about a name `mail.shop.example.net`.
  public enum Ask {
    @Doc("Just that. For lists that know themselves which part counts, such as the Spamhaus DBL.")
    NAME,
    @Doc(
        "That and every name above it down to two labels: for lists that hold registered domains only, such as SURBL.")
    PARENTS
  }

  public NameZone {
    names = List.copyOf(names);
    byCode = Map.copyOf(byCode);
    ListedCodes.require("by-code", byCode.keySet());
    if (test == Watched.Points.V4 || test == Watched.Points.V6) {
      throw new IllegalArgumentException(
          "test must be names, absent or none: this is a list of names");
    }
  }

  public Watched watched() {
    return asked.watched(Catalogue.Kind.NAMES, test);
  }
}
