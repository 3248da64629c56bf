package weir.directory;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import weir.fuzz.Scratch;

/// A TOML file with accounts.
final class AccountsTomlFuzzTest {

  @FuzzTest
  void whatIsReadIsKeptAndReadAgainAsTheSame(byte[] octets) throws IOException {
    if (octets.length > 3000) {
      return;
    }
    try (Scratch scratch = Scratch.make()) {
      Path file = Files.write(scratch.folder().resolve("accounts.toml"), octets);
      Kept.isSound(scratch, _ -> TomlAccounts.read(file));
    }
  }
}
