package weir.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class AuthResponseTest {

  @Test
  void base64IsDecoded() {
    assertThat(AuthResponse.parse(LineRead.Line.of("AGFubgBzZWNyZXQ=")))
        .isInstanceOfSatisfying(
            AuthResponse.Octets.class,
            response ->
                assertThat(response.octets())
                    .isEqualTo("\0ann\0secret".getBytes(StandardCharsets.UTF_8)));
    assertThat(AuthResponse.decode(""))
        .isInstanceOfSatisfying(
            AuthResponse.Octets.class, response -> assertThat(response.octets()).isEmpty());
  }

  @Test
  void aStarCancels() {
    assertThat(AuthResponse.parse(LineRead.Line.of("*"))).isEqualTo(new AuthResponse.Cancelled());
  }

  @Test
  void hostile_033_what_is_no_base64_is_malformed() {
    for (String text :
        new String[] {"**", "a", "ab=c", "abc$", "YQ==YQ==", "YQ== ", "\u00e9\u00e9\u00e9\u00e9"}) {
      assertThat(AuthResponse.parse(LineRead.Line.of(text)))
          .as(text)
          .isEqualTo(new AuthResponse.Malformed());
    }
  }

  @Test
  void hostile_033_the_longest_response_fits_its_limit() {
    String base64 = Base64.getEncoder().encodeToString(new byte[9216]);
    assertThat(base64).hasSize(LineReader.AUTH_LINE - 2);
    assertThat(AuthResponse.decode(base64)).isInstanceOf(AuthResponse.Octets.class);
  }
}
