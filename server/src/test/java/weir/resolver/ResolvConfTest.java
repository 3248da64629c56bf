package weir.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolvConfTest {

  @TempDir Path folder;

  @Test
  void theNameServersOfTheSystemAreReadInTheirOrder() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("resolv.conf"),
            """
            # made by hand
            search example.net
            nameserver 192.0.2.53
              nameserver\t2001:db8::53
            nameserver nonsense
            nameserver
            """);
    assertThat(ResolvConf.servers(file))
        .containsExactly(
            new InetSocketAddress("192.0.2.53", 53), new InetSocketAddress("2001:db8::53", 53));
  }

  @Test
  void withoutAnyTheHostItselfIsAsked() {
    assertThat(ResolvConf.servers(folder.resolve("absent")))
        .containsExactly(new InetSocketAddress("127.0.0.1", 53));
  }

  @Test
  void anAddressMayHaveAPort() {
    assertThat(ResolvConf.parse("192.0.2.1")).contains(new InetSocketAddress("192.0.2.1", 53));
    assertThat(ResolvConf.parse("192.0.2.1:99")).contains(new InetSocketAddress("192.0.2.1", 99));
    assertThat(ResolvConf.parse("::1")).contains(new InetSocketAddress("::1", 53));
    assertThat(ResolvConf.parse("[::1]")).contains(new InetSocketAddress("::1", 53));
    assertThat(ResolvConf.parse("[::1]:99")).contains(new InetSocketAddress("::1", 99));
    for (String wrong :
        List.of(
            "", "ns.example", "192.0.2.1:0", "192.0.2.1:x", "192.0.2.1:70000", "[::1", "[::1]9")) {
      assertThat(ResolvConf.parse(wrong)).as(wrong).isEmpty();
    }
  }
}
