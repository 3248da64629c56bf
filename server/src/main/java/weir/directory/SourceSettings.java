package weir.directory;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.asking.DatabaseSettings;
import weir.asking.ProgramSettings;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.MustRead;
import weir.config.Problems;
import weir.config.SameTable;

/// A table `[directory.sources.NAME]`: where accounts and what they have are read.
@Doc("Where accounts and what they have are read. See directory.md.")
public sealed interface SourceSettings {

  /// What is read, for people, without anything secret.
  String name();

  @Doc("A TOML file with a table `[accounts.ID]` for each account.")
  record Toml(@Doc("The file.") @MustRead Path file) implements SourceSettings {
    @Override
    public String name() {
      return "file " + file;
    }
  }

  @Doc("A file of comma-separated values in UTF-8, whose first line names the columns.")
  record Csv(
      @Doc("The file.") @MustRead Path file,
      @Doc("The host of users and paths in rows that name none.") Optional<String> host)
      implements SourceSettings {
    @Override
    public String name() {
      return "file " + file;
    }
  }

  @Doc("A database that has a JDBC driver. That of PostgreSQL comes with Weir.")
  record Sql(
      @SameTable DatabaseSettings database,
      @Doc(
              "The query, without parameters. Its columns are named as those of a CSV file, with `_` where these have `-`.")
          @Default("SELECT * FROM weir_accounts")
          String query,
      @Doc("The host of users and paths in rows that name none.") Optional<String> host)
      implements SourceSettings {
    @Override
    public String name() {
      return database.name();
    }
  }

  @Doc("A program, started without a shell, that writes what a CSV file has.")
  record Command(
      @SameTable ProgramSettings program,
      @Doc("The host of users and paths in rows that name none.") Optional<String> host)
      implements SourceSettings {
    @Override
    public String name() {
      return program.name();
    }
  }

  @Doc(
      "A web service that answers GET by 200 and a JSON list of objects, or one object with the list as `rows`. Their keys are the columns of a CSV file.")
  record Http(
      @Doc("Its address.") String url,
      @Doc("File whose first line is sent as a bearer token.") @MustRead Optional<Path> tokenFile,
      @Doc("The host of users and paths in rows that name none.") Optional<String> host)
      implements SourceSettings, Checked {
    @Override
    public String name() {
      int query = url.indexOf('?');
      return "web service " + (query < 0 ? url : url.substring(0, query));
    }

    @Override
    public void check(Problems problems) {
      if (!problems.isKnown("url")) {
        return;
      }
      try {
        URI address = URI.create(url);
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!web || address.getHost() == null) {
          problems.add("url", "must begin with https:// or http:// and have a host");
        } else if (address.getUserInfo() != null) {
          problems.add("url", "a login does not belong here: put a token into a token-file");
        }
      } catch (IllegalArgumentException e) {
        problems.add("url", "is not an address: " + e.getMessage());
      }
    }
  }

  @Doc(
      "The users of a host. Each user with a uid in the ranges is an account, or belongs to one: its uid, its name, and the programs below its home are the account's.")
  record Passwd(
      @SameTable AccountNames names,
      @Doc("The file, of this host or a copy of another one's.") @Default("/etc/passwd") @MustRead
          Path file,
      @Doc("Uids of customers, each range as `1000-59999`.") @Default("[\"1000-59999\"]")
          List<String> uids)
      implements SourceSettings, Checked {
    public Passwd {
      uids = List.copyOf(uids);
    }

    @Override
    public String name() {
      return "users of " + names.host() + " in " + file;
    }

    @Override
    public void check(Problems problems) {
      if (problems.isKnown("uids")) {
        uids.stream()
            .filter(range -> UidRange.parse(range).isEmpty())
            .forEach(range -> problems.add("uids", range + " is no range such as 1000-59999"));
      }
    }
  }

  @Doc("The accounts of a host with cPanel.")
  record Cpanel(
      @SameTable AccountNames names,
      @Doc("Where the host's files begin: `/`, or the folder of a copy of another host's.")
          @Default("/")
          Path root)
      implements SourceSettings {
    @Override
    public String name() {
      return "cPanel of " + names.host() + " in " + root;
    }
  }

  @Doc("The accounts of a host with DirectAdmin.")
  record Directadmin(
      @SameTable AccountNames names,
      @Doc("Where the host's files begin: `/`, or the folder of a copy of another host's.")
          @Default("/")
          Path root)
      implements SourceSettings {
    @Override
    public String name() {
      return "DirectAdmin of " + names.host() + " in " + root;
    }
  }
}
