package weir.bench.hold;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/// Starts processes that become a user, go to a folder of his, open one connection, and end at an
/// age; each says beforehand who it is.
final class Spawner {
  static final int USERS = 10;
  static final int FIRST_USER = 2001;

  /// Without a program of its own for each: a child of perl is as short as one in C, and what it is
  /// called does not matter here.
  private static final String CODE =
      """
      use Socket qw(:DEFAULT SOCK_STREAM); use Time::HiRes qw(sleep time); use POSIX qw(_exit);
      my ($rate, $seconds, $life, $users, $first, $homes) = @ARGV;
      $SIG{CHLD} = "IGNORE"; $| = 1;
      my $begin = time; my $many = $rate * $seconds;
      for my $n (0 .. $many - 1) {
        my $wait = $begin + $n / $rate - time; sleep($wait) if $wait > 0;
        defined(my $child = fork) or next; next if $child;
        my $born = time; my $uid = $first + $n % $users;
        chdir("$homes/$uid/public_html") or _exit(1);
        POSIX::setgid($uid); POSIX::setuid($uid);
        socket(my $s, AF_INET, SOCK_STREAM, 6); bind($s, pack_sockaddr_in(0, INADDR_ANY));
        my ($port) = unpack_sockaddr_in(getsockname($s));
        syswrite(STDOUT, "$$ $uid $port\\n");
        connect($s, pack_sockaddr_in(25, inet_aton("203.0.113." . (1 + $n % 250))));
        my $left = $life / 1000 - (time - $born); sleep($left) if $left > 0;
        _exit(0);
      }
      sleep(2 + $life / 1000);
      """;

  /// What a process said of itself.
  record Truth(long pid, long uid, String folder) {}

  private Spawner() {}

  /// Homes for all users.
  static Path homes() throws IOException {
    Path homes = Files.createTempDirectory("weir-hold");
    var open = PosixFilePermissions.fromString("rwxr-xr-x");
    Files.setPosixFilePermissions(homes, open);
    for (int uid = FIRST_USER; uid < FIRST_USER + USERS; uid++) {
      Path html = homes.resolve(uid + "/public_html");
      Files.createDirectories(html);
      Files.setPosixFilePermissions(html.getParent(), open);
      Files.setPosixFilePermissions(html, open);
    }
    return homes;
  }

  /// Runs to the end.
  ///
  /// @param life of each process, in milliseconds
  /// @return who connected from which port
  static Map<Integer, Truth> run(int rate, int seconds, int life, Path homes) throws IOException {
    Process perl =
        new ProcessBuilder(
                "perl",
                "-e",
                CODE,
                Integer.toString(rate),
                Integer.toString(seconds),
                Integer.toString(life),
                Integer.toString(USERS),
                Integer.toString(FIRST_USER),
                homes.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<Integer, Truth> truth = new HashMap<>();
    try (BufferedReader said = perl.inputReader()) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        String[] words = line.split(" ", 3);
        long uid = Long.parseLong(words[1]);
        truth.put(
            Integer.parseInt(words[2]),
            new Truth(
                Long.parseLong(words[0]), uid, homes.resolve(uid + "/public_html").toString()));
      }
    }
    return truth;
  }
}
