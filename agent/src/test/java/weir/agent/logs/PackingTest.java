package weir.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackingTest {
  private static final byte[] LOG = Rotating.line(7).repeat(5_000).getBytes();

  @TempDir private Path folder;

  private Path packed(String program, String suffix) throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("mail.log"), LOG);
    Path packed = folder.resolve("mail.log" + suffix);
    try {
      new ProcessBuilder(program, "-c")
          .redirectInput(file.toFile())
          .redirectOutput(packed.toFile())
          .start()
          .waitFor();
    } catch (IOException e) {
      Assumptions.abort("no " + program + " here");
    }
    return packed;
  }

  private static byte[] read(Path packed) throws IOException {
    try (InputStream in = Packing.of(packed.getFileName().toString()).open(packed)) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @CsvSource({"gzip, .gz", "xz, .xz", "zstd, .zst", "bzip2, .bz2"})
  void whatWasPackedIsUnpacked(String program, String suffix) throws Exception {
    assertThat(read(packed(program, suffix))).isEqualTo(LOG);
  }

  @ParameterizedTest
  @CsvSource({"gzip, .gz", "xz, .xz", "zstd, .zst", "bzip2, .bz2"})
  void halfAFileIsNotTakenForAWholeOne(String program, String suffix) throws Exception {
    Path packed = packed(program, suffix);
    byte[] all = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(all, all.length * 2 / 3));
    assertThatThrownBy(() -> read(packed)).isInstanceOf(IOException.class);
  }

  @Test
  void theNameSaysHowAFileIsPacked() {
    assertThat(List.of("a.gz", "a.xz", "a.zst", "a.bz2", "a.1", "gz"))
        .extracting(Packing::of)
        .containsExactly(
            Packing.GZIP, Packing.XZ, Packing.ZSTD, Packing.BZIP2, Packing.NONE, Packing.NONE);
  }
}
