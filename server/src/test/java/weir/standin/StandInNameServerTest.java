package weir.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import weir.dns.Answer;
import weir.dns.Question;
import weir.dns.RecordType;
import weir.dns.Zone;

class StandInNameServerTest {

  private StandInNameServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        StandInNameServer.start(
            StandInNameServer.exampleZone(),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void itAnswersOverUdpAndTcpAndRemembersWhatItWasAsked() throws IOException {
    byte[] question = question("example.net.", Type.MX);
    assertThat(new Message(overUdp(question)).getSection(Section.ANSWER)).hasSize(1);
    assertThat(new Message(overTcp(question)).getSection(Section.ANSWER)).hasSize(1);
    assertThat(server.asked()).containsExactly("example.net MX", "example.net MX");
  }

  @Test
  void whatIsTooLargeIsTruncatedOverUdpOnly() throws IOException {
    server.serve(Zone.parse("t.example TXT " + "x".repeat(2000)));
    byte[] question = question("t.example.", Type.TXT);
    assertThat(new Message(overUdp(question)).getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(new Message(overTcp(question)).getHeader().getFlag(Flags.TC)).isFalse();
  }

  @Test
  void absenceAndFailureLookAsTheyShould() throws IOException {
    Message absent = new Message(overUdp(question("expired.example.", Type.MX)));
    assertThat(absent.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(absent.getSection(Section.AUTHORITY)).hasSize(1);
    Message empty = new Message(overUdp(question("example.net.", Type.HINFO)));
    assertThat(empty.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(empty.getSection(Section.AUTHORITY)).hasSize(1);
    Message broken = new Message(overUdp(question("broken.example.", Type.MX)));
    assertThat(broken.getRcode()).isEqualTo(Rcode.SERVFAIL);
  }

  @Test
  void junkDoesNotDisturbIt() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      byte[] junk = {1, 2, 3, -1, -1, -1};
      socket.send(new DatagramPacket(junk, junk.length, server.address()));
    }
    assertThat(overUdp(question("example.net.", Type.A))).isNotEmpty();
  }

  @Test
  void aPortInUseIsSaid() {
    assertThatThrownBy(() -> StandInNameServer.start(Zone.EMPTY, server.address()))
        .isInstanceOf(BindException.class);
  }

  @Test
  void theExampleZoneShowsEveryOutcomeOfAReverseName() {
    Zone zone = StandInNameServer.exampleZone();
    for (String named : List.of("1.0.0.127", "2.0.0.127", "4.0.0.127", "5.0.0.127")) {
      assertThat(zone.answer(new Question(named + ".in-addr.arpa", RecordType.PTR)))
          .isInstanceOf(Answer.Found.class);
    }
    assertThat(zone.answer(new Question("3.0.0.127.in-addr.arpa", RecordType.PTR)))
        .isInstanceOf(Answer.Absent.class);
    assertThat(zone.answer(new Question("host.broken.example", RecordType.A)))
        .isInstanceOf(Answer.Failed.class);
  }

  private static byte[] question(String name, int type) throws IOException {
    return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN)).toWire();
  }

  private byte[] overUdp(byte[] question) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(10_000);
      socket.send(new DatagramPacket(question, question.length, server.address()));
      DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
      socket.receive(answer);
      return Arrays.copyOf(answer.getData(), answer.getLength());
    }
  }

  private byte[] overTcp(byte[] question) throws IOException {
    try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket.setSoTimeout(10_000);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeShort(question.length);
      out.write(question);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      return in.readNBytes(in.readUnsignedShort());
    }
  }
}
