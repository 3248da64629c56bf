package weir.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NetlinkMessageTest {

  @Test
  void whatIsWrittenIsRead() {
    byte[] one = NetlinkMessage.of(20, NetlinkMessage.REQUEST, 7, new byte[] {1, 2, 3});
    byte[] two = NetlinkMessage.of(21, 0, 8, new byte[0]);
    ByteBuffer datagram = ByteBuffer.allocate(one.length + two.length).put(one).put(two).flip();
    List<NetlinkMessage> read = NetlinkMessage.read(datagram);
    assertThat(read).extracting(NetlinkMessage::type).containsExactly(20, 21);
    assertThat(read).extracting(NetlinkMessage::sequence).containsExactly(7, 8);
    assertThat(read.getFirst().payload().remaining()).isEqualTo(3);
    assertThat(read.getFirst().payload().get(2)).isEqualTo((byte) 3);
  }

  @Test
  void aLengthBeyondTheDatagramOrBelowAHeaderEndsIt() {
    for (int length : new int[] {0, 15, 17, -1, Integer.MAX_VALUE}) {
      byte[] octets = NetlinkMessage.of(20, 0, 1, new byte[0]);
      ByteBuffer.wrap(octets).order(ByteOrder.nativeOrder()).putInt(0, length);
      assertThat(NetlinkMessage.read(ByteBuffer.wrap(octets))).as("length %d", length).isEmpty();
    }
  }

  @Test
  void anErrorSaysItsNumber() {
    byte[] number = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(-2).array();
    byte[] error = NetlinkMessage.of(NetlinkMessage.ERROR, 0, 1, number);
    assertThat(NetlinkMessage.read(ByteBuffer.wrap(error)).getFirst().errno()).isEqualTo(2);
  }

  @Test
  void attributesAreFoundBehindOthersAndNotBeyondTheEnd() {
    byte[] first = Attributes.of(1, new byte[] {9});
    byte[] second = Attributes.of(21 | 0x8000, new byte[] {4, 5});
    ByteBuffer both =
        ByteBuffer.allocate(first.length + second.length).order(ByteOrder.nativeOrder());
    both.put(first).put(second).flip();
    assertThat(Attributes.find(both, 21).orElseThrow().get(1)).isEqualTo((byte) 5);
    assertThat(Attributes.find(both, 3)).isEmpty();
    both.putShort(first.length, (short) 100);
    assertThat(Attributes.find(both, 21)).isEmpty();
  }
}
