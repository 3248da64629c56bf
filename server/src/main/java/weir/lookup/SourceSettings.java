package weir.lookup;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import weir.asking.DatabaseSettings;
import weir.asking.ProgramSettings;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.MustRead;
import weir.config.Problems;
import weir.config.SameTable;

/// The table `[lookup.ask]`: who is asked.
@Doc("Who is asked.")
public sealed interface SourceSettings {

  /// What is asked, without anything secret.
  String name();

  /// A program.
  @Doc(
      "A program, started for each name that is not remembered, without a shell. It reads the name as one line and writes one: `found`, which hop=, policy= and recipients= may follow, or `absent`.")
  record Command(@SameTable ProgramSettings program) implements SourceSettings {
    @Override
    public String name() {
      return program.name();
    }
  }

  /// A database.
  @Doc("A database that has a JDBC driver. That of PostgreSQL comes with Weir.")
  record Sql(
      @SameTable DatabaseSettings database,
      @Doc(
              "The query, with one `?` for the name. A row means that the name is there; its columns hop, policy and recipients say more, where they exist and are not null.")
          @Default("SELECT hop, policy, recipients FROM weir_map WHERE name = ?")
          String query)
      implements SourceSettings, Checked {

    @Override
    public String name() {
      return database.name();
    }

    @Override
    public void check(Problems problems) {
      if (problems.isKnown("query") && placeholders(query) != 1) {
        problems.add("query", "must have one ? where the name goes, outside of quotes");
      }
    }

    private static long placeholders(String query) {
      return query.replaceAll("'[^']*'|\"[^\"]*\"", "").chars().filter(c -> c == '?').count();
    }
  }

  /// A web service.
  @Doc(
      "A web service. With `{name}` in its address it is asked by GET; without, by POST of `{\"name\": \"shop.example\"}`. It answers 200 and `{\"found\": true, \"hop\": \"inside\", \"policy\": \"strict\", \"recipients\": \"map\"}` (all but found may be absent) or `{\"found\": false}`; all else, 404 too, is a failure.")
  record Http(
      @Doc(
              "Its address, such as `https://panel.example.com/weir/{name}`; the name is put there with all that is special escaped.")
          String url,
      @Doc("File whose first line is sent as a bearer token.") @MustRead Optional<Path> tokenFile)
      implements SourceSettings, Checked {
    static final String NAME = "{name}";

    @Override
    public String name() {
      return "web service " + url;
    }

    /// @throws IllegalArgumentException for what is no address
    URI address(String escapedName) {
      return URI.create(url.replace(NAME, escapedName));
    }

    @Override
    public void check(Problems problems) {
      if (!problems.isKnown("url")) {
        return;
      }
      if (url.replace(NAME, "").matches(".*[{}].*")) {
        problems.add("url", "may have {name} in it, and no other braces");
        return;
      }
      try {
        URI address = address("name");
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!web || address.getHost() == null) {
          problems.add("url", "must begin with https:// or http:// and have a host");
        } else if (address.getUserInfo() != null) {
          problems.add("url", "a login does not belong here: put a token into a token-file");
        } else if (!address.getHost().equals(address("other").getHost())
            || url.indexOf(NAME) != url.lastIndexOf(NAME)) {
          problems.add(KeyPath.of("url"), "may have {name} once, behind the host");
        }
      } catch (IllegalArgumentException e) {
        problems.add("url", "is not an address: " + e.getMessage());
      }
    }
  }
}
