package weir.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.net.IpAddress;

class CountriesTest {
  @TempDir private Path folder;

  private Countries.Reading read(String text) throws IOException {
    return Countries.read(Files.writeString(folder.resolve("countries.csv"), text));
  }

  private static Optional<String> of(Countries.Reading reading, String address) {
    return reading instanceof Countries.Reading.Good(var countries)
        ? countries.of(IpAddress.parse(address).orElseThrow())
        : Optional.of(reading.toString());
  }

  @Test
  void networksAndRangesAreRead() throws IOException {
    Countries.Reading reading =
        read(
            """
            # by hand
            192.0.2.0/24,DE
            192.0.2.128/25, nl

            "198.51.100.1","198.51.100.6","FR","Europe"
            2001:db8::,2001:db8:ffff:ffff:ffff:ffff:ffff:ffff,AT
            203.0.113.0/24,ZZ
            203.0.113.0,203.0.113.255,-
            """);
    assertThat(of(reading, "192.0.2.1")).contains("DE");
    assertThat(of(reading, "192.0.2.200")).contains("NL");
    assertThat(of(reading, "198.51.100.6")).contains("FR");
    assertThat(of(reading, "198.51.100.7")).isEmpty();
    assertThat(of(reading, "2001:db8:1::5")).contains("AT");
    assertThat(of(reading, "203.0.113.9")).isEmpty();
  }

  @Test
  void aLineThatIsNoneIsSaid() throws IOException {
    assertThat(read("192.0.2.0/24,DE\n192.0.2.1/24,DE\n").toString())
        .contains("countries.csv:2: bits are set behind the prefix");
    assertThat(read("shop,DE\n").toString()).contains("countries.csv:1: not an IP address");
    assertThat(Countries.read(folder.resolve("none")).toString()).contains("none");
  }
}
