package weir.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RulesetNewsTest {
  private static Optional<RulesetNews> read(int type, byte[]... parts) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      payload.writeBytes(part);
    }
    byte[] message = NetlinkMessage.of(type, 0, 1, payload.toByteArray());
    return RulesetNews.read(NetlinkMessage.read(ByteBuffer.wrap(message)).getFirst());
  }

  private static final byte[] INET = {1, 0, 0, 0};

  private static byte[] text(int attribute, String text) {
    return Attributes.of(attribute, (text + "\0").getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] number(int attribute, int number) {
    return Attributes.of(attribute, ByteBuffer.allocate(4).putInt(number).array());
  }

  @Test
  void aTableThatIsRemovedIsToldFromARuleThatIsMade() {
    assertThat(read(0xA02, INET, text(1, "weir")))
        .contains(new RulesetNews.Touched(1, "weir", true, true));
    assertThat(read(0xA06, INET, text(1, "weir"), text(2, "output")))
        .contains(new RulesetNews.Touched(1, "weir", false, false));
    assertThat(read(0xA0E, INET, text(1, "weir")))
        .contains(new RulesetNews.Touched(1, "weir", false, true));
  }

  @Test
  void theEndOfATransactionSaysWhoMadeIt() {
    assertThat(read(0xA0F, INET, number(1, 7), number(2, 4711), text(3, "nft")))
        .contains(new RulesetNews.Done(7, 4711, "nft"));
    assertThat(read(0xA0F, INET, number(1, -1)))
        .contains(new RulesetNews.Done(0xFFFF_FFFFL, 0, "")); // an older kernel
  }

  @Test
  void whatIsCutOffOrOfAnotherKindIsNoNews() {
    assertThat(read(0xA02)).isEmpty();
    assertThat(read(0xA02, INET)).isEmpty();
    assertThat(read(0x402, INET, text(1, "weir"))).isEmpty();
  }
}
